"""Tables of pyarrow and Polars as they come, and record batches of them that are small enough to be judged together.

In: a table or record batch of pyarrow, or a frame of Polars, and the columns that are wanted. Out: pyarrow tables, of
a LazyFrame one after the other as Polars works them out; and record batches of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from feedcurate.batch.columns import SIGNALS
from feedcurate.batch.reads import Tree

if TYPE_CHECKING:
    import polars as pl

MOST_BYTES = 32 << 20
"""How many bytes of columns are judged together; a single row may have more."""
STREAMED = 65_536
"""How many rows of a LazyFrame are asked for at a time."""


def is_arrow(posts: Any) -> bool:
    """Whether a table or record batch of pyarrow is given."""
    return isinstance(posts, pa.Table | pa.RecordBatch)


def is_lazy(posts: Any) -> bool:
    """Whether a LazyFrame is given."""
    return hasattr(posts, "collect_schema") and hasattr(posts, "collect_batches")


def tables_of(posts: Any, columns: Tree) -> Iterator[Any]:
    """The tables of pyarrow that some posts come in; one, but of a LazyFrame several, with the wanted columns alone.

    Raises TypeError where `posts` is neither of pyarrow nor of Polars.
    """
    if is_arrow(posts):
        yield posts
    elif is_lazy(posts):
        yield from streamed(posts, columns, STREAMED)
    elif hasattr(posts, "to_arrow"):
        yield posts.to_arrow()
    else:
        raise TypeError(f"posts come as a table of pyarrow or Polars, not as {type(posts).__name__}")


def streamed(frame: pl.LazyFrame, columns: Tree, most: int) -> Iterator[Any]:
    """A LazyFrame as tables of so many rows at most, in their order, never whole in memory; at least one."""
    names = frame.collect_schema().names()
    wanted = [name for name in names if name in columns or name == SIGNALS]
    chosen = frame.select(wanted) if wanted else frame
    is_first = True
    for batch in chosen.collect_batches(chunk_size=most, maintain_order=True):
        if batch.height or is_first:
            is_first = False
            yield batch.to_arrow()
    if is_first:
        yield chosen.collect_schema().to_frame().to_arrow()


def whole(posts: Any, columns: Tree) -> Any:
    """Some posts as one table of pyarrow. Raises TypeError as `tables_of`."""
    tables = list(tables_of(posts, columns))
    return tables[0] if len(tables) == 1 else pa.concat_tables(tables)


def as_given(table: Any, posts: Any) -> Any:
    """A table of pyarrow in the library that some posts came in."""
    if is_arrow(posts):
        return table
    import polars as pl

    return pl.from_arrow(table)


def parts_of(posts: Any, columns: Tree, most: int) -> Iterator[Any]:
    """Record batches of a table of pyarrow, of so many rows at most, with the wanted columns alone."""
    table = posts if isinstance(posts, pa.Table) else pa.Table.from_batches([posts])
    names = [name for name in table.column_names if name in columns or name == SIGNALS]
    for part in _unambiguous(table, names).to_batches(max_chunksize=most):
        yield from _halved(part)


def _unambiguous(table: Any, names: Iterable[str]) -> Any:
    """Some columns by their names, of several of one name the first; without any, still as many rows."""
    places = {name: table.column_names.index(name) for name in names}
    if places:
        return table.select(sorted(places.values()))
    return pa.table({"id": pa.nulls(table.num_rows, pa.string())})


def _halved(batch: Any) -> Iterator[Any]:
    """Parts of a batch that are not too large, of whole bytes of rows."""
    waiting = [batch]
    while waiting:
        part = waiting.pop()
        half = part.num_rows // 2 // 8 * 8
        if half and part.nbytes > MOST_BYTES:
            waiting += [part.slice(half), part.slice(0, half)]
        else:
            yield part
