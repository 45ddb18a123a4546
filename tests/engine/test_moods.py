"""The shift of mood that goes with seeing an account, beside its plain definition."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from feedcurate.engine.moods import FEW, WITHIN, Moods, mood_shift

INSTANTS = st.integers(0, 40).map(lambda quarters: quarters * WITHIN // 4) | st.integers(0, 30 * WITHIN)
FELT = st.lists(st.tuples(INSTANTS, st.integers(1, 5)), max_size=12).map(sorted)
LENGTHS = st.sampled_from((0, 1, WITHIN // 4, 3 * WITHIN, 24 * WITHIN))
SIGHTS = st.lists(st.tuples(INSTANTS, LENGTHS), max_size=12).map(sorted)


def plainly(felt: list[tuple[int, int]], sights: list[tuple[int, int]]) -> float | None:
    """The definition, word for word."""
    after = [mood for at, mood in felt if any(start <= at <= start + long + WITHIN for start, long in sights)]
    if len(after) < FEW:
        return None
    return float(Fraction(sum(after), len(after)) - Fraction(sum(mood for _, mood in felt), len(felt)))


@given(FELT, SIGHTS)
def test_the_shift_is_what_its_definition_says(felt: list[tuple[int, int]], sights: list[tuple[int, int]]) -> None:
    """With more check-ins than sights and the other way round, at the edges of the hour, and for views of a day."""
    moods = Moods([at for at, _ in felt], [mood for _, mood in felt])
    found = mood_shift(moods, [start for start, _ in sights], lambda index: sights[index][1])
    assert found == plainly(felt, sights)
