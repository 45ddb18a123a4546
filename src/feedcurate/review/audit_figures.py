"""From sums to what an audit says.

In: sums by account, by reason and by cell. Out: the classes of `audit_model`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from heapq import nlargest
from statistics import median_low
from typing import TypeVar

from attrs import frozen

from feedcurate.history.audit_rows import REASONS
from feedcurate.model.account import Account
from feedcurate.review.audit_calendar import Cell
from feedcurate.review.audit_model import DaySpent, HourSpent, Moods, ReachKind, ReasonShare, Spent, WeekdaySpent
from feedcurate.review.audit_sums import Sums
from feedcurate.review.audit_time import Time

TOP = 10
"""How many of the most frequent authors are told apart."""
FEW = 3
"""A mood shift is unknown below so many check-ins, as in `engine.view`."""

_TICK = timedelta(microseconds=1)
_HOURS = range(24)
_WEEKDAYS = range(7)
K = TypeVar("K", bound=Hashable)


@frozen
class Rated:
    """Check-ins that have a mood, in order; those from `first` on are counted for shifts."""

    times: Sequence[int]
    moods: Sequence[int]
    first: int

    def shift(self, checkins: Iterable[int]) -> float | None:
        """The mean mood of some check-ins, by their places, less that of all; unknown where they are few."""
        after = [self.moods[place] for place in checkins if place >= self.first]
        if len(after) < FEW:
            return None
        return float(Fraction(sum(after), len(after)) - self.mean)

    @cached_property
    def mean(self) -> Fraction:
        """The mean mood of all that are counted for shifts; there has to be one."""
        every = self.moods[self.first :]
        return Fraction(sum(every), len(every))


def moods_of(moods: Sequence[int]) -> Moods:
    """Check-ins by their moods."""
    return Moods(checkins=len(moods), mean=sum(moods) / len(moods) if moods else None)


def reach_of(account: Account, views: Sequence[int]) -> tuple[int | None, ReachKind | None]:
    """How many people an account reaches, and how that is known; of an even number of posts the lower middle one."""
    if account.followers is not None:
        return account.followers, ReachKind.FOLLOWERS
    return (median_low(views), ReachKind.VIEWS) if views else (None, None)


def reasons_of(sums: Sums) -> tuple[ReasonShare, ...]:
    """Why posts were in the feed, the most frequent first; reasons that none had are left out."""
    came, seen = sum(sums.came_for), sum(sums.seen_for)
    found = [
        ReasonShare(
            reason=reason,
            posts=sums.came_for[number],
            share=share_of(sums.came_for[number], came),
            seen=sums.seen_for[number],
            seen_share=share_of(sums.seen_for[number], seen),
        )
        for number, reason in enumerate(REASONS)
        if sums.came_for[number] or sums.seen_for[number]
    ]
    return tuple(sorted(found, key=lambda one: (-one.posts, -one.seen, one.reason)))


def top_of(counts: Sequence[int]) -> float | None:
    """The share that the most frequent authors have; the last place is nobody's, and is no author."""
    return share_of(sum(nlargest(TOP, counts[:-1])), sum(counts))


def share_of(part: int, whole: int) -> float | None:
    """A part of a whole; None of nothing."""
    return part / whole if whole else None


def spent_of(time: Time) -> Spent:
    """The time of the whole period."""
    return Spent(passive=sum(time.passive) * _TICK, active=sum(time.active) * _TICK)


def days_of(time: Time, grid: Sequence[Cell], rated: Rated) -> tuple[DaySpent, ...]:
    """Every day of the period, with its time and its check-ins."""
    spent = _by(time, grid, lambda cell: cell.day)
    moods: defaultdict[date, list[int]] = defaultdict(list)
    for day, mood in zip(_days_at(rated.times, grid), rated.moods, strict=True):
        moods[day].append(mood)
    return tuple(
        DaySpent(day=day, moods=moods_of(moods[day]), passive=one.passive, active=one.active)
        for day, one in sorted(spent.items())
    )


def hours_of(time: Time, grid: Sequence[Cell]) -> tuple[HourSpent, ...]:
    """The hours of the clock, over all days."""
    spent = _by(time, grid, lambda cell: cell.hour)
    found = ((hour, spent.get(hour, Spent())) for hour in _HOURS)
    return tuple(HourSpent(hour=hour, passive=one.passive, active=one.active) for hour, one in found)


def weekdays_of(time: Time, grid: Sequence[Cell]) -> tuple[WeekdaySpent, ...]:
    """The days of the week, over all weeks."""
    spent = _by(time, grid, lambda cell: cell.day.weekday())
    found = ((day, spent.get(day, Spent())) for day in _WEEKDAYS)
    return tuple(WeekdaySpent(weekday=day, passive=one.passive, active=one.active) for day, one in found)


def _by(time: Time, grid: Sequence[Cell], key: Callable[[Cell], K]) -> Mapping[K, Spent]:
    passive: defaultdict[K, int] = defaultdict(int)
    active: defaultdict[K, int] = defaultdict(int)
    for cell, one, other in zip(grid, time.passive, time.active, strict=True):
        passive[key(cell)] += one
        active[key(cell)] += other
    return {name: Spent(passive=passive[name] * _TICK, active=active[name] * _TICK) for name in passive}


def _days_at(times: Sequence[int], grid: Sequence[Cell]) -> Iterable[date]:
    """The reader's day of each of some instants, which are in order and in the period."""
    cells = iter(grid)
    cell = next(cells)
    for at in times:
        while at >= cell.end:
            cell = next(cells)
        yield cell.day
