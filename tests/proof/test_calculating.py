"""Sums and products as terms: what the engine calculates is possible, and what is clearly something else is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import z3

from feedcurate.model.kinds import Simple
from feedcurate.program.arithmetic import calculated as by_engine
from feedcurate.proof.calculating import calculated, doubles_in
from feedcurate.proof.quantities import LARGEST, known_constant, sized
from feedcurate.proof.terms import FALSE, TRUE, Value
from feedcurate.proof.theory import Theory
from feedcurate.ruleset import loads
from feedcurate.syntax.enumerations import ArithmeticOp
from tests.proof.solving import is_possible

ADD, SUB, MUL, DIV = ArithmeticOp
TICK = timedelta(microseconds=1)
HUGE = 2.0**53

EXACT: list[tuple[ArithmeticOp, Any, Any]] = [
    (ADD, 3.0, 4.0),
    (SUB, 3.0, 4.0),
    (MUL, -3.0, 4.0),
    (ADD, HUGE / 2, HUGE / 2),
    (SUB, -HUGE / 2, HUGE / 2),
    (MUL, 0.5, 0.5),  # 0.25, which `DOUBLES` names
    (DIV, 1.0, 4.0),
    (DIV, 0.25, 1.0),
    (DIV, TICK, 4 * TICK),
    (ADD, 3 * TICK, 4 * TICK),
    (SUB, 3 * TICK, 4 * TICK),
    (MUL, 2 * TICK, 1.5),
    (MUL, -2 * TICK, 1.5),
    (DIV, 6 * TICK, 2.0),
    (SUB, timedelta.max, TICK),
    (ADD, timedelta.min, TICK),
]
"""What comes out exactly, and is proved to."""
ROUNDED: list[tuple[ArithmeticOp, Any, Any]] = [
    (ADD, 0.1, 0.2),
    (SUB, -0.1, 0.2),
    (MUL, 0.1, 3.0),
    (MUL, -0.1, 3.0),
    (DIV, 1.0, 3.0),
    (DIV, -1.0, 3.0),
    (ADD, HUGE, 1.0),
    (SUB, -HUGE, 1.0),
    (MUL, 5e-324, 0.5),
    (ADD, LARGEST / 2, 0.0),
    (SUB, -LARGEST / 2, 0.0),
    (MUL, 3 * TICK, 0.5),
    (MUL, 5 * TICK, 0.5),
    (DIV, -3 * TICK, 2.0),
]
"""What is rounded: to the nearest double, or to the nearest microsecond, the even one of two."""
NONE: list[tuple[ArithmeticOp, Any, Any]] = [
    (DIV, 1.0, 0.0),
    (MUL, 1e308, 10.0),
    (ADD, LARGEST, LARGEST),
    (SUB, -LARGEST, LARGEST),
    (ADD, timedelta.max, TICK),
    (SUB, timedelta.min, TICK),
    (DIV, TICK, 0.0),
]
"""What has no result."""
DOUBLES = (0.0, 0.25)


class Sum:
    """A sum of two constants, encoded."""

    def __init__(self, op: ArithmeticOp, left: Any, right: Any) -> None:
        is_duration = timedelta in (type(left), type(right)) and not (op is DIV and isinstance(right, timedelta))
        self.kind = Simple.DURATION if is_duration else Simple.NUMBER
        self.theory = Theory()
        one, other = self._constant(left), self._constant(right)
        self.value = calculated(self.theory, op, one, other, self.kind, "sum", DOUBLES)

    def _constant(self, value: Any) -> Value:
        kind = Simple.DURATION if isinstance(value, timedelta) else Simple.NUMBER
        return known_constant(self.theory, kind, value, str(value))

    def may_be(self, value: Any) -> bool:
        """Whether the laws let it be a value."""
        return is_possible(self.theory, self.value.known, self.value.term == sized(self.theory, self.kind, value))

    def may_be_other_than(self, value: Any) -> bool:
        """Whether the laws let it be any other value."""
        return is_possible(self.theory, self.value.known, self.value.term != sized(self.theory, self.kind, value))

    def may_be_unknown(self) -> bool:
        """Whether the laws let it be unknown."""
        return is_possible(self.theory, z3.Not(self.value.known))


@pytest.mark.parametrize(("op", "left", "right"), EXACT)
def test_what_is_exact_is_that_and_nothing_else(op: ArithmeticOp, left: Any, right: Any) -> None:
    """Whole numbers up to 2^53, microseconds, and doubles that the program names."""
    found, expected = Sum(op, left, right), by_engine(op, left, right)
    assert found.may_be(expected)
    assert not found.may_be_other_than(expected)
    assert not found.may_be_unknown()
    assert z3.is_false(found.value.bound)


@pytest.mark.parametrize(("op", "left", "right"), ROUNDED)
def test_what_is_rounded_is_near(op: ArithmeticOp, left: Any, right: Any) -> None:
    """What the engine makes of it is possible; an error of four parts in 2^53, or of two microseconds, is not."""
    found, expected = Sum(op, left, right), by_engine(op, left, right)
    assert found.may_be(expected)
    error = 2 * TICK if isinstance(expected, timedelta) else abs(expected) / 2**51 + 2e-323
    assert not found.may_be(expected + error)
    assert not found.may_be(expected - error)
    assert not found.may_be_unknown()


@pytest.mark.parametrize(("op", "left", "right"), NONE)
def test_where_the_engine_has_no_result_there_may_be_none(op: ArithmeticOp, left: Any, right: Any) -> None:
    """A division by zero, and what is beyond all doubles or beyond the longest duration."""
    assert by_engine(op, left, right) is None
    assert Sum(op, left, right).may_be_unknown()


@pytest.mark.parametrize("op", [ADD, SUB, MUL])
def test_a_sum_of_whole_numbers_is_whole_and_a_quotient_need_not_be(op: ArithmeticOp) -> None:
    """One part that is not whole is enough to make the result any number."""
    assert Sum(op, 4.0, 2.0).value.is_whole
    assert not Sum(op, 4.0, 0.5).value.is_whole
    assert not Sum(op, 0.5, 4.0).value.is_whole
    assert not Sum(DIV, 4.0, 2.0).value.is_whole


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("op", [ADD, MUL])
def test_a_sum_with_something_unknown_is_unknown(op: ArithmeticOp, side: str) -> None:
    """Whichever part it is, and also where the product of two unknown numbers is left open."""
    theory = Theory()
    parts = {name: Value(TRUE, z3.Real(name)) for name in ("left", "right")}
    parts[side] = Value(FALSE, z3.Real(side))
    found = calculated(theory, op, parts["left"], parts["right"], Simple.NUMBER, "sum", ())
    assert not is_possible(theory, found.known)


@pytest.mark.parametrize("op", [MUL, DIV])
def test_a_product_of_two_numbers_that_the_program_does_not_name_is_left_open(op: ArithmeticOp) -> None:
    """A solver of linear terms is not asked about other ones, so 6 and 2 may make 100."""
    theory = Theory()
    left, right = Value(TRUE, z3.Real("left")), Value(TRUE, z3.Real("right"))
    found = calculated(theory, op, left, right, Simple.NUMBER, "product", ())
    assert is_possible(theory, left.term == 6, right.term == 2, found.known, found.term == 100)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_sum_with_a_bound_may_be_anything_and_one_without_is_none(side: str) -> None:
    """Of `AtLeast(3) + 4` nothing is said; where neither part is a bound the sum is 7, and no bound."""
    theory, is_bound = Theory(), z3.Bool("is a bound")
    parts = {"left": Value(TRUE, z3.RealVal(3), is_whole=True), "right": Value(TRUE, z3.RealVal(4), is_whole=True)}
    parts[side] = Value(TRUE, parts[side].term, bound=is_bound, is_whole=True)
    found = calculated(theory, ADD, parts["left"], parts["right"], Simple.NUMBER, "sum", ())
    assert is_possible(theory, is_bound, found.known, found.bound, found.term == 100)
    assert is_possible(theory, is_bound, z3.Not(found.known))
    assert not is_possible(theory, z3.Not(is_bound), found.bound)
    assert not is_possible(theory, z3.Not(is_bound), found.term != 7)
    assert not is_possible(theory, z3.Not(is_bound), z3.Not(found.known))


def test_the_doubles_that_rounding_does_not_cross_are_those_that_the_program_names_and_zero() -> None:
    """Each once, in order; the texts of a program are none."""
    program = loads('rule r when post.likes > 3 and post.title = "a" and post.likes < 3 then hide').program
    assert doubles_in(program.exprs) == (0.0, 3.0)
