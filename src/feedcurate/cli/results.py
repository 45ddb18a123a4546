"""A curation on standard output or in a file, in the form that was asked for.

In: a curation and what it is about. Out: text in its place; what could not be read is told on standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from feedcurate.cli import streams
from feedcurate.cli.files import write_whole

if TYPE_CHECKING:
    from feedcurate.model.decision import Curation, Decision, DraftAdvice
    from feedcurate.model.explanation import Explanation
    from feedcurate.model.item import Item
    from feedcurate.outputs.pieces import Line
    from feedcurate.outputs.report import Explanations

TABLE = "table"
JSONL = "jsonl"
JSON = "json"


@frozen
class Result:
    """A curation, the posts it is about, the instant of it, and explanations of those it was asked for."""

    curation: Curation
    items: Sequence[Item]
    now: datetime
    explanations: Explanations


def present(result: Result, form: str | None, target: Path | None) -> None:
    """Write a result to a file, else to standard output; without a form a table for a person, JSON Lines for others.

    Raises:
        CannotWrite: the file or standard output refuses.
    """
    chosen = form or (TABLE if target is None and streams.is_terminal(sys.stdout) else JSONL)
    if chosen == TABLE:
        text = _table(result, colour=target is None and streams.wants_colour(sys.stdout))
    else:
        text = _json(result, chosen)
        streams.say_unread(result.curation.problems)
    if target is not None:
        write_whole(target, text)
    elif chosen == TABLE:
        streams.emit(text)
    else:
        streams.emit_json(text)


def _table(result: Result, *, colour: bool) -> str:
    from feedcurate.outputs.layout import layout
    from feedcurate.outputs.report import report

    told = report(result.curation, result.items, result.now, result.explanations)
    return paint(layout(told, streams.columns()), colour=colour)


def paint(lines: Iterable[Line], *, colour: bool) -> str:
    """Lines as text, in colour where that is wanted and rich is there to do it."""
    from feedcurate.errors import MissingExtra
    from feedcurate.outputs.plain import plain
    from feedcurate.outputs.pretty import pretty

    drawn = list(lines)
    if not colour:
        return plain(drawn)
    try:
        return pretty(drawn)
    except MissingExtra as missing:
        streams.say(f"note: {missing}")
        return plain(drawn)


def _json(result: Result, form: str) -> str:
    from feedcurate.outputs.records import json_document, json_lines

    if form == JSON:
        return json_document(result.curation, result.explanations) + "\n"
    return "".join(f"{line}\n" for line in json_lines(result.curation, result.explanations))


def present_draft(advice: DraftAdvice, now: datetime, form: str) -> None:
    """Write what is asked of a draft, and why, to standard output: a page to read, or JSON.

    Raises:
        CannotWrite: standard output refuses.
    """
    if form == JSON:
        from feedcurate.outputs.safe import visible_json

        streams.emit_json(visible_json(advice.model_dump_json(indent=2)) + "\n")
    else:
        from feedcurate.outputs.draft import draft_page

        lines = draft_page(advice, now, streams.columns())
        streams.emit(paint(lines, colour=streams.wants_colour(sys.stdout)))


def present_post(decision: Decision, item: Item, explanation: Explanation, now: datetime, form: str) -> None:
    """Write what happens to one post, and why, to standard output: a page to read, or JSON.

    Raises:
        CannotWrite: standard output refuses.
    """
    if form == JSON:
        from feedcurate.outputs.records import record

        streams.emit_json(record(decision, explanation) + "\n")
    else:
        from feedcurate.outputs.layout import page
        from feedcurate.outputs.report import row_of

        row = row_of(decision, item, now, explanation)
        streams.emit(paint(page(row, streams.columns()), colour=streams.wants_colour(sys.stdout)))
