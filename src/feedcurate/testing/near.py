"""Values at a limit and just beside it.

In: a limit and its kind. Out: the values one step below, at, and one step above it, as far as there are such values.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from feedcurate.model.kinds import DAYS, Kind, Simple
from feedcurate.testing.pool import TICK

_HUNDREDTH = 0.01


def at_and_beside(limit: Any, kind: Kind) -> list[Any]:
    """Three values: numbers a whole apart, shares a hundredth, durations, instants and clocks a microsecond."""
    match limit:
        case bool():
            return [limit, not limit]
        case int() if kind is Simple.DAY:
            return [(limit + off) % len(DAYS) for off in (-1, 0, 1)]
        case float() | int() if kind is Simple.SHARE:
            return [limit - _HUNDREDTH, limit, limit + _HUNDREDTH]
        case float() | int():
            return [limit - 1, limit, limit + 1]
        case timedelta() | datetime():
            return _moved(limit, TICK)
        case date():
            return _moved(limit, timedelta(days=1))
        case time():
            around = datetime.combine(date(2000, 1, 2), limit)
            return [(around + off * TICK).time() for off in (-1, 0, 1)]
        case _:
            return [limit]


def _moved(limit: Any, step: timedelta) -> list[Any]:
    found = []
    for off in (-1, 0, 1):
        try:
            found.append(limit + off * step)
        except OverflowError:
            continue
    return found
