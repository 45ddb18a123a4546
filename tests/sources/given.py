"""What the tests of this room share: reading a text as if it were piped in."""

from __future__ import annotations

import io
import json

from feedcurate.model.item import Item
from feedcurate.sources.base import Reading
from feedcurate.sources.read import read


def piped(content: bytes | str) -> Reading[Item]:
    """The reading of some bytes on standard input."""
    data = content.encode() if isinstance(content, str) else content
    return read(["-"], stdin=io.BytesIO(data))


def piped_json(value: object) -> Reading[Item]:
    """The reading of a JSON value."""
    return piped(json.dumps(value))


def only(reading: Reading[Item]) -> Item:
    """The single item of a reading without problems."""
    assert reading.problems == ()
    (item,) = reading.items
    return item


def known(item: Item) -> dict[str, object]:
    """What an item knows, as plain values; signals, which no source gives, left out."""
    return item.model_dump(mode="json", exclude_none=True, exclude={"signals"})
