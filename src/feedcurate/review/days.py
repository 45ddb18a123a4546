"""The days of the reader, and whose posts came on each.

In: posts as they come, in order of time. Out: when their day ends, and a moment with their accounts for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from feedcurate.engine.moments import LATEST
from feedcurate.engine.people import identities
from feedcurate.engine.periods import ReadersTime, day_start_of, days_date
from feedcurate.engine.personal import Form, form_of
from feedcurate.model.account import Account
from feedcurate.model.item import Item
from feedcurate.review.moments import DayMoment
from feedcurate.review.slices import TICK


class Days:
    """Days end at their last instant; the one in which the time looked at ends does so there."""

    def __init__(self, reader: ReadersTime, until: datetime) -> None:
        self._reader, self._until = reader, until
        self._day: tuple[datetime, datetime] | None = None
        """The first and the last instant of the day at hand."""
        self._accounts: dict[datetime, dict[Form, Account]] = {}

    def came(self, now: datetime, posts: Iterable[Item]) -> Iterator[datetime]:
        """Note who some posts that came are by; the end of that day, where it has just begun."""
        end = self._end_of(now)
        if end not in self._accounts:
            self._accounts[end] = {}
            yield end
        known = self._accounts[end]
        for item in posts:
            if item.author is not None:
                known[form_of(item.author)] = item.author
            if item.via is not None and item.via.account is not None:
                known[form_of(item.via.account)] = item.via.account

    def ended(self, end: datetime) -> DayMoment:
        """A day that is over, and whose posts came on it."""
        return DayMoment(end, identities(self._accounts.pop(end, {}).values()))

    def _end_of(self, now: datetime) -> datetime:
        if self._day is None or not self._day[0] <= now <= self._day[1]:
            day = days_date(now, self._reader)
            start = day_start_of(day, self._reader)
            last = LATEST if day == date.max else day_start_of(day + timedelta(days=1), self._reader) - TICK
            self._day = (min(start, now), max(last, now))
        end = self._day[1]
        return min(end, self._until) if now <= self._until else end
