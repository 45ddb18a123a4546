"""Comparisons of terms are the engine's, for values that are known, unknown, or known to be at least something."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
import z3

from feedcurate.engine import compare
from feedcurate.program.bounds import AtLeast, one_of_bound
from feedcurate.program.expr import How
from feedcurate.proof.comparing import between, compared, one_of
from feedcurate.proof.terms import FALSE, TRUE, Value
from feedcurate.syntax.enumerations import CompareOp
from tests.proof.solving import said

NUMBERS = (1.0, 2.0, 3.0)
EVERY = (None, *NUMBERS, *map(AtLeast, NUMBERS))


def value_of(number: Any) -> Value:
    """A number, what is at least one, or None for unknown, as a value of closed terms."""
    if number is None:
        return Value(FALSE, z3.RealVal(2))
    if isinstance(number, AtLeast):
        return Value(TRUE, z3.RealVal(number.value), bound=TRUE)
    return Value(TRUE, z3.RealVal(number))


@pytest.mark.parametrize("op", CompareOp)
def test_two_values_compare_as_the_engine_says(op: CompareOp) -> None:
    """All pairs, whichever side is unknown or a bound."""
    for left, right in product(EVERY, EVERY):
        expected = compare.compared(op, left, right, How.PLAIN)
        assert said(compared(op, value_of(left), value_of(right))) is expected, (left, right)


def test_a_range_has_what_the_engine_says() -> None:
    """All triples; a low above the high is an empty range."""
    for value, low, high in product(EVERY, EVERY, EVERY):
        expected = compare.between(value, low, high, wraps=False)
        found = between(value_of(value), value_of(low), value_of(high), wraps=False)
        assert said(found) is expected, (value, low, high)


def test_a_range_that_wraps_goes_round() -> None:
    """Clocks and days, of which no bound is known: a low above the high goes round midnight or the week."""
    for value, low, high in product((None, *NUMBERS), repeat=3):
        expected = compare.between(value, low, high, wraps=True)
        found = between(value_of(value), value_of(low), value_of(high), wraps=True)
        assert said(found) is expected, (value, low, high)


@pytest.mark.parametrize("among", [(), (1.0,), (2.0,), (1.0, 3.0), NUMBERS])
def test_a_value_is_one_of_some_as_the_engine_says(among: tuple[float, ...]) -> None:
    """A bound is none of them where all are less, and else that is not known."""
    for value in EVERY:
        if value is None:
            expected = None
        else:
            expected = one_of_bound(value, among) if isinstance(value, AtLeast) else value in among
        assert said(one_of(value_of(value), map(z3.RealVal, among))) is expected, value
