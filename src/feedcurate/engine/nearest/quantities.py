"""Just enough of a quantity: the nearest value on the other side of a limit.

In: a comparison that should hold and its limit. Out: the nearest value for which it does, and how far away that is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, assert_never

from feedcurate.syntax.enumerations import CompareOp

OPPOSITE: Mapping[CompareOp, CompareOp] = {
    CompareOp.EQ: CompareOp.NE,
    CompareOp.NE: CompareOp.EQ,
    CompareOp.LT: CompareOp.GE,
    CompareOp.LE: CompareOp.GT,
    CompareOp.GT: CompareOp.LE,
    CompareOp.GE: CompareOp.LT,
}
"""`not (a op b)`."""

SIGNS: Mapping[CompareOp, str] = {
    CompareOp.EQ: "=",
    CompareOp.NE: "≠",
    CompareOp.LT: "<",
    CompareOp.LE: "≤",
    CompareOp.GT: ">",
    CompareOp.GE: "≥",
}

_TICK = timedelta(microseconds=1)


def holding(op: CompareOp, limit: Any, whole: bool) -> list[Any]:
    """The values nearest to a limit for which `value op limit` holds; `whole`: only whole numbers will do."""
    match op:
        case CompareOp.EQ:
            near = [limit]
        case CompareOp.NE:
            near = [not limit] if isinstance(limit, bool) else [next_to(limit, 1, whole), next_to(limit, -1, whole)]
        case CompareOp.LE | CompareOp.GE:
            near = [limit]
        case CompareOp.LT | CompareOp.GT:
            near = [next_to(limit, 1 if op is CompareOp.GT else -1, whole)]
        case _:
            assert_never(op)
    if whole:
        return [rounded for value in near if (rounded := _whole(op, value)) is not None]
    return [value for value in near if value is not None]


def next_to(limit: Any, step: int, whole: bool) -> Any:
    """The next value above (`step` 1) or below (-1) a limit; None where the calendar or the clock ends."""
    try:
        match limit:
            case float() if whole:
                return float(math.floor(limit) + 1 if step > 0 else math.ceil(limit) - 1)
            case float():
                return math.nextafter(limit, step * math.inf)
            case timedelta() | datetime():
                return limit + step * _TICK
            case date():
                return limit + timedelta(days=step)
            case time():
                moved = datetime.combine(date(2000, 1, 1), limit) + step * _TICK
                return moved.time() if moved.date() == date(2000, 1, 1) else None
            case int():
                return (limit + step) % 7
            case _:
                return None
    except OverflowError:
        return None


def _whole(op: CompareOp, value: Any) -> int | None:
    if not isinstance(value, float) or not math.isfinite(value):
        return None
    if op in (CompareOp.GE, CompareOp.GT):
        return math.ceil(value)
    if op in (CompareOp.LE, CompareOp.LT):
        return math.floor(value)
    return int(value) if value.is_integer() else None


def distance(old: Any, new: Any) -> float:
    """How far a quantity moves, as a part of the larger of both; 1 where that has no meaning."""
    if isinstance(old, timedelta) and isinstance(new, timedelta):
        old, new = old.total_seconds(), new.total_seconds()
    if isinstance(old, int | float) and isinstance(new, int | float) and not isinstance(old, bool):
        larger = max(abs(old), abs(new))
        return abs(new - old) / larger if larger else 0.0
    return 1.0


def goes_below_zero(old: Any, new: Any) -> bool:
    """Whether a change would make less than nothing of something: fewer than no likes, an age before birth."""
    zero: Any = timedelta(0) if isinstance(new, timedelta) else 0
    countable = isinstance(new, int | float | timedelta)
    return countable and new < zero and (old is None or old >= zero)
