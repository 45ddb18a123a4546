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


@frozen(eq=False)
class Answer:
    """What was asked of one element: whether its condition is true, what it measures, and on which day it was."""

    truth: bool | None
    measure: Exact | None = None
    day: date | None = None


PLAIN = {truth: Answer(truth) for truth in (True, False, None)}
"""The answers that measure nothing and tell no day, which are most: one object each."""

Row = tuple[Answer, ...]
"""What one element answers to each question."""


@frozen
class Totals:
    """The answers between two instants; `known` are true or false, `measured` those true ones that measure anything."""

    true: int
    known: int
    total: Exact
    measured: int


@define(eq=False)
class _Sums:
    """Running sums over one question's answers: at each index, what those before it come to; `good` are in them."""

    true: array[int] = Factory(lambda: array("q", [0]))
    known: array[int] = Factory(lambda: array("q", [0]))
    total: list[Exact] = Factory(lambda: [0])
    measured: array[int] = Factory(lambda: array("q", [0]))
    good: int = 0

    def take_in(self, answer: Answer) -> None:
        """One more answer at the end of the good ones, which are all."""
        counts = answer.truth is True and answer.measure is not None
        self.true.append(self.true[-1] + (answer.truth is True))
        self.known.append(self.known[-1] + (answer.truth is not None))
        self.measured.append(self.measured[-1] + counts)
        self.total.append(self.total[-1] + (answer.measure or 0) if counts else self.total[-1])
        self.good += 1

    def take_in_all(self, new: list[Answer]) -> None:
        """All answers from behind the good ones on."""
        counted = [answer.truth is True and answer.measure is not None for answer in new]
        measures = [answer.measure or 0 if counts else 0 for answer, counts in zip(new, counted, strict=True)]
        self._extend(self.true, [answer.truth is True for answer in new])
        self._extend(self.known, [answer.truth is not None for answer in new])
        self._extend(self.measured, counted)
        self.total[self.good :] = accumulate(measures, initial=self.total[self.good])
        self.good += len(new)

    def _extend(self, sums: array[int], new: Sequence[int]) -> None:
        sums[self.good :] = array("q", accumulate(new, initial=sums[self.good]))


@define(eq=False)
class _Days:
    """On how many days true answers were: at each index, how many of those before it began a day of their own.

    Days never go back, as answers are in order of time. `latest` is the day of the last true one.
    """

    begun: array[int] = Factory(lambda: array("q", [0]))
    latest: list[date | None] = Factory(lambda: [None])
    good: int = 0

    def take_in(self, new: Iterable[Answer]) -> None:
        """All answers from behind the good ones on."""
        del self.begun[self.good + 1 :], self.latest[self.good + 1 :]
        for answer in new:
            begins = answer.day is not None and answer.day != self.latest[-1]
            self.begun.append(self.begun[-1] + begins)
            self.latest.append(answer.day if begins else self.latest[-1])
        self.good = len(self.begun) - 1


