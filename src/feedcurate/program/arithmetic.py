"""Sums and products of numbers, shares, durations and instants that never raise.

In: an operation and two values whose kinds the checker has matched. Out: the result; None (unknown) where there is
none: a division by zero, a number beyond a double, a duration or an instant beyond the calendar.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

from feedcurate.program.bounds import AtLeast, operands
from feedcurate.syntax.enumerations import ArithmeticOp

_OPERATIONS: Mapping[ArithmeticOp, Callable[[Any, Any], Any]] = {
    ArithmeticOp.ADD: operator.add,
    ArithmeticOp.SUB: operator.sub,
    ArithmeticOp.MUL: operator.mul,
    ArithmeticOp.DIV: operator.truediv,
}


def calculated(op: ArithmeticOp, left: Any, right: Any) -> Any:
    """`left op right`; unknown where either is or where there is no such value."""
    if left is None or right is None:
        return None
    if isinstance(left, AtLeast) or isinstance(right, AtLeast):
        pair = operands(op, left, right)
        least = None if pair is None else calculated(op, *pair)
        return None if least is None else AtLeast(least)
    try:
        result = _OPERATIONS[op](left, right)
    except (ZeroDivisionError, OverflowError):
        return None
    return finite(result)


def finite(value: Any) -> Any:
    """A number that is not one (infinite, `nan`) as unknown; anything else as it is."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
