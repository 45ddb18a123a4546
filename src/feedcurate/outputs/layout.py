"""Where everything of a table stands.

In: a report and the columns of the terminal. Out: lines of pieces, each with what it is, for plain and coloured alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from feedcurate.model.decision import Outcome
from feedcurate.outputs.pieces import STEP, Line, Part, Piece, Said, in_lines, usable
from feedcurate.outputs.report import Report, Row
from feedcurate.outputs.width import cells, clip, fill, wrap


@frozen
class _Columns:
    """How many columns each column of the table takes."""

    place: int
    age: int
    author: int
    text: int

    @property
    def indent(self) -> int:
        """Where the author's column starts, and everything that is said about a post."""
        return self.place + self.age + 2 * len(STEP)


def layout(report: Report, width: int) -> Iterator[Line]:
    """The lines of a report for a terminal of so many columns; `usable` of them are used."""
    width = usable(width)
    columns = _columns(report, width)
    for posts in report.posts:
        yield (Piece(f"{posts.title} ({posts.count})", Part.HEADING),)
        for row in posts.rows:
            yield from _row(row, columns, width)
        for text in posts.more:
            yield from in_lines(Said(text), width, columns.indent)
        yield ()
    for advice in report.advice:
        yield (Piece(advice.title, Part.HEADING),)
        for said in advice.lines:
            yield from in_lines(said, width)
        yield ()
    for section in report.sections:
        yield (Piece(section.title, Part.HEADING),)
        for text in section.lines:
            yield from in_lines(Said(text), width)
        yield ()
    for text in wrap(report.summary, width):
        yield (Piece(text, Part.SUMMARY),)


def _columns(report: Report, width: int) -> _Columns:
    """The same for all tables of a report, so that they stand in line."""
    rows = [row for posts in report.posts for row in posts.rows]
    place, age, widest = (
        max((cells(text) for text in texts), default=0)
        for texts in ([row.place for row in rows], [row.age for row in rows], [row.author for row in rows])
    )
    left = width - place - age - 3 * len(STEP)
    author = min(widest, left // 3)
    return _Columns(place, age, author, left - author)


def _row(row: Row, columns: _Columns, width: int) -> Iterator[Line]:
    left_out = row.outcome in (Outcome.BLOCKED, Outcome.HIDDEN, Outcome.HELD)
    collapsed = row.outcome is Outcome.COLLAPSED
    yield (
        Piece(" " * (columns.place - cells(row.place)) + row.place, Part.COLLAPSED if collapsed else Part.PLACE),
        Piece(STEP),
        Piece(fill(row.age, columns.age), Part.AGE),
        Piece(STEP),
        Piece(fill(clip(row.author, columns.author), columns.author), Part.FADED if left_out else Part.AUTHOR),
        Piece(STEP),
        Piece(clip(row.text, columns.text), Part.FADED if left_out or collapsed else Part.TEXT),
    )
    for said in said_of(row):
        yield from in_lines(said, width, columns.indent)


def page(row: Row, width: int) -> Iterator[Line]:
    """One post on a page of its own, with all its words."""
    width = usable(width)
    lead = row.outcome.value if not row.place else f"{row.outcome}, place {row.place}"
    yield from in_lines(Said(lead, Part.HEADING), width)
    yield from in_lines(Said(f"{row.author}, {row.age}: {row.text}"), width)
    for said in said_of(row):
        yield from in_lines(said, width)


def said_of(row: Row) -> Iterator[Said]:
    """What was done to a post, why, and all that was asked of it."""
    yield from (Said(mark, Part.MARK) for mark in row.marks)
    yield from (Said(reason, Part.REASON) for reason in row.reasons)
    yield from row.explanation
