from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.engine.moments import EARLIEST, LATEST, first_instant, has_begun, has_ended, last_instant
from feedcurate.program.program import Moment

BERLIN = ZoneInfo("Europe/Berlin")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The days on which Berlin's clocks go from 2:00 to 3:00, and from 3:00 back to 2:00."""


def utc(*parts: int) -> datetime:
    """An instant in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]  # year, month, day, hour, minute


def test_a_time_in_a_gap_begins_and_ends_at_the_gap() -> None:
    """2:30 on the spring day is never shown: the first instant after it is 3:00, the last before it a tick before."""
    wall = datetime.combine(SPRING, time(2, 30))
    assert first_instant(wall, BERLIN) == utc(2026, 3, 29, 1)
    assert last_instant(wall, BERLIN) == utc(2026, 3, 29, 1) - timedelta(microseconds=1)


def test_a_repeated_time_begins_the_first_time_and_ends_the_second() -> None:
    """2:30 on the autumn day is shown twice, an hour apart."""
    wall = datetime.combine(AUTUMN, time(2, 30))
    assert first_instant(wall, BERLIN) == utc(2026, 10, 25, 0, 30)
    assert last_instant(wall, BERLIN) == utc(2026, 10, 25, 1, 30)


def test_a_day_without_a_midnight_begins_after_the_gap() -> None:
    """In São Paulo 2018-11-04 began at 1:00."""
    assert first_instant(datetime(2018, 11, 4), SAO_PAULO) == utc(2018, 11, 4, 3)  # noqa: DTZ001  # a wall has no zone


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 5, 1), 24)])
def test_until_a_day_lasts_to_the_end_of_that_day(day: date, hours: int) -> None:
    """`from D until D` holds for as many hours as the day has, its first instant included and the next day's not."""
    begins = first_instant(datetime.combine(day, time(0)), BERLIN)
    moment = Moment(day)
    assert not has_begun(moment, begins - timedelta(microseconds=1), BERLIN)
    assert has_begun(moment, begins, BERLIN)
    assert not has_ended(moment, begins + timedelta(hours=hours, microseconds=-1), BERLIN)
    assert has_ended(moment, begins + timedelta(hours=hours), BERLIN)


def test_until_a_clock_includes_that_instant_and_no_later_one() -> None:
    """`until 2026-05-01 18:00` holds at 18:00 sharp, not a microsecond later."""
    end, at = Moment(date(2026, 5, 1), time(18)), utc(2026, 5, 1, 16)
    assert not has_ended(end, at, BERLIN)
    assert has_ended(end, at + timedelta(microseconds=1), BERLIN)


@given(
    wall=st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001  # a wall has no zone
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"]),
)
def test_no_earlier_instant_shows_the_same_time_or_a_later_one_that_day(wall: datetime, zone: str) -> None:
    """The wall shows that time at its first and last instant, or it lies in a gap and both meet."""
    first, last = first_instant(wall, ZoneInfo(zone)), last_instant(wall, ZoneInfo(zone))
    shown = [instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for instant in (first, last)]
    if shown == [wall.replace(fold=0)] * 2:
        assert timedelta(0) <= last - first <= timedelta(hours=2)
    else:
        assert last + timedelta(microseconds=1) == first
        assert shown[1] < wall < shown[0]


@pytest.mark.parametrize("zone", [BERLIN, ZoneInfo("America/New_York"), UTC])
def test_the_ends_of_the_calendar_are_no_error(zone: ZoneInfo) -> None:
    """`from 0001-01-01 until 9999-12-31` always holds."""
    for now in (EARLIEST, utc(2026, 5, 1), LATEST):
        assert has_begun(Moment(date.min), now, zone) or now == EARLIEST
        assert not has_ended(Moment(date.max), now, zone)
