"""The elements of one stream in order of time, each judged once, and sums over any stretch of them.

In: elements, and for each what is asked of it. Out: how many answers are true, known, and what the true ones measure,
between two instants, in the time of a binary search. Instants are whole microseconds since 1970.

Sums are exact (whole numbers or fractions) and rounded once, so that neither the order of the elements nor the way of
adding them up changes a result.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate

from attrs import Factory, define, frozen

from feedcurate.engine.elements import Element
from feedcurate.engine.moments import TICK

Exact = int | Fraction


def exact(value: float | timedelta) -> Exact:
    """A measured value as a whole number (of microseconds, for a duration) or a fraction."""
    if isinstance(value, timedelta):
        return value // TICK
    return int(value) if float(value).is_integer() else Fraction(value)


FEW = 48
"""So many answers are added up one by one, which takes less time and room than keeping sums."""


@frozen
class Answer:
    """What was asked of one element: whether its condition is true, what it measures, and on which day it was."""

    truth: bool | None
    measure: Exact | None = None
    day: date | None = None


PLAIN = {truth: Answer(truth) for truth in (True, False, None)}
"""The answers that measure nothing and tell no day, which are most: one object each."""


@frozen
class Totals:
    """The answers between two instants; `known` are true or false, `measured` those true ones that measure anything."""

    true: int
    known: int
    total: Exact
    measured: int


@define(eq=False)
class _Sums:
    """Running sums over answers: at each index, what those before it come to. `good` answers are in them."""

    true: array[int] = Factory(lambda: array("q", [0]))
    known: array[int] = Factory(lambda: array("q", [0]))
    total: list[Exact] = Factory(lambda: [0])
    measured: array[int] = Factory(lambda: array("q", [0]))
    good: int = 0

    def catch_up(self, answers: list[Answer]) -> None:
        """Take in the answers that are not in yet; usually that is one at the end."""
        new = answers[self.good :]
        counted = [answer.truth is True and answer.measure is not None for answer in new]
        measures = [answer.measure or 0 if counts else 0 for answer, counts in zip(new, counted, strict=True)]
        self._extend(self.true, [answer.truth is True for answer in new])
        self._extend(self.known, [answer.truth is not None for answer in new])
        self._extend(self.measured, counted)
        self.total[self.good :] = accumulate(measures, initial=self.total[self.good])
        self.good = len(answers)

    def _extend(self, sums: array[int], new: Sequence[int]) -> None:
        sums[self.good :] = array("q", accumulate(new, initial=sums[self.good]))


@define(eq=False)
class Column:
    """One question's answers, element by element; where they are more than a few, with running sums over them."""

    answers: list[Answer] = Factory(list)
    _sums: _Sums | None = None

    def insert(self, index: int, answer: Answer) -> None:
        """Put an answer at a place."""
        self.answers.insert(index, answer)
        self._spoil(index)

    def remove(self, index: int) -> None:
        """Take an answer out."""
        del self.answers[index]
        self._spoil(index)

    def totals(self, start: int, end: int) -> Totals:
        """What the answers from one index up to another come to."""
        if len(self.answers) <= FEW:
            return _added_up(self.answers[start:end])
        sums = self._caught_up()
        return Totals(
            true=sums.true[end] - sums.true[start],
            known=sums.known[end] - sums.known[start],
            total=sums.total[end] - sums.total[start],
            measured=sums.measured[end] - sums.measured[start],
        )

    def true_ones(self, start: int, end: int, most: int) -> int | None:
        """The index from which on there are the last so many true answers between two; None where there is none."""
        true = self._caught_up().true
        wanted = max(true[start], true[end] - most)
        return None if wanted == true[end] else bisect_right(true, wanted, lo=start, hi=end + 1) - 1

    def last_true(self, end: int) -> int | None:
        """The index of the last true answer before one; None where there is none."""
        true = self._caught_up().true
        return None if true[end] == 0 else bisect_left(true, true[end], hi=end + 1) - 1

    def days(self, start: int, end: int) -> int:
        """On how many different days the true answers from one index up to another were."""
        return len({answer.day for answer in self.answers[start:end] if answer.truth is True})

    def _spoil(self, index: int) -> None:
        if self._sums is not None:
            self._sums.good = min(self._sums.good, index)

    def _caught_up(self) -> _Sums:
        if self._sums is None:
            self._sums = _Sums()
        if self._sums.good != len(self.answers):
            self._sums.catch_up(self.answers)
        return self._sums


def _added_up(answers: Iterable[Answer]) -> Totals:
    """What a few answers come to, one by one."""
    true = known = measured = 0
    total: Exact = 0
    for answer in answers:
        known += answer.truth is not None
        if answer.truth is True:
            true += 1
            if answer.measure is not None:
                measured += 1
                total += answer.measure
    return Totals(true, known, total, measured)


@define(eq=False)
class Shelf:
    """Elements in order of time, with a column for each question; held from `since` on.

    `stand_ins`: the addresses of one account's posts that are there as others' reposts. `elements`: the elements
    themselves, where they are few and cost much to find again.
    """

    since: int
    columns: tuple[Column, ...]
    times: array[int] = Factory(lambda: array("q"))
    keys: list[Hashable] = Factory(list)
    known: set[Hashable] = Factory(set)
    stand_ins: frozenset[str] = frozenset()
    elements: Sequence[Element] | None = None

    def fill(self, rows: Iterable[tuple[int, Hashable, Sequence[Answer]]]) -> None:
        """Put elements on an empty shelf, in any order, one after the other."""
        for at, key, answers in rows:
            self.times.append(at)
            self.keys.append(key)
            for column, answer in zip(self.columns, answers, strict=True):
                column.answers.append(answer)
        self.known = {key for key in self.keys if key is not None}
        order = sorted(range(len(self.times)), key=self.times.__getitem__)
        if any(place != row for place, row in enumerate(order)):
            self.times = array("q", [self.times[row] for row in order])
            self.keys = [self.keys[row] for row in order]
            for column in self.columns:
                column.answers = [column.answers[row] for row in order]

    def insert(self, at: int, key: Hashable, answers: Sequence[Answer]) -> None:
        """Put one more element where its time belongs, in place of an older state of it."""
        if key is not None and key in self.known:
            self.remove(key)
        index = bisect_right(self.times, at)
        self.times.insert(index, at)
        self.keys.insert(index, key)
        if key is not None:
            self.known.add(key)
        for column, answer in zip(self.columns, answers, strict=True):
            column.insert(index, answer)

    def remove(self, key: Hashable) -> None:
        """Take an element out, where it is there."""
        if key not in self.known:
            return
        index = self.keys.index(key)
        self.known.discard(key)
        del self.times[index]
        del self.keys[index]
        for column in self.columns:
            column.remove(index)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The indexes of the elements from `start` to `end`, both included."""
        first = bisect_left(self.times, start)
        return first, max(first, bisect_right(self.times, end))
