"""One input → its activities, record by record.

In: lines, documents and tables. Out: activities to be taken as they come, problems, notes, and exports of
ActivityWatch, which are read when it is known what their addresses are.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator

from attrs import define, field
from pydantic import ValidationError

from feedcurate.model.activity import Activity
from feedcurate.sources.activities_table import Columns, Row, rows
from feedcurate.sources.activities_values import Reader
from feedcurate.sources.activitywatch import views_of
from feedcurate.sources.activitywatch_events import is_export
from feedcurate.sources.base import ReadLimits, Recognised, Unreadable
from feedcurate.sources.content import Line, Markup
from feedcurate.sources.decode import NotJson, json_value
from feedcurate.sources.told import Told
from feedcurate.sources.watched import Addresses

_ACTIVITIES = "activities"
_TABLE = "table of activities"
_ACTIVITYWATCH = "ActivityWatch"
FORMS = frozenset({_ACTIVITIES, _TABLE, _ACTIVITYWATCH})
"""What inputs of activities are taken for; all else are posts."""


@define
class ActivityInput:
    """What one input has given so far; `found` and `exports` are emptied by whoever takes them."""

    told: Told
    reader: Reader
    limits: ReadLimits
    found: list[Activity] = field(factory=list)
    exports: list[object] = field(factory=list)
    counts: Counter[str] = field(factory=Counter)
    notes: list[str] = field(factory=list)

    def line(self, line: Line) -> None:
        """One line of JSON Lines."""
        if line.data is None:
            self.told.problem(line.number, f"is longer than {self.limits.line_bytes:,} bytes")
            return
        if self.quick(line.data):
            return
        try:
            self.document(json_value(line.data), line.number)
        except NotJson as problem:
            self.told.problem(line.number, f"is no activity: {str(problem).removeprefix('is ')}")

    def quick(self, data: bytes) -> bool:
        """Take a line that is an activity as the model has it; of others the slow way reads more, and says why not."""
        try:
            self._add(Activity.model_validate_json(data), _ACTIVITIES)
        except ValidationError:
            return False
        return True

    def document(self, document: object, line: int | None) -> None:
        """A whole document, or what one line holds."""
        match document:
            case Markup():
                self.told.problem(line, "is markup, and no activities")
            case _ if is_export(document):
                self.exports.append(document)
            case []:
                self.told.problem(line, "holds no activities")
            case list():
                for number, record in enumerate(document, 1):
                    self.record(record, line, f"activity {number}: ")
            case _:
                self.record(document, line, "")

    def record(self, record: object, line: int | None, where: str) -> None:
        """One record; `where` it stands is said before its problem."""
        self.counts[_ACTIVITIES] += 0
        if not isinstance(record, dict):
            self.told.problem(line, f"{where}is no activity: no object")
            return
        try:
            self._add(self.reader.activity(record), _ACTIVITIES)
        except Unreadable as problem:
            self.told.problem(line, f"{where}is no activity: {problem}")

    def table(self, stream: io.BufferedReader, columns: Columns, head: bytes) -> Iterator[None]:
        """A table; it stops after each row, so that what was found can be taken."""
        self.counts[_TABLE] += 0
        if columns.doubled:
            self.told.problem(1, f"has more than one column `{columns.doubled[0]}`")
            return
        if columns.extra:
            names = ", ".join(f"`{name[:40]}`" for name in columns.extra[:10])
            self.notes.append(f"columns that are not read: {names}")
        for row in rows(stream, columns, head, self.limits):
            self._row(row)
            yield

    def _row(self, row: Row) -> None:
        if row.problem is not None:
            self.told.problem(row.line, row.problem)
            return
        try:
            self._add(self.reader.activity(row.cells), _TABLE)
        except Unreadable as problem:
            self.told.problem(row.line, f"is no activity: {problem}")

    def export(self, document: object, known: Addresses) -> None:
        """One of the exports, with what is known of addresses."""
        watched = views_of(document, self.told, self.reader, known)
        self.counts[_ACTIVITYWATCH] += 0
        for view in watched.views:
            self._add(view, _ACTIVITYWATCH)
        self.notes.extend(watched.notes)

    def _add(self, activity: Activity, taken_for: str) -> None:
        self.found.append(activity)
        self.counts[taken_for] += 1

    def recognised(self) -> tuple[Recognised, ...]:
        """What it was taken for, and how many activities came of it."""
        return tuple(Recognised(self.told.name, form, count) for form, count in self.counts.items())

    def all_notes(self) -> tuple[str, ...]:
        """What is to be said about it that is no problem."""
        local = self.reader.note()
        return (*self.notes, *((local,) if local else ()))
