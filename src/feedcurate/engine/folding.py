"""From what a window's elements answered to the value of an aggregate.

In: a way of folding, a shelf, and whether the history holds the whole window. Out: the value; None for unknown; an
`AtLeast` where more may have happened than was written down.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any, Literal, assert_never

from feedcurate.engine.questions import Place
from feedcurate.engine.shelf import Exact, Shelf, Totals
from feedcurate.program.bounds import AtLeast
from feedcurate.program.expr import Fold


def folded(fold: Fold, shelf: Shelf, first: int, last: int, place: Place, *, is_whole: bool) -> Any:
    """The value of any fold but `since` over a shelf's elements from one index up to another."""
    match fold:
        case Fold.COUNT:
            return bounded(float(shelf.count(place.column, first, last)), is_whole)
        case Fold.DAYS:
            return bounded(float(shelf.days(place.column, first, last)), is_whole)
        case Fold.SUM | Fold.SHARE | Fold.AVERAGE:
            return _of_totals(fold, shelf.totals(place.column, first, last), place, is_whole)
        case Fold.SINCE:
            raise ValueError(f"{fold} is not made of what lies between two indexes")
        case _:
            assert_never(fold)


def _of_totals(
    fold: Literal[Fold.SUM, Fold.SHARE, Fold.AVERAGE], totals: Totals, place: Place, is_whole: bool
) -> float | timedelta | AtLeast | None:
    match fold:
        case Fold.SUM:
            total = rounded(totals.total, place.is_time)
            if total is None or (place.may_be_negative and not is_whole):
                return None
            return bounded(total, is_whole)
        case Fold.SHARE:
            return totals.true / totals.known if is_whole and totals.known else None
        case Fold.AVERAGE:
            if not is_whole or not totals.measured:
                return None
            return _mean(totals, place)
        case _:
            assert_never(fold)


def _mean(totals: Totals, place: Place) -> float | timedelta | None:
    """The mean, to the nearest; of whole numbers that is what Python's own division gives."""
    if place.is_time or not isinstance(totals.total, int):
        return rounded(Fraction(totals.total) / totals.measured, place.is_time)
    try:
        return totals.total / totals.measured
    except OverflowError:
        return None


def bounded(value: float | timedelta, is_whole: bool) -> float | timedelta | AtLeast:
    """A count or a sum: exact, or the least that it can be."""
    return value if is_whole else AtLeast(value)


def rounded(total: Exact, is_time: bool) -> float | timedelta | None:
    """An exact sum as a double or a duration, to the nearest; None beyond what there is."""
    try:
        return timedelta(microseconds=round(total)) if is_time else float(total)
    except OverflowError:
        return None
