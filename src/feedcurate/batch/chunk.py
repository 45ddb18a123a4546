"""Some thousand posts as columns: what every condition is asked of together.

In: an Arrow batch in any types, and what the rules want of it. Out: a `Chunk` of fitted columns, found by their paths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import Factory, define, frozen
from numpy.typing import NDArray

from feedcurate.batch.bits import Bits, Rows, packed
from feedcurate.batch.columns import SIGNAL_PREFIX, SIGNALS, Shape
from feedcurate.batch.faults import Faults
from feedcurate.batch.fitting import fitted
from feedcurate.batch.reads import Path, Tree


@define(eq=False)
class Chunk:
    """Columns of equal length; those that are not there are unknown in every row."""

    size: int
    columns: Mapping[str, Any]
    _found: dict[Path, Any] = Factory(dict)

    def at(self, path: Path) -> Any:
        """The array at a path, unknown where a structure on the way is; None where there is no such column."""
        if path not in self._found:
            self._found[path] = self._look(path)
        return self._found[path]

    def known(self, path: Path) -> Bits:
        """The rows in which there is a value at a path."""
        array = self.at(path)
        return packed(np.zeros(self.size, np.bool_) if array is None else valid(array))

    def _look(self, path: Path) -> Any:
        array = self.columns.get(path[0])
        for name in path[1:]:
            if array is None or not pa.types.is_struct(array.type) or array.type.get_field_index(name) < 0:
                return None
            array = pc.struct_field(array, [name])
        return array


def valid(array: Any) -> NDArray[np.bool_]:
    """Where an array has values."""
    if not array.null_count:
        return np.ones(len(array), np.bool_)
    return array.is_valid().to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]  # pyarrow has no types


def chunk_of(batch: Any, shapes: Mapping[str, Shape], tree: Tree, faults: Faults) -> Chunk:
    """The columns of a batch that a tree names, fitted."""
    columns: dict[str, Any] = {}
    for name, below in tree.items():
        array = _column(batch, name)
        if array is not None:
            columns[name] = fitted(array, shapes[name], name, faults, below)
    return Chunk(batch.num_rows, columns)


def _column(batch: Any, name: str) -> Any:
    """A column by its name; a signal may be a field of the struct `signals` as well."""
    at = batch.schema.get_field_index(name)
    if at >= 0:
        return batch.column(at)
    signals = batch.schema.get_field_index(SIGNALS)
    if name.startswith(SIGNAL_PREFIX) and signals >= 0:
        struct, inner = batch.column(signals), name.removeprefix(SIGNAL_PREFIX)
        if pa.types.is_struct(struct.type) and struct.type.get_field_index(inner) >= 0:
            return pc.struct_field(struct, [inner])
    return None


@frozen(eq=False)
class Distinct:
    """Rows that are alike in some columns: the kind of each row, and one row of each kind."""

    kinds: NDArray[np.int64]
    examples: Rows


def distinct(arrays: Sequence[Any], size: int) -> Distinct:
    """The rows told apart by some columns of simple values; None stands for a column that is not there."""
    kinds = np.zeros(size, np.int64)
    several = 1
    for array in arrays:
        if array is None or array.null_count == size:
            continue
        codes = array.dictionary_encode()
        numbers = codes.indices.fill_null(len(codes.dictionary)).to_numpy().astype(np.int64)
        count = len(codes.dictionary) + 1
        if several * count > 2**62:
            kinds, several = _renumbered(kinds)
        kinds, several = kinds * count + numbers, several * count
    kinds, count = _renumbered(kinds)
    examples = np.zeros(count, np.int64)
    examples[kinds[::-1]] = np.arange(size - 1, -1, -1)
    return Distinct(kinds, examples)


def _renumbered(kinds: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    found, numbers = np.unique(kinds, return_inverse=True)
    return numbers.reshape(-1), len(found)
