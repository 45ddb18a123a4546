"""All that there is to say of rule files, drawn or as JSON.

In: examined files, and what else to look for. Out: diagnostics with the examples that belong to them, as a text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import frozen

from feedcurate.cli import streams
from feedcurate.cli.plain import plain_of
from feedcurate.cli.rules import count_words
from feedcurate.cli.warnings import Wanted, look
from feedcurate.outputs.safe import visible_json
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.render import render, to_dict
from feedcurate.text.visible import visible

if TYPE_CHECKING:
    from feedcurate.proof.warnings import Warned
    from feedcurate.ruleset import Examined, Ruleset


@frozen
class Told:
    """All diagnostics, the examples that belong to some of them by their numbers, and whether that is all."""

    diagnostics: tuple[Diagnostic, ...]
    examples: dict[int, str]
    is_whole: bool = True


def told_of(examined: Iterable[Examined], wanted: Wanted) -> Told:
    """Everything that there is to say of some files; a file with errors is not looked at further."""
    diagnostics: list[Diagnostic] = []
    examples: dict[int, str] = {}
    for one in examined:
        diagnostics += one.diagnostics
        if one.ruleset is None:
            continue
        if wanted.is_plain:
            diagnostics += plain_of(one.ruleset)
            continue
        looked = look(one.ruleset, wanted)
        for warned in looked.warned:
            example = _example(one.ruleset, warned)
            if example:
                examples[len(diagnostics)] = example
            diagnostics.append(warned.diagnostic)
        if not looked.is_whole:
            return Told(tuple(diagnostics), examples, is_whole=False)
    return Told(tuple(diagnostics), examples)


def _example(rules: Ruleset, warned: Warned) -> str:
    """The post that shows a warning, as an example; none where an example cannot say all of it, and might fail."""
    if warned.world is None:
        return ""
    from feedcurate.outputs.warnings import example_of

    found = example_of(rules.program, warned)
    return found.text if found is not None and found.is_whole else ""


def as_text(told: Told) -> str:
    """To be read: each diagnostic with its example, and how many there are."""
    colour = streams.wants_colour(sys.stdout)
    drawn = "\n".join(
        render([diagnostic], colour=colour) + _drawn_example(told.examples.get(number, ""))
        for number, diagnostic in enumerate(told.diagnostics)
    )
    return f"{drawn}{count_words(told.diagnostics)}\n"


def _drawn_example(text: str) -> str:
    """An example below its warning, ready to be copied."""
    lines = [f"    {visible(line)}" if line else "" for line in text.splitlines()]
    return "\n".join(["  as an example to paste into the rules:", *lines, ""]) if lines else ""


def as_json(told: Told) -> str:
    """One array; an example is in the record of its diagnostic."""
    return visible_json(json.dumps(records_of(told), indent=2, ensure_ascii=False)) + "\n"


def records_of(told: Told) -> list[dict[str, Any]]:
    """Diagnostics as records."""
    records: list[dict[str, Any]] = []
    for number, diagnostic in enumerate(told.diagnostics):
        example = told.examples.get(number)
        records.append(to_dict(diagnostic) | ({"example": example} if example else {}))
    return records
