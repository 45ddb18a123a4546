"""One input → its items.

In: a name and a binary stream. Out: a `Reading` of that input. Whatever is in the stream, nothing is raised: what
cannot be read becomes a problem, the rest goes in.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import BinaryIO, Generic

from attrs import define, field
from pydantic import ValidationError

from feedcurate.errors import MissingExtra
from feedcurate.model.activity import Activity
from feedcurate.model.decision import InputProblem
from feedcurate.sources.base import Diary, Format, ItemT, Reading, ReadLimits, Recognised, Unreadable, is_diary
from feedcurate.sources.content import NOTHING_SAID, Line, Lines, Served, Unknown, Whole, content
from feedcurate.sources.dates import Dates
from feedcurate.sources.decode import NotJson, json_value
from feedcurate.sources.formats import mistaken_for, recognised
from feedcurate.sources.items import Items, from_line
from feedcurate.sources.told import dates_told, one_line

_TYPE = re.compile(r"bool|float|int|str|[a-z-]+\[.*\]")


def read_stream(
    name: str,
    stream: BinaryIO,
    make: type[ItemT],
    limits: ReadLimits,
    fetched_at: datetime | None,
    served: Served = NOTHING_SAID,
) -> Reading[ItemT]:
    """Everything in one stream; `name` is what problems call it, `served` what its server said of it."""
    one = _Input(name, make, limits, fetched_at)
    try:
        match content(stream, limits, served):
            case Unknown(message):
                one.problem(None, message)
            case Whole(document):
                one.document(document, None)
            case Lines(lines):
                for line in lines:
                    one.line(line)
    except OSError as error:
        one.broken(error)
    return one.reading()


@define
class _Input(Generic[ItemT]):
    """What one input has given so far; `did` is None where nobody asks for activities."""

    name: str
    make: type[ItemT]
    limits: ReadLimits
    fetched_at: datetime | None
    items: list[ItemT] = field(factory=list)
    problems: list[InputProblem] = field(factory=list)
    untold: int = 0
    counts: Counter[str] = field(factory=Counter)
    acts: Counter[str] = field(factory=Counter)
    dates: Dates = field(factory=Dates)
    latest: tuple[Format, str] | None = None
    did: list[Activity] | None = None

    def line(self, line: Line) -> None:
        """One line of JSON Lines; each may be of another format, as when files were joined."""
        if line.data is None:
            self.problem(line.number, f"is longer than {self.limits.line_bytes:,} bytes")
            return
        if self.quick(line.data):
            return
        try:
            document = json_value(line.data)
        except NotJson as problem:
            self.problem(line.number, str(problem))
            return
        self.document(document, line.number)

    def quick(self, data: bytes) -> bool:
        """Take a line that is an item of this project as the one before it was; False where it is none."""
        if self.latest is None or not isinstance(self.latest[0], Items):
            return False
        item = from_line(self.make, data)
        if item is None:
            return False
        self.add(item, self.latest[1])
        return True

    def document(self, document: object, line: int | None) -> None:
        """A whole document, or what one line holds."""
        found = recognised(document, self.make) or (self.latest if isinstance(document, dict) else None)
        if found is None:
            self.problem(line, mistaken_for(document))
            return
        self.latest = found
        form, taken_for = found
        self.counts[taken_for] += 0
        try:
            for number, record in enumerate(form.records(document), 1):
                # A line that is one post needs no number beside the line's.
                where = f"post {number}: " if line is None or number > 1 or isinstance(document, list) else ""
                self.record(form, taken_for, record, line, where)
        except (MissingExtra, Unreadable) as problem:
            self.problem(line, str(problem))

    def record(self, form: Format, taken_for: str, record: object, line: int | None, where: str) -> None:
        """One record of a document; `where` it stands there is said before its problems."""
        try:
            item = form.item(self.make, record, self.dates)
        except (Unreadable, ValidationError) as problem:
            self.problem(line, where + said(problem))
            return
        if item is not None:
            self.add(item, taken_for)
        if self.did is not None and is_diary(form):
            # A date that the item has too was counted with it.
            dates = self.dates if item is None else Dates()
            self._do(form, taken_for, record, line, where, dates)

    def _do(self, form: Diary, taken_for: str, record: object, line: int | None, where: str, dates: Dates) -> None:
        """What the reader did, by one record."""
        done = [] if self.did is None else self.did
        before = len(done)
        try:
            done.extend(form.activities(record, dates))
        except (Unreadable, ValidationError) as problem:
            self.problem(line, where + said(problem))
        self.acts[taken_for] += len(done) - before

    def add(self, item: ItemT, taken_for: str) -> None:
        """One more item."""
        if item.fetched_at is None and self.fetched_at is not None:
            item = item.model_copy(update={"fetched_at": self.fetched_at})
        self.items.append(item)
        self.counts[taken_for] += 1

    def problem(self, line: int | None, message: str) -> None:
        """One more problem; beyond the limit they are only counted."""
        if len(self.problems) < self.limits.problems:
            self.problems.append(one_line(self.name, line, message))
        else:
            self.untold += 1

    def broken(self, error: OSError) -> None:
        """It cannot be read on; that is told however many problems there were before."""
        self.problems.append(one_line(self.name, None, f"cannot be read: {error.strerror or error}"))

    def reading(self) -> Reading[ItemT]:
        """All of it."""
        problems = list(self.problems)
        if self.untold:
            problems.append(one_line(self.name, None, f"has {self.untold:,} more problems like these"))
        if (message := dates_told(self.dates)) is not None:
            problems.append(one_line(self.name, None, message))
        sources = tuple(Recognised(self.name, form, posts, self.acts[form]) for form, posts in self.counts.items())
        return Reading(tuple(self.items), tuple(problems), sources)


def said(problem: Unreadable | ValidationError) -> str:
    """A problem as one line; of a validation the first three places."""
    if isinstance(problem, Unreadable):
        return str(problem)
    told: dict[str, str] = {}
    for error in problem.errors(include_url=False, include_context=False, include_input=False):
        is_unknown = error["type"] == "extra_forbidden"
        message = "there is no such field" if is_unknown else error["msg"].removeprefix("Value error, ")
        told.setdefault(_place(error["loc"]), message[:1].lower() + message[1:])
    words = [f"`{place}`: {message}" if place else message for place, message in told.items()]
    more = f" (and {len(words) - 3} more)" if len(words) > 3 else ""
    return "; ".join(words[:3]) + more


def _place(parts: tuple[int | str, ...]) -> str:
    """The path of a value; for one that may be of several types pydantic adds each that it is not."""
    named = [str(part) for part in parts if not _TYPE.fullmatch(str(part))]
    return ".".join(named[:6])[:80]
