"""Where a window of time begins.

In: now, the reader's zone, when their day and week start, and their session. Out: a `Stretch` of time that ends now.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import assert_never

from attrs import field, frozen

from feedcurate.engine.moments import EARLIEST, first_instant, local, ticks
from feedcurate.program.expr import Calendar, Window
from feedcurate.program.program import Settings


@frozen
class Stretch:
    """The time from `start`, where `from_start` says so, or just after it, to `end`, which is included."""

    start: datetime
    end: datetime
    from_start: bool
    first: int = field(init=False, eq=False, repr=False)
    """The first microsecond in it, counted from 1970."""
    last: int = field(init=False, eq=False, repr=False)

    @first.default
    def _first(self) -> int:
        return ticks(self.start) + (not self.from_start)

    @last.default
    def _last(self) -> int:
        return ticks(self.end)

    def has(self, at: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.start < at <= self.end or (self.from_start and at == self.start)


@frozen(cache_hash=True)
class ReadersTime:
    """What a window of a calendar leans on."""

    zone: tzinfo
    day_start: time = time(0)
    week_start: int = 0


def readers_time(zone: tzinfo, settings: Settings) -> ReadersTime:
    """The reader's calendar, of their settings."""
    return ReadersTime(zone, settings.day_start, settings.week_start)


def stretch(window: Window, now: datetime, reader: ReadersTime, session: datetime | None = None) -> Stretch | None:
    """The time that a window looks at: up to now, from where the calendar or the session began.

    A duration reaches from after now less itself. `session` is when the reader's session began; None is the answer
    where there is none to look at.
    """
    match window:
        case Calendar.TODAY:
            return Stretch(day_began(now, reader), now, from_start=True)
        case Calendar.WEEK:
            return Stretch(week_began(now, reader), now, from_start=True)
        case Calendar.SESSION:
            return None if session is None else Stretch(session, now, from_start=True)
        case timedelta():
            return Stretch(now - min(window, now - EARLIEST), now, from_start=False)
        case _:
            assert_never(window)


def day_began(now: datetime, reader: ReadersTime) -> datetime:
    """When the reader's today began, in UTC: the latest instant up to now at which their clock reached `day_start`.

    Where the clock skipped it that day, the first instant after the gap; where it showed it twice, the first time.
    """
    return _began(now, reader, _days_around(now, reader.zone, 1))


def day_around(now: datetime, reader: ReadersTime) -> tuple[datetime, datetime]:
    """When the reader's today began, and until when it lasts: the same day has begun at every instant in between."""
    starts = [day_start_of(day, reader) for day in _days_around(now, reader.zone, 1)]
    began = max((instant for instant in starts if instant <= now), default=EARLIEST)
    return began, min((instant for instant in starts if instant > now), default=now)


def week_began(now: datetime, reader: ReadersTime) -> datetime:
    """When the reader's week began, in UTC: the start of the latest day that is their `week_start`."""
    days = (day for day in _days_around(now, reader.zone, 8) if day.weekday() == reader.week_start)
    return _began(now, reader, days)


def days_date(instant: datetime, reader: ReadersTime) -> date:
    """The date of the reader's day in which an instant lies; before `day_start` that is still the day before."""
    candidates = _days_around(instant, reader.zone, 1)
    began = (day for day in candidates if day_start_of(day, reader) <= instant)
    return max(began, default=date.min)


@lru_cache(maxsize=4096)
def day_start_of(day: date, reader: ReadersTime) -> datetime:
    """When a day of the reader begins, in UTC."""
    return first_instant(datetime.combine(day, reader.day_start), reader.zone)


def _began(now: datetime, reader: ReadersTime, days: Iterable[date]) -> datetime:
    began = (day_start_of(day, reader) for day in days)
    return max((instant for instant in began if instant <= now), default=EARLIEST)


def _days_around(instant: datetime, zone: tzinfo, before: int) -> list[date]:
    """The days from some before the one that the reader's wall shows to the one after it."""
    shown = (local(instant, zone) or instant).toordinal()
    return [date.fromordinal(day) for day in range(max(shown - before, 1), min(shown + 1, date.max.toordinal()) + 1)]
