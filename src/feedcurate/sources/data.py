"""The door for what an app has in memory: data → items.

In: bytes or text of any format, or JSON that is parsed already, as a client library returns it. Out: a `Reading`, as
`read` gives for a file with that in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import overload

from feedcurate.model.item import Item
from feedcurate.sources.base import ItemT, Reading, ReadLimits
from feedcurate.sources.stream import read_stream

Data = bytes | str | Mapping[str, object] | Sequence[object]
_DEFAULTS = ReadLimits()


@overload
def read_data(
    data: Data, *, name: str = "data", fetched_at: datetime | None = None, limits: ReadLimits = _DEFAULTS
) -> Reading[Item]: ...


@overload
def read_data(
    data: Data,
    *,
    item: type[ItemT],
    name: str = "data",
    fetched_at: datetime | None = None,
    limits: ReadLimits = _DEFAULTS,
) -> Reading[ItemT]: ...


def read_data(
    data: Data,
    *,
    item: type[Item] = Item,
    name: str = "data",
    fetched_at: datetime | None = None,
    limits: ReadLimits = _DEFAULTS,
) -> Reading[Item]:
    """The items in what a server sent, or a client library made of it; the format is recognised by what is in it.

    Args:
        data: Bytes or text of a feed, JSON or JSON Lines; or mappings and lists as JSON has them, in which dates may
            be `datetime`s.
        item: The class to make; an app's subclass of `Item` gets its own fields from JSON of items.
        name: What problems call it.
        fetched_at: An aware instant for items that do not say when they were fetched.
        limits: How much of it is read.

    Raises:
        TypeError: the data holds what JSON cannot.
        ValueError: `fetched_at` has no offset, or the data holds itself.
    """
    if fetched_at is not None and fetched_at.tzinfo is None:
        raise ValueError("fetched_at needs an offset: datetime.now(UTC), say")
    text = data if isinstance(data, bytes | str) else json.dumps(data, default=_written)
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return read_stream(name, BytesIO(raw), item, limits, fetched_at)


def _written(value: object) -> object:
    """What client libraries put where JSON has a text or an object."""
    match value:
        case date():
            return value.isoformat()
        case Mapping():
            return dict(value)
        case Sequence():
            return list(value)
        case _:
            raise TypeError(f"{type(value).__name__} is nothing that JSON can hold")
