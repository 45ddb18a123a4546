"""The door for activities: names of inputs → what the reader did.

In: files, folders and `-` for standard input, in JSON Lines, JSON, CSV, or as ActivityWatch exports them; and the
address of an ActivityWatch on this machine. Out: an `ActivityReading`; nothing is raised for what the inputs hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from feedcurate.model.activity import Activity
from feedcurate.model.decision import InputProblem
from feedcurate.sources.activities_stream import ActivityInput
from feedcurate.sources.activities_table import columns_of
from feedcurate.sources.activities_values import Reader
from feedcurate.sources.activitywatch_api import export
from feedcurate.sources.ahead import ahead
from feedcurate.sources.base import ReadLimits, Recognised, Unreadable
from feedcurate.sources.content import Lines, Unknown, Whole, content
from feedcurate.sources.opened import opened
from feedcurate.sources.told import Told, one_line
from feedcurate.sources.watched import Addresses, NoAddresses

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_DEFAULTS = ReadLimits()


@frozen
class ActivityReading:
    """Everything that was read.

    `sources` says what each input was taken for; `notes` what is to be known about it although nothing is lost.
    """

    activities: tuple[Activity, ...] = ()
    problems: tuple[InputProblem, ...] = ()
    sources: tuple[Recognised, ...] = ()
    notes: tuple[InputProblem, ...] = ()


def read_activities(
    inputs: Iterable[str | Path] | str | Path,
    *,
    zone: tzinfo | None,
    known: Addresses | None = None,
    stdin: BinaryIO | None = None,
    since: datetime | None = None,
    limits: ReadLimits = _DEFAULTS,
) -> ActivityReading:
    """The activities of files, folders (with all that is in them), standard input and ActivityWatch.

    Args:
        inputs: Names of files and folders, `-`, `http://localhost:5600`, or one of them.
        zone: The reader's time zone, for instants without an offset; those are problems without it.
        known: What is known of watched addresses; without it only the best known sites are feed use.
        stdin: What `-` stands for, a binary stream; the process's own without it.
        since: Since when ActivityWatch is asked; without it, ever.
        limits: How much of an input is read.

    Returns:
        The activities, what each input was taken for, and the problems: of files in the order given, then of
        addresses. What occurs twice is left twice.
    """
    names = (inputs,) if isinstance(inputs, str | Path) else tuple(inputs)
    known = known or NoAddresses()
    readings = []
    for one in opened((name for name in names if not is_address(name)), stdin, limits):
        if isinstance(one, InputProblem):
            readings.append(ActivityReading(problems=(one,)))
        else:
            readings.append(_stream(*one, zone, known, limits))
    readings += [_asked(str(name), zone, known, since, limits) for name in names if is_address(name)]
    return ActivityReading(
        tuple(activity for reading in readings for activity in reading.activities),
        tuple(problem for reading in readings for problem in reading.problems),
        tuple(source for reading in readings for source in reading.sources),
        tuple(note for reading in readings for note in reading.notes),
    )


def is_address(name: str | Path) -> bool:
    """Whether an input is a web address."""
    return isinstance(name, str) and bool(_ADDRESS.match(name))


def new_input(name: str, zone: tzinfo | None, limits: ReadLimits) -> ActivityInput:
    """An input from which nothing has been read yet."""
    return ActivityInput(Told(name, limits.problems), Reader(zone), limits)


def reading_of(one: ActivityInput) -> ActivityReading:
    """All that an input has given."""
    notes = tuple(one_line(one.told.name, None, note) for note in one.all_notes())
    return ActivityReading(tuple(one.found), one.problems(), one.recognised(), notes)


def _asked(
    address: str, zone: tzinfo | None, known: Addresses, since: datetime | None, limits: ReadLimits
) -> ActivityReading:
    one = new_input(address, zone, limits)
    try:
        one.export(export(address, since=since), known)
    except Unreadable as problem:
        one.told.problem(None, str(problem))
    return reading_of(one)


def _stream(name: str, raw: BinaryIO, zone: tzinfo | None, known: Addresses, limits: ReadLimits) -> ActivityReading:
    one = new_input(name, zone, limits)
    try:
        counted, stream = ahead(raw)
        columns = columns_of(counted.head)
        if columns is not None:
            for _ in one.table(stream, columns, counted.head):
                pass
            return reading_of(one)
        match content(stream, limits):
            case Unknown(message):
                # Nobody has done anything yet: that is no mistake.
                if counted.head.strip():
                    one.told.problem(None, message)
            case Whole(document):
                one.document(document, 1 if isinstance(document, dict) else None)
            case Lines(lines):
                for line in lines:
                    one.line(line)
    except OSError as error:
        one.told.problem(None, f"cannot be read: {error.strerror or error}")
    for document in one.exports:
        one.export(document, known)
    return reading_of(one)
