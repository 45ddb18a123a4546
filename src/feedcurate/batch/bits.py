"""Sets of rows as packed bits, eight rows a byte, so that joining two conditions over many rows takes a microsecond.

In: NumPy arrays. Out: arrays of bytes, the first row in the highest bit of the first byte, rows that are not there 0.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint8]
Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]

_OF_ROW = np.array([128 >> place for place in range(8)], np.uint8)


def none_of(size: int) -> Bits:
    """No row of so many."""
    return np.zeros((size + 7) // 8, np.uint8)


def all_of(size: int) -> Bits:
    """Every row of so many."""
    return np.packbits(np.ones(size, np.bool_))


def packed(flags: NDArray[Any]) -> Bits:
    """The rows that are flagged."""
    return np.packbits(flags)


def flags_of(bits: Bits, size: int) -> Flags:
    """A flag for each of so many rows."""
    return np.unpackbits(bits, count=size).view(np.bool_)


def rows_of(bits: Bits, size: int) -> Rows:
    """The numbers of the rows, ascending."""
    return np.flatnonzero(flags_of(bits, size))


def add_pairs(sets: NDArray[np.uint8], which: NDArray[Any], rows: NDArray[Any]) -> None:
    """Put row `rows[i]` into the set `which[i]`, for every i; `sets` is a matrix with a set in each line."""
    np.bitwise_or.at(sets.reshape(-1), which.astype(np.int64) * sets.shape[1] + (rows >> 3), _OF_ROW[rows & 7])


def pairs_of(sets: NDArray[np.uint8]) -> tuple[Rows, Rows]:
    """The pairs (set, row) of a matrix of sets, by set, then row."""
    bytes_ = sets.reshape(-1)
    found = np.flatnonzero(bytes_ != 0)
    bits = np.flatnonzero(np.unpackbits(bytes_[found]))
    which, byte = np.divmod(found[bits >> 3], sets.shape[1])
    return which, byte * 8 + (bits & 7)
