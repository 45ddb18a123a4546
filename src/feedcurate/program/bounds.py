"""A value of which only the least it can be is known: what a history that does not reach back far enough counts.

In: numbers and durations. Out: `AtLeast`, and what comparisons and sums make of it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, assert_never

from attrs import frozen

from feedcurate.syntax.enumerations import ArithmeticOp, CompareOp


@frozen
class AtLeast:
    """The value is this or more; how much more nobody wrote down."""

    value: float | timedelta


OPERATORS: Mapping[CompareOp, Callable[[Any, Any], bool]] = {
    CompareOp.EQ: operator.eq,
    CompareOp.NE: operator.ne,
    CompareOp.LT: operator.lt,
    CompareOp.LE: operator.le,
    CompareOp.GT: operator.gt,
    CompareOp.GE: operator.ge,
}
"""`a op b` of values that have an order, and of terms that say so."""

MIRRORED: Mapping[CompareOp, CompareOp] = {
    CompareOp.EQ: CompareOp.EQ,
    CompareOp.NE: CompareOp.NE,
    CompareOp.LT: CompareOp.GT,
    CompareOp.LE: CompareOp.GE,
    CompareOp.GT: CompareOp.LT,
    CompareOp.GE: CompareOp.LE,
}
"""`b op a`."""


def compared_bound(op: CompareOp, left: Any, right: Any) -> bool | None:
    """`left op right`, at least one of which is an `AtLeast`; None where the least does not tell."""
    if isinstance(right, AtLeast):
        return None if isinstance(left, AtLeast) else compared_bound(MIRRORED[op], right, left)
    least = left.value
    match op:
        case CompareOp.GE:
            return True if least >= right else None
        case CompareOp.GT:
            return True if least > right else None
        case CompareOp.LT:
            return False if least >= right else None
        case CompareOp.LE | CompareOp.EQ:
            return False if least > right else None
        case CompareOp.NE:
            return True if least > right else None
        case _:
            assert_never(op)


def one_of_bound(value: AtLeast, values: Iterable[Any]) -> bool | None:
    """Whether the value is one of some; False only where all of them are less than it."""
    return False if all(one < value.value for one in values) else None


def operands(op: ArithmeticOp, left: Any, right: Any) -> tuple[Any, Any] | None:
    """The least values of two operands, where `op` of them is the least that the result can be; else None."""
    match op:
        case ArithmeticOp.ADD:
            return _least(left), _least(right)
        case ArithmeticOp.SUB:
            return None if isinstance(right, AtLeast) else (left.value, right)
        case ArithmeticOp.MUL | ArithmeticOp.DIV:
            if isinstance(right, AtLeast):
                return (left, right.value) if op is ArithmeticOp.MUL and _is_positive(left) else None
            return (left.value, right) if _is_positive(right) else None
        case _:
            assert_never(op)


def _least(value: Any) -> Any:
    return value.value if isinstance(value, AtLeast) else value


def _is_positive(value: Any) -> bool:
    if isinstance(value, AtLeast):
        return False
    return bool(value > (timedelta(0) if isinstance(value, timedelta) else 0))
