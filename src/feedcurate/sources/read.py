"""The door: names of inputs → items.

In: files, folders and `-` for standard input. Out: a `Reading`; nothing is raised for what the inputs hold, and a
format that cannot be read is told by name. No clock and no network is used.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, overload

from feedcurate.collecting import uncollected
from feedcurate.model.decision import InputProblem
from feedcurate.model.item import Item
from feedcurate.sources import files
from feedcurate.sources.base import ItemT, Reading, ReadLimits, Recognised
from feedcurate.sources.stream import read_stream

STDIN = "-"
_ADDRESS = re.compile(r"(?:https?|feed|ftp)://", re.IGNORECASE)
_DEFAULTS = ReadLimits()


@overload
def read(
    inputs: Iterable[str | Path] | str | Path,
    *,
    stdin: BinaryIO | None = None,
    fetched_at: datetime | None = None,
    limits: ReadLimits = _DEFAULTS,
) -> Reading[Item]: ...


@overload
def read(
    inputs: Iterable[str | Path] | str | Path,
    *,
    item: type[ItemT],
    stdin: BinaryIO | None = None,
    fetched_at: datetime | None = None,
    limits: ReadLimits = _DEFAULTS,
) -> Reading[ItemT]: ...


def read(
    inputs: Iterable[str | Path] | str | Path,
    *,
    item: type[Item] = Item,
    stdin: BinaryIO | None = None,
    fetched_at: datetime | None = None,
    limits: ReadLimits = _DEFAULTS,
) -> Reading[Item]:
    """The items of files, folders (with all that is in them) and, for `-`, standard input, in the order given.

    Args:
        inputs: Names of files and folders, or one of them. Formats are recognised by what is in a file.
        item: The class to make; an app's subclass of `Item` gets its own fields from JSON of items.
        stdin: What `-` stands for, a binary stream; the process's own without it.
        fetched_at: An aware instant for items that do not say when they were fetched; without it they stay silent.
        limits: How much of an input is read.

    Returns:
        The items, what each input was taken for, and the problems. Items that occur twice are left twice.

    Raises:
        ValueError: `fetched_at` has no offset.
    """
    if fetched_at is not None and fetched_at.tzinfo is None:
        raise ValueError("fetched_at needs an offset: datetime.now(UTC), say")
    items: list[Item] = []
    problems: list[InputProblem] = []
    sources: list[Recognised] = []
    with uncollected():
        for reading in _readings(inputs, item, stdin, fetched_at, limits):
            items.extend(reading.items)
            problems.extend(reading.problems)
            sources.extend(reading.sources)
    return Reading(tuple(items), tuple(problems), tuple(sources))


def _readings(
    inputs: Iterable[str | Path] | str | Path,
    make: type[ItemT],
    stdin: BinaryIO | None,
    fetched_at: datetime | None,
    limits: ReadLimits,
) -> Iterator[Reading[ItemT]]:
    is_stdin_read = False
    for name in (inputs,) if isinstance(inputs, str | Path) else inputs:
        if name == STDIN and is_stdin_read:
            yield _told(STDIN, "can be read only once")
        elif name == STDIN and stdin is None and sys.stdin is None:
            yield _told(STDIN, "cannot be read: standard input is closed")
        elif name == STDIN:
            is_stdin_read = True
            yield read_stream(STDIN, stdin or sys.stdin.buffer, make, limits, fetched_at)
        elif not str(name):
            yield _told("", "is an empty name")
        elif isinstance(name, str) and _ADDRESS.match(name):
            yield _told(name, "feed addresses are not in this version yet: save it to a file, or pipe it into `-`")
        else:
            yield from _read_path(Path(name), make, limits, fetched_at)


def _read_path(
    path: Path, make: type[ItemT], limits: ReadLimits, fetched_at: datetime | None
) -> Iterator[Reading[ItemT]]:
    for file in files.found(path, limits.files):
        if isinstance(file, InputProblem):
            yield Reading(problems=(file,))
            continue
        try:
            with file.open("rb") as stream:
                yield read_stream(files.shown(file), stream, make, limits, fetched_at)
        except OSError as error:
            yield Reading(problems=(files.problem(file, error),))


def _told(name: str, message: str) -> Reading[ItemT]:
    return Reading(problems=(InputProblem(source=name, message=message),))
