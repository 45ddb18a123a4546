"""A lower bound answers as every value that it may stand for does, or not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.engine.compare import between, compared
from feedcurate.program.arithmetic import calculated
from feedcurate.program.bounds import AtLeast, one_of_bound
from feedcurate.program.expr import How
from feedcurate.syntax.nodes import ArithmeticOp, CompareOp

pytestmark = pytest.mark.property

numbers = st.integers(-6, 12).map(float) | st.floats(-20, 20, allow_nan=False)
durations = st.integers(-6, 12).map(lambda n: timedelta(minutes=n)) | st.timedeltas(
    timedelta(days=-2), timedelta(days=3)
)
ARITHMETIC = {
    ("number", "number"): ArithmeticOp,
    ("duration", "duration"): (ArithmeticOp.ADD, ArithmeticOp.SUB, ArithmeticOp.DIV),
    ("duration", "number"): (ArithmeticOp.MUL, ArithmeticOp.DIV),
    ("number", "duration"): (ArithmeticOp.MUL,),
}
"""What the checker lets pass, by the kinds of both sides."""


@st.composite
def operands(draw: st.DrawFn, kind: str) -> tuple[Any, Any]:
    """What is known of a value, and what it is: the same, or at least so much and that or more."""
    values = numbers if kind == "number" else durations
    true: Any = draw(values)
    if draw(st.booleans()):
        return true, true
    less: Any = draw(st.sampled_from([0, 0, 1, 3])) * (1.0 if kind == "number" else timedelta(minutes=1))
    return AtLeast(true - less), true


def is_answer_for(bound: Any, true: Any) -> bool:
    """Whether what is known of a value agrees with what it is."""
    if isinstance(bound, AtLeast):
        return true is not None and bool(true >= bound.value)
    return bound is None or bool(bound == true)


def test_comparisons_agree_with_every_value() -> None:
    """True or false of a bound is true or false of what it stands for."""
    answers = 0

    @given(st.sampled_from(["number", "duration"]), st.data(), st.sampled_from(CompareOp))
    def holds(kind: str, data: st.DataObject, op: CompareOp) -> None:
        nonlocal answers
        (left, one), (right, other) = data.draw(operands(kind)), data.draw(operands(kind))
        answer = compared(op, left, right, How.PLAIN)
        answers += answer is not None and AtLeast in (type(left), type(right))
        assert answer in (None, compared(op, one, other, How.PLAIN))

    holds()
    assert answers


def test_a_bound_answers_where_every_value_does() -> None:
    """Where all values from the least on have one answer it is given: nothing is unknown that could be known."""

    @given(st.integers(-3, 6), st.integers(-3, 6), st.sampled_from(CompareOp))
    def holds(least: int, other: int, op: CompareOp) -> None:
        every = {compared(op, float(value), float(other), How.PLAIN) for value in range(least, 20)}
        expected = every.pop() if len(every) == 1 else None
        # Whole numbers are apart, so that more can be known of them; a bound may be of anything.
        answer = compared(op, AtLeast(float(least)), float(other), How.PLAIN)
        assert answer is expected
        mirrored = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(op.value, op.value)
        assert compared(CompareOp(mirrored), float(other), AtLeast(float(least)), How.PLAIN) is expected

    holds()


def test_arithmetic_agrees_with_every_value() -> None:
    """A result that is known is right, and a bound of one is a bound."""
    bounds = 0

    @given(st.sampled_from(sorted(ARITHMETIC)), st.data())
    def holds(kinds: tuple[str, str], data: st.DataObject) -> None:
        nonlocal bounds
        (left, one), (right, other) = (data.draw(operands(kind)) for kind in kinds)
        op = data.draw(st.sampled_from(tuple(ARITHMETIC[kinds])))
        result = calculated(op, left, right)
        bounds += isinstance(result, AtLeast)
        assert is_answer_for(result, calculated(op, one, other))

    holds()
    assert bounds


def test_ranges_and_sets_agree_with_every_value() -> None:
    """`between` and `in {…}` are comparisons put together."""

    @given(operands("number"), operands("number"), operands("number"), st.frozensets(numbers, max_size=3))
    def holds(value: Any, low: Any, high: Any, values: frozenset[float]) -> None:
        answer = between(value[0], low[0], high[0], wraps=False)
        assert answer in (None, between(value[1], low[1], high[1], wraps=False))
        if isinstance(value[0], AtLeast):
            assert one_of_bound(value[0], values) in (None, value[1] in values)

    holds()
