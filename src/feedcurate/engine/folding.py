"""From what a window's elements answered to the value of an aggregate.

In: an aggregate, totals, and whether the history holds the whole window. Out: the value; None for unknown; an
`AtLeast` where more may have happened than was written down.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

from feedcurate.engine.shelf import Exact, Totals
from feedcurate.program.bounds import AtLeast
from feedcurate.program.expr import Fold


def folded(fold: Fold, totals: Totals, *, is_time: bool, is_whole: bool, may_be_negative: bool) -> Any:
    """The value of a count, share, sum or average. `is_time`: what is measured are durations."""
    match fold:
        case Fold.COUNT:
            return bounded(float(totals.true), is_whole)
        case Fold.SUM:
            total = rounded(totals.total, is_time)
            if total is None or (may_be_negative and not is_whole):
                return None
            return bounded(total, is_whole)
        case Fold.SHARE:
            return totals.true / totals.known if is_whole and totals.known else None
        case Fold.AVERAGE:
            if not is_whole or not totals.measured:
                return None
            return rounded(Fraction(totals.total) / totals.measured, is_time)
        case _:
            raise ValueError(f"{fold} is not made of totals")


def bounded(value: float | timedelta, is_whole: bool) -> Any:
    """A count or a sum: exact, or the least that it can be."""
    return value if is_whole else AtLeast(value)


def rounded(total: Exact, is_time: bool) -> float | timedelta | None:
    """An exact sum as a double or a duration, to the nearest; None beyond what there is."""
    try:
        return timedelta(microseconds=round(total)) if is_time else float(total)
    except OverflowError:
        return None
