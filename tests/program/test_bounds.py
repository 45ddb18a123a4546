"""What sums and products make of a value of which only the least is known: neither too much nor too little."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedcurate.program.arithmetic import calculated
from feedcurate.program.bounds import AtLeast
from feedcurate.syntax.enumerations import ArithmeticOp

HOUR = timedelta(hours=1)
ADD, SUB, MUL, DIV = ArithmeticOp


@pytest.mark.parametrize(
    ("op", "left", "right", "least"),
    [
        (ADD, AtLeast(3.0), 2.0, 5.0),
        (ADD, 2.0, AtLeast(3.0), 5.0),
        (ADD, AtLeast(3.0), AtLeast(2.0), 5.0),
        (SUB, AtLeast(3.0), 2.0, 1.0),
        (MUL, AtLeast(3.0), 0.5, 1.5),
        (MUL, 0.5, AtLeast(3.0), 1.5),
        (MUL, AtLeast(3.0), HOUR, 3 * HOUR),
        (MUL, AtLeast(HOUR), 3.0, 3 * HOUR),
        (DIV, AtLeast(3.0), 2.0, 1.5),
        (DIV, AtLeast(3 * HOUR), HOUR, 3.0),
    ],
)
def test_the_least_of_a_result_is_known_where_it_grows_with_its_operands(
    op: ArithmeticOp, left: Any, right: Any, least: Any
) -> None:
    """More on the side of which little is known only makes the result more."""
    assert calculated(op, left, right) == AtLeast(least)


@pytest.mark.parametrize(
    ("op", "left", "right"),
    [
        (SUB, 5.0, AtLeast(3.0)),  # what is taken away may be more
        (SUB, AtLeast(5.0), AtLeast(3.0)),
        (MUL, AtLeast(3.0), -1.0),  # more becomes less
        (MUL, -1.0, AtLeast(3.0)),
        (MUL, AtLeast(3.0), 0.0),  # nothing grows by nothing
        (MUL, AtLeast(-3.0), AtLeast(-2.0)),  # either may be positive, the other not
        (MUL, AtLeast(3.0), AtLeast(2.0)),
        (DIV, 6.0, AtLeast(3.0)),  # a larger divisor makes less
        (DIV, AtLeast(6.0), AtLeast(3.0)),
        (DIV, AtLeast(6.0), -2.0),
        (DIV, AtLeast(6.0), 0.0),
    ],
)
def test_nothing_is_known_of_a_result_that_may_shrink(op: ArithmeticOp, left: Any, right: Any) -> None:
    """Where more on one side can make the result less, there is no least."""
    assert calculated(op, left, right) is None
