"""What is worked out of rules once, on its way to the workers of whatever cluster.

In: a decider or another thing that can be pickled. Out: `Carried`, which is called with record batches; and the thing
again, made once in each process.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import pyarrow as pa
from attrs import frozen

from feedcurate.batch.decider import Decider
from feedcurate.batch.faults import Fault
from feedcurate.batch.frames import MOST_BYTES

ROWS = 65_536
"""How many rows are judged together, where they come in smaller batches; fewer where they are large."""

_log = logging.getLogger("feedcurate")


@frozen
class Carried:
    """A decider on its way to workers: called with record batches, it gives theirs."""

    pickled: bytes

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """The results of all rows, in order; batches come and go in sizes of their own."""
        decider: Decider = unpacked(self.pickled)
        for table in _joined(batches):
            found = decider.decide(table)
            tell(found.faults)
            yield from found.table.to_batches()


def carried(decider: Decider) -> Carried:
    """A function from record batches to record batches, for Spark's `mapInArrow` and whatever else calls one."""
    return Carried(pickle.dumps(decider))


def _joined(batches: Iterable[Any]) -> Iterator[Any]:
    """Some batches as one table: what judging costs however few rows there are is then spent less often."""
    waiting: list[Any] = []
    for batch in batches:
        waiting.append(batch)
        if sum(one.num_rows for one in waiting) >= ROWS or sum(one.nbytes for one in waiting) >= MOST_BYTES:
            yield pa.Table.from_batches(waiting)
            waiting.clear()
    if waiting:
        yield pa.Table.from_batches(waiting)


@lru_cache(maxsize=4)
def unpacked(pickled: bytes) -> Any:
    """What was pickled; the same again where this process has it already."""
    return pickle.loads(pickled)  # noqa: S301 - made in the process that started the job


def tell(faults: Iterable[Fault]) -> None:
    """Say in the log what of some columns could not be read, without content."""
    for fault in faults:
        _log.warning("%s", fault)
