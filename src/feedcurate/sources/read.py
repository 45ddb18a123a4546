"""The door: names of inputs → items.

In: files, folders and `-` for standard input. Out: a `Reading`; nothing is raised for what the inputs hold, and a
format that cannot be read is told by name. No clock and no network is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, overload

from feedcurate.collecting import uncollected
from feedcurate.model.decision import InputProblem
from feedcurate.model.item import Item
from feedcurate.sources import registered
from feedcurate.sources.base import ItemT, Reading, ReadLimits, Recognised
from feedcurate.sources.opened import STDIN, opened
from feedcurate.sources.stream import read_stream

__all__ = ["STDIN", "read"]

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
        problems.extend(registered.problems())
    return Reading(tuple(items), tuple(problems), tuple(sources))


def _readings(
    inputs: Iterable[str | Path] | str | Path,
    make: type[ItemT],
    stdin: BinaryIO | None,
    fetched_at: datetime | None,
    limits: ReadLimits,
) -> Iterator[Reading[ItemT]]:
    names = (inputs,) if isinstance(inputs, str | Path) else inputs
    for one in opened(names, stdin, limits):
        if isinstance(one, InputProblem):
            yield Reading(problems=(one,))
        else:
            yield read_stream(*one, make, limits, fetched_at)
