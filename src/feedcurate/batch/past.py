"""The past that the posts of a table make together, for rules that look back.

In: the record batches of a table, and rules. Out: a `Scene` in which every post of the table happened and nothing else
did. A post comes into it as columns say it, and only with the columns that are asked of an element of a stream.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from feedcurate.batch.chunk import chunk_of, valid
from feedcurate.batch.columns import Shape
from feedcurate.batch.faults import Faults
from feedcurate.batch.reads import Reading, Tree, everything, needed_of_elements
from feedcurate.batch.rows import items_of, lenient
from feedcurate.engine.scene import Scene, scene_of
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from feedcurate.program.program import Program


def past_of(
    program: Program,
    reads: Reading,
    batches: Sequence[Any],
    shapes: Mapping[str, Shape],
    facts: Facts,
    now: Any,
    *,
    whole_people: bool = False,
) -> Scene:
    """The scene of all posts of some record batches. What cannot be read of them is told by whoever judges them.

    Posts without an id are nobody's. `whole_people`: the accounts in it are all that columns say of them.
    """
    # Of several states of a post the newest counts, for which all that is known of them may have to be compared.
    tree = everything(program) if _repeated(batches) else needed_of_elements(program, reads, whole_people=whole_people)
    items = (item for batch in batches for item in _items(program, batch, shapes, tree))
    return scene_of(program, (), Facts(MemoryHistory(items), facts.timezone, facts.me, facts.following), now)


def _items(program: Program, batch: Any, shapes: Mapping[str, Shape], tree: Tree) -> Iterator[Item]:
    chunk = chunk_of(batch, shapes, tree, Faults())
    names = chunk.at(("id",))
    if names is not None:
        rows = np.flatnonzero(valid(names) & (pc.binary_length(names).fill_null(0).to_numpy() > 0))
        yield from items_of(chunk.columns, pa.array(rows), lenient(program.item))


def _repeated(batches: Sequence[Any]) -> bool:
    """Whether a post may be there several times."""
    columns = [[batch.column(name) for batch in batches if name in batch.schema.names] for name in ("id", "source")]
    named = [pa.chunked_array(arrays) for arrays in columns if arrays]
    if not named:
        return False
    table = pa.table(named, [str(number) for number in range(len(named))])
    distinct = table.group_by(table.column_names).aggregate([])
    return len(distinct) < len(table)
