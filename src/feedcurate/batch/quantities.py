"""Numbers, durations and instants against the constants of rules: each column is ranked once among all of them.

In: a column and every constant it is compared with. Out: for a comparison, the rows in which it is true.

A rank is 2i + 1 where the value equals the i-th constant, and an even number between two constants, so that each of a
thousand comparisons is one look at small whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from feedcurate.batch.bits import Bits, packed
from feedcurate.batch.chunk import valid
from feedcurate.model.kinds import Simple
from feedcurate.syntax.nodes import CompareOp

RANKED = frozenset({Simple.NUMBER, Simple.SHARE, Simple.DURATION, Simple.INSTANT})
"""The kinds of values that have an order and fit a machine number."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_COMPARED = {
    CompareOp.EQ: np.equal,
    CompareOp.NE: np.not_equal,
    CompareOp.LT: np.less,
    CompareOp.LE: np.less_equal,
    CompareOp.GT: np.greater,
    CompareOp.GE: np.greater_equal,
}


def ticks(value: object) -> float | int | None:
    """A constant as the number that columns have: a double, or microseconds (since 1970 for an instant)."""
    match value:
        case bool():
            return None
        case float() | int():
            return float(value)
        case timedelta():
            return value // _TICK
        case datetime():
            return (value - _EPOCH) // _TICK
        case _:
            return None


@frozen(eq=False)
class Ranks:
    """A column ranked among some constants; `known` are the rows that have a value."""

    constants: NDArray[Any]
    ranks: NDArray[Any]
    known: Bits

    def holds(self, op: CompareOp, constant: float) -> Bits:
        """The rows in which `value op constant`, for one of the constants."""
        rank = 2 * int(np.searchsorted(self.constants, constant)) + 1
        return packed(_COMPARED[op](self.ranks, self.ranks.dtype.type(rank))) & self.known


def ranked(array: Any, constants: Iterable[float], now: datetime | None = None) -> Ranks:
    """A fitted column of numbers, durations or instants among constants; with `now`, the ages of its instants."""
    known = valid(array)
    if pa.types.is_floating(array.type) or pa.types.is_integer(array.type):
        values: NDArray[Any] = array.fill_null(0).to_numpy().astype(np.float64)
        sorted_constants = np.array(sorted(set(constants)), np.float64)
    else:
        values = array.cast(pa.int64()).fill_null(0).to_numpy()
        if now is not None:
            values = (now - _EPOCH) // _TICK - values
        sorted_constants = np.array(sorted(set(constants)), np.int64)
    ranks = np.searchsorted(sorted_constants, values, "left") + np.searchsorted(sorted_constants, values, "right")
    small = np.uint8 if len(sorted_constants) < 127 else np.uint16 if len(sorted_constants) < 32_000 else np.int64
    return Ranks(sorted_constants, ranks.astype(small), packed(known))
