"""Instants: around now, and at the edges that a rule set draws on the clock, in the calendar and in its windows.

In: a pool and an instant, or rule sets. Out: strategies.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from feedcurate.ruleset import Ruleset
from feedcurate.testing.edges import edges_of
from feedcurate.testing.pool import NOW, TICK, Pool

_WEEK = 7
_MINUTES = 60 * 24 * 20


def moments_for(*rules: Ruleset, around: datetime = NOW) -> st.SearchStrategy[datetime]:
    """Instants at which rules can be asked: at and beside their clocks and dates in the reader's zone, and others.

    They lie in the week around `around`, or on a date that the rules name. Aware, in UTC.
    """
    pool = edges_of(rules)
    zone = zone_of(rules[0]) if rules else UTC
    week = [around.date() + timedelta(days=day) for day in range(_WEEK)]
    days = st.sampled_from([*week, *(day + timedelta(days=off) for day in pool.dates for off in (-1, 0, 1))])
    if not pool.clocks and not pool.dates:
        return st.just(around) | st.builds(
            lambda minutes: around + timedelta(minutes=minutes), st.integers(0, _MINUTES)
        )
    clocks = st.sampled_from(pool.clocks) if pool.clocks else st.just(around.time())

    def instant(day: date, clock: time, off: int) -> datetime:
        return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC) + off * TICK

    return st.just(around) | st.builds(instant, days, clocks, st.integers(-1, 1))


def zone_of(rules: Ruleset) -> tzinfo:
    """The reader's zone as the rules have it, else UTC."""
    name = rules.program.settings.timezone
    return UTC if name is None else ZoneInfo(name)


def instants(pool: Pool, now: datetime) -> st.SearchStrategy[datetime]:
    """Instants before `now`: as long ago as a pool's durations, at its clocks, or at any minute; a few lie after it."""
    ago = st.integers(-60, _MINUTES).map(lambda minutes: now - timedelta(minutes=minutes))
    near = pool.near(pool.spans, "")
    if near:
        edge = st.builds(lambda span, off: now - span + off * TICK, st.sampled_from(near), st.integers(-1, 1))
        ago = st.one_of(edge, ago)
    if pool.clocks:
        at = st.builds(
            lambda day, clock, off: datetime.combine(now.date() - timedelta(days=day), clock, tzinfo=UTC) + off * TICK,
            st.integers(0, _WEEK),
            st.sampled_from(pool.clocks),
            st.integers(-1, 1),
        )
        ago = st.one_of(ago, at)
    return ago
