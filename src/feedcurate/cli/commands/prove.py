"""`feedcurate prove`: do the claims hold? In: a rule file. Out: each proved, refuted with a post, or undecided."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli import streams
from feedcurate.cli.options import format_option, rules_argument

if TYPE_CHECKING:
    from feedcurate.proof.finding import Finding
    from feedcurate.ruleset import Ruleset

_SECONDS = 2.0
_SEARCH = 300


@click.command()
@rules_argument
@click.option(
    "--seconds", type=click.FloatRange(min=0.01), default=_SECONDS, show_default=True,
    help="How long the solver may think about one question.",
)  # fmt: skip
@click.option(
    "--search", type=click.IntRange(min=0), default=_SEARCH, show_default=True,
    help="How many posts and histories are tried where the solver cannot tell.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="What they are drawn with.")
@click.option("--strict", is_flag=True, help="Let a claim that stays undecided fail, too.")
@format_option("text", "json", default="text", told="A page to read (text) or one JSON array.")
def command(rules: Path, seconds: float, search: int, seed: int, strict: bool, form: str) -> int:
    """Prove or refute the claims of a rule file.

    An `always` or `never` claim speaks of every possible post and history. It is proved, or refuted with a post that
    the engine itself confirms, printed as an example to paste; else it is undecided, and it is told what was tried.
    The status is 1 where a claim is refuted or the rules have errors. Ctrl-C ends with what is known so far.
    """
    from feedcurate.cli.interrupts import ctrl_c_between_questions
    from feedcurate.cli.rules import load_rules
    from feedcurate.proof.finding import Status
    from feedcurate.proof.proving import findings

    ruleset = load_rules(rules)
    found: list[Finding] = []
    interrupted = False
    try:
        with ctrl_c_between_questions() as stop:
            coming = findings(ruleset, seconds=seconds, search=search, seed=seed, between=stop)
            for finding in _watched(coming, ruleset):
                found.append(finding)
                if form == "text":
                    _show(ruleset, finding)
    except KeyboardInterrupt:
        interrupted = True
    _end(ruleset, found, form)
    if interrupted:
        return streams.INTERRUPTED
    failing = {Status.REFUTED, Status.UNDECIDED} if strict else {Status.REFUTED}
    return int(any(finding.status in failing for finding in found))


def _watched(found: Iterator[Finding], ruleset: Ruleset) -> Iterator[Finding]:
    """The findings, with a bar on standard error for a person who sees nothing else of them."""
    if streams.is_terminal(sys.stdout) or not streams.is_terminal(sys.stderr):
        yield from found
        return
    with click.progressbar(length=len(ruleset.program.claims), label="proving", file=sys.stderr) as bar:
        for finding in found:
            yield finding
            bar.update(1)


def _show(ruleset: Ruleset, finding: Finding) -> None:
    from feedcurate.cli.results import paint
    from feedcurate.outputs.proof import finding_lines

    lines = finding_lines(ruleset.program, finding, streams.columns())
    streams.emit(paint(lines, colour=streams.wants_colour(sys.stdout)))


def _end(ruleset: Ruleset, found: list[Finding], form: str) -> None:
    from feedcurate.outputs.proof import findings_json, summary

    if form == "json":
        streams.emit_json(findings_json(ruleset.program, found) + "\n")
    else:
        streams.emit(f"{summary(found, len(ruleset.program.claims))}\n")
