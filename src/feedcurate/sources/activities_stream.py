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

from feedcurate.errors import MissingExtra
from feedcurate.model.activity import Activity
from feedcurate.model.decision import InputProblem
from feedcurate.sources.activities_table import Columns, Row, rows
from feedcurate.sources.activities_values import Reader, is_activity
from feedcurate.sources.activitywatch import views_of
from feedcurate.sources.activitywatch_events import is_export
from feedcurate.sources.base import Diary, ReadLimits, Recognised, Unreadable
from feedcurate.sources.content import Line, Markup, Other
from feedcurate.sources.dates import Dates
from feedcurate.sources.decode import NotJson, json_value
from feedcurate.sources.formats import diary
from feedcurate.sources.stream import said
from feedcurate.sources.told import Told, dates_told, one_line
from feedcurate.sources.watched import Addresses

_ACTIVITIES = "activities"
_TABLE = "table of activities"
_ACTIVITYWATCH = "ActivityWatch"
_NEITHER = "is in no known format: neither JSON nor a table whose first line names the columns `kind` and `at`"
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
    dates: Dates = field(factory=Dates)

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
            case Other(data):
                # Nobody has done anything yet: that is no mistake.
                if data.strip():
                    self.told.problem(line, _NEITHER)
            case _ if is_export(document):
                self.exports.append(document)
            case _ if not is_activity(document) and (found := diary(document)) is not None:
                self._diary(*found, document, line)
            case []:
                self.told.problem(line, "holds no activities")
            case list():
                for number, record in enumerate(document, 1):
                    self.record(record, line, f"activity {number}: ")
            case _:
                self.record(document, line, "")

    def _diary(self, form: Diary, taken_for: str, document: object, line: int | None) -> None:
        """A document of a format that has posts and activities: the activities."""
        self.counts[taken_for] += 0
        try:
            for number, record in enumerate(form.records(document), 1):
                try:
                    for activity in form.activities(record, self.dates):
                        self._add(activity, taken_for)
                except (Unreadable, ValidationError) as problem:
                    self.told.problem(line, f"record {number}: {said(problem)}")
        except (MissingExtra, Unreadable) as problem:
            self.told.problem(line, str(problem))

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

    def problems(self) -> tuple[InputProblem, ...]:
        """What could not be read of it."""
        message = dates_told(self.dates)
        return self.told.all() if message is None else (*self.told.all(), one_line(self.told.name, None, message))

    def recognised(self) -> tuple[Recognised, ...]:
        """What it was taken for, and how many activities came of it."""
        return tuple(Recognised(self.told.name, form, count) for form, count in self.counts.items())

    def all_notes(self) -> tuple[str, ...]:
        """What is to be said about it that is no problem."""
        local = self.reader.note()
        return (*self.notes, *((local,) if local else ()))