@define(eq=False)
class Shelf:
    """Elements in order of time, each with a row of answers; held from `since` on.

    `addresses` are those of one account's posts, each with the key of one that has it; `stand_ins` are the addresses
    of those that are there as others' reposts. `elements`: the elements themselves, where they are few and cost much to
    find again. `before`: by question, when the last true answer was before `since`, where that is known.
    """

    since: int
    times: array[int] = Factory(lambda: array("q"))
    keys: list[Hashable] = Factory(list)
    rows: list[Row] = Factory(list)
    known: dict[Hashable, None] = Factory(dict)
    """The keys once more, to be found quickly; a set would take twice the room, and there are many shelves."""
    addresses: dict[str, Hashable] = Factory(dict)
    stand_ins: dict[str, None] = Factory(dict)
    elements: Sequence[Element] | None = None
    before: dict[int, int] | None = None
    _sums: dict[int, _Sums] = Factory(dict)
    _days: dict[int, _Days] = Factory(dict)

    # --- Putting on and taking off ----------------------------------------------------------------

    def fill(self, rows: Iterable[tuple[int, Hashable, Row]]) -> None:
        """Put elements on an empty shelf, in any order."""
        sorted_rows = sorted(rows, key=_time)
        self.times = array("q", [at for at, _, _ in sorted_rows])
        self.keys = [key for _, key, _ in sorted_rows]
        self.rows = [row for _, _, row in sorted_rows]
        self.known = dict.fromkeys([key for key in self.keys if key is not None])

    def insert(self, at: int, key: Hashable, row: Row) -> None:
        """Put one more element where its time belongs, in place of an older state of it."""
        if key is not None and key in self.known:
            self.remove(key)
        index = bisect_right(self.times, at)
        self.times.insert(index, at)
        self.keys.insert(index, key)
        self.rows.insert(index, row)
        if key is not None:
            self.known[key] = None
        self._spoil(index)

    def remove(self, key: Hashable) -> None:
        """Take an element out, where it is there."""
        if key not in self.known:
            return
        index = self.keys.index(key)
        del self.known[key]
        del self.times[index], self.keys[index], self.rows[index]
        self._spoil(index)

    def takes(self, at: int) -> bool:
        """Whether anything about an element of an instant is to be known here."""
        return at >= self.since or self.before is not None

    def put(self, at: int, key: Hashable, row: Row) -> None:
        """Take in one more element."""
        if at >= self.since:
            self.insert(at, key, row)
        elif self.before is not None:
            for question, answer in enumerate(row):
                if answer.truth is True:
                    self.before[question] = max(at, self.before.get(question, at))

    def trim(self, since: int, *, is_all: bool = False) -> None:
        """Forget what was before an instant; `is_all`: there was nothing before what is here."""
        if since > self.since:
            index = bisect_left(self.times, since)
            if is_all or self.before is not None:
                before = self.before or {}
                for question in range(len(self.rows[0]) if index else 0):
                    latest = self.last_true(question, index)
                    if latest is not None:
                        before[question] = self.times[latest]
                self.before = before
            del self.times[:index], self.keys[:index], self.rows[:index]
            self.known = dict.fromkeys([key for key in self.keys if key is not None])
            self.addresses = {address: key for address, key in self.addresses.items() if key in self.known}
            self.stand_ins = {address: None for address in self.stand_ins if address in self.addresses}
            self._sums.clear()
            self._days.clear()
            self.since = since

    def _spoil(self, index: int) -> None:
        for sums in self._sums.values():
            sums.good = min(sums.good, index)
        for days in self._days.values():
            days.good = min(days.good, index)

    # --- Looking ----------------------------------------------------------------------------------

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The indexes of the elements from `start` to `end`, both included."""
        first = bisect_left(self.times, start)
        return first, max(first, bisect_right(self.times, end))

    def count(self, question: int, start: int, end: int) -> int:
        """How many answers to a question, from one index up to another, are true."""
        if len(self.rows) <= FEW:
            return sum([row[question].truth is True for row in self.rows[start:end]])
        true = self._caught_up(question).true
        return true[end] - true[start]

    def totals(self, question: int, start: int, end: int) -> Totals:
        """What the answers to a question, from one index up to another, come to."""
        if len(self.rows) <= FEW:
            return _added_up(row[question] for row in self.rows[start:end])
        sums = self._caught_up(question)
        return Totals(
            true=sums.true[end] - sums.true[start],
            known=sums.known[end] - sums.known[start],
            total=sums.total[end] - sums.total[start],
            measured=sums.measured[end] - sums.measured[start],
        )

    def true_ones(self, question: int, start: int, end: int, most: int) -> int | None:
        """The index from which on there are the last so many true answers between two; None where there is none."""
        true = self._caught_up(question).true
        wanted = max(true[start], true[end] - most)
        return None if wanted == true[end] else bisect_right(true, wanted, lo=start, hi=end + 1) - 1

    def last_true(self, question: int, end: int) -> int | None:
        """The index of the last true answer before one; None where there is none."""
        if len(self.rows) <= FEW:
            return next((index for index in range(end - 1, -1, -1) if self.rows[index][question].truth is True), None)
        true = self._caught_up(question).true
        return None if true[end] == 0 else bisect_left(true, true[end], hi=end + 1) - 1

    def days(self, question: int, start: int, end: int) -> int:
        """On how many different days the true answers from one index up to another were."""
        if len(self.rows) <= FEW:
            return len({row[question].day for row in self.rows[start:end] if row[question].truth is True})
        true = self._caught_up(question).true
        if true[start] == true[end]:
            return 0
        first = bisect_right(true, true[start], lo=start, hi=end + 1)
        days = self._days.get(question)
        if days is None:
            days = self._days[question] = _Days()
        days.take_in([row[question] for row in self.rows[days.good :]])
        return 1 + days.begun[end] - days.begun[first]

    def _caught_up(self, question: int) -> _Sums:
        """The sums over a question's answers; usually one answer at the end is missing."""
        sums = self._sums.get(question)
        if sums is None:
            sums = self._sums[question] = _Sums()
        missing = len(self.rows) - sums.good
        if missing == 1 and len(sums.true) == sums.good + 1:
            sums.take_in(self.rows[-1][question])
        elif missing:
            sums.take_in_all([row[question] for row in self.rows[sums.good :]])
        return sums


def _time(row: tuple[int, Hashable, Row]) -> int:
    return row[0]


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
