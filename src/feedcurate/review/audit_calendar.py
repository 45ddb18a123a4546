"""The hours of a period, as the reader's clock shows them.

In: a period and the reader's time. Out: cells, one after the other, in each of which the reader's day and the hour on
their clock stay the same; at a change of daylight saving time an hour may be missing, or come twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from attrs import frozen

from feedcurate.engine.moments import LATEST, local
from feedcurate.engine.periods import ReadersTime, days_date
from feedcurate.history.dates import to_micros

_HOUR = timedelta(hours=1)
_TICK = timedelta(microseconds=1)


@frozen
class Cell:
    """A stretch of time up to, and without, `end`, in microseconds since 1970.

    It is of a `day` of the reader, and their clock shows an `hour`.
    """

    end: int
    day: date
    hour: int


def cells(start: datetime, end: datetime, reader: ReadersTime) -> Iterator[Cell]:
    """The cells from an instant to another, which is in the last."""
    at = start.astimezone(UTC)
    while at <= end:
        day, hour = _shown(at, reader)
        after = _next_change(at, reader)
        yield Cell(to_micros(after), day, hour)
        if after == LATEST:
            return
        at = after


def _shown(at: datetime, reader: ReadersTime) -> tuple[date, int]:
    return days_date(at, reader), (local(at, reader.zone) or at).hour


def _next_change(at: datetime, reader: ReadersTime) -> datetime:
    """When the day or the hour next changes: usually at the next full hour or at the day's start, unless clocks do."""
    now, shown = _shown(at, reader), local(at, reader.zone) or at
    into = timedelta(minutes=shown.minute, seconds=shown.second, microseconds=shown.microsecond)
    begin = timedelta(minutes=reader.day_start.minute, seconds=reader.day_start.second)
    steps = [_HOUR - into, begin - into]
    step = min(one for one in steps if one > timedelta(0))
    after = at + min(step, LATEST - at)
    if _shown(after - _TICK, reader) != now:
        return _first_other(at, after - _TICK, reader)
    # The clock may have been put back to the same hour, or the start of a day of another hour.
    return after if _shown(after, reader) != now or after == LATEST else _next_change(after, reader)


def _first_other(before: datetime, after: datetime, reader: ReadersTime) -> datetime:
    """The first instant at which something else is shown than before, by halving."""
    now = _shown(before, reader)
    while after - before > _TICK:
        middle = before + (after - before) // (2 * _TICK) * _TICK
        if _shown(middle, reader) == now:
            before = middle
        else:
            after = middle
    return after
