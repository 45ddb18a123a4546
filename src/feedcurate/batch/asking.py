"""What only the reference can answer, asked of as few rows as possible.

In: a chunk and conditions. Out: their truth in some rows. Rows that are alike in all that a condition reads are asked
once. What looks back over a history knows of none but the row's own post, unless the judge knows a past of many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import Factory, define, frozen
from numpy.typing import NDArray

from feedcurate.batch.bits import Bits, Rows, none_of, packed, rows_of
from feedcurate.batch.chunk import Chunk, Distinct, distinct, valid
from feedcurate.batch.reads import PRESENCE, Path
from feedcurate.batch.reads import Reading as Reads
from feedcurate.batch.rows import NO_ID, items_of, lenient
from feedcurate.batch.topics import Truth
from feedcurate.engine.interpret import Judge, Reading
from feedcurate.engine.scene import scene_of
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from feedcurate.program.expr import ExprId

_WIDE = frozenset({"text", "title", "summary", "bio"})
"""Texts that are hardly ever the same twice."""

_UNASKED, _UNKNOWN, _TRUE = -2, -1, 1


@frozen(eq=False)
class Reference:
    """The judge of posts one by one, and the facts it knows. `together`: the judge knows the past of all posts."""

    judge: Judge
    facts: Facts
    reads: Reads
    together: bool = False

    def blank(self) -> Reading:
        """The reading of a post of which nothing is known."""
        return self.judge.read(self.judge.program.item.model_construct(id=NO_ID, source="unknown"))

    def alone(self, item: Item) -> Judge:
        """The judge of a post that is the only one there ever was."""
        return scene_of(self.judge.program, (item,), self.facts, self.judge.context.now).judge


@define(eq=False)
class Asked:
    """What the reference was asked about a chunk so far."""

    chunk: Chunk
    reference: Reference
    _readings: dict[frozenset[str], dict[int, Reading]] = Factory(dict)
    _alone: dict[int, Reading] = Factory(dict)
    _answers: dict[ExprId, NDArray[np.int8]] = Factory(dict)
    _apart: dict[tuple[Path, ...], Distinct] = Factory(dict)

    def truth(self, expr: ExprId, among: Bits) -> Truth:
        """The truth of a condition in some rows; in others it may seem unknown."""
        rows = rows_of(among, self.chunk.size)
        if not len(rows):
            return Truth(none_of(self.chunk.size), none_of(self.chunk.size))
        apart = self._told_apart(expr)
        kinds = rows if apart is None else apart.kinds[rows]
        answers = self._answers.get(expr)
        if answers is None:
            size = self.chunk.size if apart is None else len(apart.examples)
            answers = self._answers[expr] = np.full(size, _UNASKED, np.int8)
        asked = np.unique(kinds[answers[kinds] == _UNASKED])
        if len(asked):
            examples = asked if apart is None else apart.examples[asked]
            answers[asked] = [_coded(reading.truth(expr)) for reading in self._reading(expr, examples)]
        found = np.full(self.chunk.size, _UNKNOWN, np.int8)
        found[rows] = answers[kinds]
        return Truth(packed(found == _TRUE), packed(found != _UNKNOWN))

    def readings(self, rows: Sequence[int], names: frozenset[str] | None = None) -> dict[int, Reading]:
        """The readings of some rows, each made once, of all columns or of some; the others are unknown to them."""
        names = frozenset(name for name in self.chunk.columns if names is None or name in names)
        made = self._readings.setdefault(names, {})
        missing = [row for row in rows if row not in made]
        if missing:
            columns, judge = {name: self.chunk.columns[name] for name in names}, self.reference.judge
            items = items_of(columns, pa.array(missing, pa.int64()), lenient(judge.program.item))
            made.update((row, judge.read(item)) for row, item in zip(missing, items, strict=True))
        return made

    def looking_back(self, rows: Sequence[int]) -> dict[int, Reading]:
        """The readings of some rows, each in a world of its own or all in that of all posts."""
        readings = self.readings(rows)
        if self.reference.together:
            return readings
        for row in rows:
            if row not in self._alone:
                item = readings[row].item
                self._alone[row] = self.reference.alone(item).read(item)
        return self._alone

    def _reading(self, expr: ExprId, rows: Rows) -> Iterable[Reading]:
        numbers, reads = rows.tolist(), self.reference.reads.of[expr]
        if () not in reads.paths:
            of = self.readings(numbers, frozenset(path[0] for path in reads.paths))
        else:
            of = self.looking_back(numbers) if reads.looks_back else self.readings(numbers)
        return (of[row] for row in numbers)

    def _told_apart(self, expr: ExprId) -> Distinct | None:
        """The rows by all that a condition reads, where some may be alike."""
        paths = tuple(sorted(self.reference.reads.of[expr].paths))
        if () in paths:
            return None
        if paths not in self._apart:
            arrays = [self._comparable(path) for path in paths]
            self._apart[paths] = distinct(arrays, self.chunk.size)
        return self._apart[paths]

    def _comparable(self, path: Path) -> Any:
        """Something by which the rows can be told apart that differ in what is at a path."""
        is_presence = path[-1:] == PRESENCE
        array: Any = self.chunk.at(path[:-1] if is_presence else path)
        if is_presence and array is not None:
            return pa.array(valid(array))
        if array is None or not (pa.types.is_nested(array.type) or path[-1] in _WIDE):
            return array
        # Only that there is nothing is alike.
        numbers = np.arange(2, self.chunk.size + 2)
        if pa.types.is_list(array.type):
            numbers[pc.list_value_length(array).fill_null(1).to_numpy() == 0] = 1
        numbers[~valid(array)] = 0
        return pa.array(numbers)


def _coded(truth: bool | None) -> int:
    return _UNKNOWN if truth is None else int(truth)
