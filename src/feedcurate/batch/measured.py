"""What is counted in texts (words, emoji, capitals), as columns.

In: a chunk, and the path of a post or of a text in it. Out: an array of what `engine.derive` makes of each.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from feedcurate.batch.chunk import Chunk
from feedcurate.batch.reads import Path
from feedcurate.batch.rows import NO_ID
from feedcurate.engine.context import Context
from feedcurate.engine.derive import derive
from feedcurate.model.item import Item

_NUMBER, _DURATION = pa.float64(), pa.duration("us")


def measures(chunk: Chunk, path: Path, name: str, context: Context) -> Any:
    """A derived value of the texts at a path, or of the posts there; None where there is no such column."""
    kind = _DURATION if name == "reading_time" else _NUMBER
    text = chunk.at(path) if path else None
    if text is not None and pa.types.is_string(text.type):
        return pa.array([derive(one, name, context) for one in text.to_pylist()], kind)
    parts = [chunk.at((*path, part)) for part in ("title", "text")]
    if all(part is None for part in parts):
        return None
    titles, texts = ([None] * chunk.size if part is None else part.to_pylist() for part in parts)
    blank = Item(id=NO_ID)
    posts = (blank.model_copy(update={"title": title, "text": text}) for title, text in zip(titles, texts, strict=True))
    return pa.array([derive(post, name, context) for post in posts], kind)
