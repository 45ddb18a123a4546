"""Names of inputs → posts and activities, portion by portion.

In: all that `read` and `read_activities` take; which of the two an input is, is found out by what is in it, for JSON
Lines line by line. Out: portions of bounded size, so that an input may be larger than memory (JSON Lines and tables;
other documents are held whole). What ActivityWatch recorded comes last, when all posts that it may be about are known.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import BinaryIO

from attrs import define, frozen

from feedcurate.engine.elements import dated
from feedcurate.model.activity import Activity
from feedcurate.model.decision import InputProblem
from feedcurate.model.item import Item
from feedcurate.sources import registered
from feedcurate.sources.activities import is_address, new_input
from feedcurate.sources.activities_stream import ActivityInput
from feedcurate.sources.activities_table import columns_of
from feedcurate.sources.activities_values import is_activity
from feedcurate.sources.activitywatch_api import export
from feedcurate.sources.activitywatch_events import is_export
from feedcurate.sources.ahead import ahead
from feedcurate.sources.base import ReadLimits, Recognised, Unreadable
from feedcurate.sources.content import Line, Lines, Unknown, Whole, content
from feedcurate.sources.decode import NotJson, json_value
from feedcurate.sources.formats import recognised
from feedcurate.sources.opened import opened
from feedcurate.sources.stream import _Input
from feedcurate.sources.told import one_line
from feedcurate.sources.watched import Addresses

PORTION = 10_000
_DEFAULTS = ReadLimits()


@frozen
class Portion:
    """Some of what inputs hold. `bytes` is how many more bytes of files were read for it.

    With the last of an input comes what it was taken for, its problems and its notes. `may_be_known`: the activities
    have ids that stay, but what else is said of them may have been said otherwise at an earlier time.
    """

    items: tuple[Item, ...] = ()
    activities: tuple[Activity, ...] = ()
    may_be_known: bool = False
    problems: tuple[InputProblem, ...] = ()
    sources: tuple[Recognised, ...] = ()
    notes: tuple[InputProblem, ...] = ()
    bytes: int = 0


def flow(
    inputs: Iterable[str | Path],
    *,
    item: type[Item],
    zone: tzinfo | None,
    known: Addresses,
    stdin: BinaryIO | None = None,
    since: datetime | None = None,
    limits: ReadLimits = _DEFAULTS,
    size: int = PORTION,
) -> Iterator[Portion]:
    """Everything in some inputs, at most `size` records at a time.

    `known` is asked only after all posts have been handed out. The other arguments are those of `read` and
    `read_activities`.
    """
    names = tuple(inputs)
    waiting: list[tuple[ActivityInput, list[object]]] = []
    for one in opened((name for name in names if not is_address(name)), stdin, limits):
        if isinstance(one, InputProblem):
            yield Portion(problems=(one,))
            continue
        shown, stream = one
        mixed = _Mixed(_Input(shown, item, limits, None, did=[]), new_input(shown, zone, limits), size)
        yield from mixed.portions(stream)
        if mixed.did.exports:
            waiting.append((new_input(shown, zone, limits), mixed.did.exports))
    for address in (str(name) for name in names if is_address(name)):
        try:
            waiting.append((new_input(address, zone, limits), [export(address, since=since)]))
        except Unreadable as problem:
            yield Portion(problems=(one_line(address, None, str(problem)),))
    for watching, documents in waiting:
        yield from _watched(watching, documents, known, size)
    if broken := tuple(registered.problems()):
        yield Portion(problems=broken)


def _watched(one: ActivityInput, documents: list[object], known: Addresses, size: int) -> Iterator[Portion]:
    for document in documents:
        one.export(document, known)
    for start in range(0, len(one.found), size):
        yield Portion(activities=tuple(one.found[start : start + size]), may_be_known=True)
    yield _last(one)


def _last(one: ActivityInput) -> Portion:
    notes = tuple(one_line(one.told.name, None, note) for note in one.all_notes())
    return Portion(problems=one.problems(), sources=one.recognised(), notes=notes)


@define
class _Mixed:
    """One input that may hold posts, activities or both."""

    posts: _Input[Item]
    did: ActivityInput
    size: int
    is_doing: bool = False
    undated: int = 0

    def portions(self, raw: BinaryIO) -> Iterator[Portion]:
        """Its portions, the last with what is to be said about it."""
        done = 0
        try:
            counted, stream = ahead(raw)
            for _ in self._steps(stream, counted.head):
                if len(self.posts.items) + len(self.did.found) + len(self.posts.did or ()) >= self.size:
                    yield from self._taken(counted.count - done)
                    done = counted.count
            yield from self._taken(counted.count - done)
        except OSError as error:
            self.posts.broken(error)
        yield from self._taken(0)
        yield self._end()

    def _steps(self, stream: io.BufferedReader, head: bytes) -> Iterator[None]:
        """Read on; it stops after each record, or each document."""
        columns = columns_of(head)
        if columns is not None:
            yield from self.did.table(stream, columns, head)
            return
        match content(stream, self.did.limits):
            case Unknown(message):
                self.posts.problem(None, message)
            case Whole(document):
                if is_export(document) or is_activity(document):
                    self.did.document(document, 1 if isinstance(document, dict) else None)
                else:
                    self.posts.document(document, None)
                yield
            case Lines(lines):
                for line in lines:
                    self._line(line)
                    yield

    def _line(self, line: Line) -> None:
        """A line is an activity where it looks like one; else a post, as far as posts are concerned."""
        if line.data is not None and self._is_like_the_last(line.data):
            return
        self.is_doing = self._is_activity(line)
        if self.is_doing:
            self.did.line(line)
        else:
            self.posts.line(line)

    def _is_like_the_last(self, data: bytes) -> bool:
        """Take a line that is valid as what the one before it was: no line is both, and few inputs change often."""
        if self.is_doing:
            return self.did.quick(data)
        return "at" not in self.posts.make.model_fields and self.posts.quick(data)

    def _is_activity(self, line: Line) -> bool:
        if line.data is None:
            return self.is_doing
        # Every activity has `at`; most posts have it nowhere, and need not be parsed to find that out.
        if not self.is_doing and b'"at"' not in line.data and b'"buckets"' not in line.data:
            return False
        try:
            document = json_value(line.data)
        except NotJson:
            return self.is_doing
        if is_activity(document) or is_export(document):
            return True
        # Among activities, what no format of posts knows is an activity gone wrong.
        return self.is_doing and recognised(document, self.posts.make) is None

    def _taken(self, count: int) -> Iterator[Portion]:
        """What was found since the last time, in portions; `count` bytes were read for it."""
        items, activities = self.posts.items, self.did.found + (self.posts.did or [])
        self.posts.items, self.posts.did, self.did.found = [], [], []
        self.undated += sum(dated(item) is None for item in items)
        for start in range(0, max(len(items), len(activities)), self.size):
            part = slice(start, start + self.size)
            yield Portion(tuple(items[part]), tuple(activities[part]), bytes=0 if start else count)
        if not items and not activities and count:
            yield Portion(bytes=count)

    def _end(self) -> Portion:
        read, did = self.posts.reading(), _last(self.did)
        notes = did.notes
        if self.undated:
            few = "1 post has" if self.undated == 1 else f"{self.undated:,} posts have"
            notes += (one_line(self.did.told.name, None, f"{few} no date and will be in no window"),)
        return Portion(problems=read.problems + did.problems, sources=read.sources + did.sources, notes=notes)
