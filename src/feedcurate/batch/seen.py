"""What a reader sees of posts, as arrays of texts: `engine.fields` over columns.

In: a chunk, and the path of a post in it. Out: its texts field by field, each with the rows they are of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from feedcurate.batch.bits import Rows
from feedcurate.batch.chunk import Chunk
from feedcurate.batch.reads import Path
from feedcurate.engine.fields import QUOTES


@frozen(eq=False)
class Seen:
    """Texts, or hashtags given as values, and the row that each is of."""

    texts: Any
    rows: Rows
    tag: bool = False


def seen_at(chunk: Chunk, path: Path) -> Iterator[Seen]:
    """Everything that is seen of the posts at a path, the posts they quote included."""
    for _ in range(1 + QUOTES):
        yield from _written(chunk, path)
        path = (*path, "quote")
        if chunk.at(path) is None:
            return


def text_at(chunk: Chunk, path: Path) -> Iterator[Seen]:
    """The texts at a path."""
    array = chunk.at(path)
    if array is not None:
        yield Seen(array, np.arange(chunk.size))


def _written(chunk: Chunk, path: Path) -> Iterator[Seen]:
    for name in ("title", "summary", "text"):
        yield from text_at(chunk, (*path, name))
    for values, rows in _elements(chunk, (*path, "tags")):
        yield Seen(values, rows, tag=True)
    for name, parts in (("media", ("alt",)), ("links", ("title", "description"))):
        for values, rows in _elements(chunk, (*path, name)):
            yield from _parts(values, rows, parts)
    for values, rows in _elements(chunk, (*path, "poll", "options")):
        yield from _parts(values, rows, ("text",))


def _elements(chunk: Chunk, path: Path) -> Iterator[tuple[Any, Rows]]:
    """The elements of the lists at a path, in one array, and their rows."""
    lists = chunk.at(path)
    if lists is not None and pa.types.is_list(lists.type):
        values = lists.flatten()
        if len(values):
            lengths = pc.list_value_length(lists).fill_null(0).to_numpy()
            yield values, np.repeat(np.arange(chunk.size), lengths)


def _parts(values: Any, rows: Rows, names: tuple[str, ...]) -> Iterator[Seen]:
    for name in names:
        if pa.types.is_struct(values.type) and values.type.get_field_index(name) >= 0:
            yield Seen(pc.struct_field(values, [name]), rows)
