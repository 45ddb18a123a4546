"""Shelves with more elements than are added up one by one, beside plain lists."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from feedcurate.engine.shelf import FEW, Answer, Shelf

DAY = 10
"""So many instants are a day."""
FIRST = date(2026, 1, 1)

Row = tuple[int, int, Answer]
"""When, which, and what it answers."""


def answer(at: int, truth: bool | None, measure: int | None) -> Answer:
    """What an element of an instant answers to a question about days."""
    return Answer(truth, measure if truth else None, FIRST + timedelta(days=at // DAY) if truth else None)


ROWS = st.lists(
    st.tuples(st.integers(0, 12 * DAY), st.sampled_from((True, True, False, None)), st.none() | st.integers(-3, 9)),
    min_size=1,
    max_size=8,
)
TIMES = st.integers(-1, 12 * DAY + 1)


@given(ROWS, st.lists(st.tuples(ROWS, TIMES, TIMES), min_size=1, max_size=6), st.data())
def test_a_long_shelf_says_what_a_list_says(
    first: list[tuple[int, bool | None, int | None]],
    steps: list[tuple[list[tuple[int, bool | None, int | None]], int, int]],
    data: st.DataObject,
) -> None:
    """Elements come in any order, some are taken out again, and it is asked about any stretch in between."""
    before = [(at, number, answer(at, number % 3 > 0, number)) for number, at in enumerate(range(0, 2 * FEW, 2), 1_000)]
    added = ((at, number, answer(at, truth, measure)) for number, (at, truth, measure) in enumerate(first))
    plain: list[Row] = [*before, *added]
    shelf = Shelf(-1)
    shelf.fill((at, number, (one,)) for at, number, one in plain)
    for step, (rows, one_end, other_end) in enumerate(steps, 1):
        for place, (at, truth, measure) in enumerate(rows):
            number, one = 100 * step + place, answer(at, truth, measure)
            shelf.insert(at, number, (one,))
            plain.append((at, number, one))
        gone = data.draw(st.sampled_from(plain))
        shelf.remove(gone[1])
        plain.remove(gone)
        start, end = sorted((one_end, other_end))
        found = [one for at, _, one in plain if start <= at <= end]
        true = [one for one in found if one.truth]
        stretch = shelf.between(start, end)
        totals = shelf.totals(0, *stretch)
        assert shelf.count(0, *stretch) == totals.true == len(true)
        assert totals.known == sum(one.truth is not None for one in found)
        assert totals.total == sum(one.measure or 0 for one in true)
        assert totals.measured == sum(one.measure is not None for one in true)
        assert shelf.days(0, *stretch) == len({one.day for one in true})
