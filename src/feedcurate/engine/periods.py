"""Since when a quota counts what was seen.

In: now, the reader's zone and when their day starts. Out: the reader's today so far, or the time a duration reaches
back.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from attrs import frozen

from feedcurate.engine.moments import EARLIEST, first_instant, local
from feedcurate.program.program import Period


@frozen
class Stretch:
    """The time from `start`, where `from_start` says so, or just after it, to `end`, which is included."""

    start: datetime
    end: datetime
    from_start: bool

    def has(self, at: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.start < at <= self.end or (self.from_start and at == self.start)


def day_began(now: datetime, zone: tzinfo, day_start: time) -> datetime:
    """When the reader's today began, in UTC: the latest instant up to now at which their clock reached `day_start`.

    Where the clock skipped it that day, the first instant after the gap; where it showed it twice, the first time.
    """
    today = (local(now, zone) or now).toordinal()
    nearby = map(date.fromordinal, range(max(today - 1, 1), min(today + 1, date.max.toordinal()) + 1))
    began = (first_instant(datetime.combine(day, day_start), zone) for day in nearby)
    return max((instant for instant in began if instant <= now), default=EARLIEST)


def stretch(period: Period | timedelta, now: datetime, zone: tzinfo, day_start: time) -> Stretch:
    """The reader's today up to now, or the last so much of time: from after now less the duration, up to now."""
    match period:
        case Period.DAY:
            return Stretch(day_began(now, zone, day_start), now, from_start=True)
        case timedelta():
            return Stretch(now - min(period, now - EARLIEST), now, from_start=False)
