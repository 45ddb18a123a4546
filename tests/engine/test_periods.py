from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.engine.periods import ReadersTime, day_began, days_date, stretch, week_began
from feedcurate.program.expr import Calendar

BERLIN = ZoneInfo("Europe/Berlin")
MIDNIGHT = time(0)
FOUR = time(4)


@pytest.mark.parametrize(
    ("now", "day_start", "began"),
    [
        ("2026-05-01T12:00+02:00", MIDNIGHT, "2026-05-01T00:00+02:00"),
        ("2026-05-01T00:00+02:00", MIDNIGHT, "2026-05-01T00:00+02:00"),
        ("2026-05-01T03:59+02:00", FOUR, "2026-04-30T04:00+02:00"),
        ("2026-05-01T04:00+02:00", FOUR, "2026-05-01T04:00+02:00"),
        # Clocks go forward on 2026-03-29, from 02:00 to 03:00: a day of 23 hours.
        ("2026-03-29T23:59+02:00", MIDNIGHT, "2026-03-29T00:00+01:00"),
        ("2026-03-29T03:30+02:00", FOUR, "2026-03-28T04:00+01:00"),
        ("2026-03-29T03:30+02:00", time(2, 30), "2026-03-29T03:00+02:00"),
        ("2026-03-29T01:59+01:00", time(2, 30), "2026-03-28T02:30+01:00"),
        # Clocks go back on 2026-10-25, from 03:00 to 02:00: a day of 25 hours.
        ("2026-10-25T23:59+01:00", MIDNIGHT, "2026-10-25T00:00+02:00"),
        ("2026-10-25T02:45+01:00", time(2, 30), "2026-10-25T02:30+02:00"),
        ("2026-10-25T02:15+01:00", time(2, 30), "2026-10-25T02:30+02:00"),
        ("2026-10-26T03:00+01:00", FOUR, "2026-10-25T04:00+01:00"),
    ],
)
def test_today_began_when_the_readers_clock_last_reached_the_start_of_their_day(
    now: str, day_start: time, began: str
) -> None:
    """Also on the days that the clocks are changed; a time the clock skips is reached at the end of the gap."""
    assert day_began(datetime.fromisoformat(now), ReadersTime(BERLIN, day_start)) == datetime.fromisoformat(began)


def test_a_day_that_was_left_out_of_the_calendar_is_no_trouble() -> None:
    """Samoa went from 29 to 31 December 2011; what should have begun on the 30th began with the 31st."""
    apia = ZoneInfo("Pacific/Apia")
    now = datetime(2011, 12, 31, 2, tzinfo=apia)
    assert day_began(now, ReadersTime(apia, FOUR)) == datetime(2011, 12, 31, tzinfo=apia)


@given(st.datetimes(timezones=st.just(UTC)), st.times(), st.sampled_from(["UTC", "Pacific/Apia", "America/St_Johns"]))
def test_today_began_at_most_a_long_day_ago_at_any_end_of_the_calendar(now: datetime, start: time, zone: str) -> None:
    """Never after now, and never much more than a day before it (Samoa once moved by 24 hours)."""
    began = day_began(now, ReadersTime(ZoneInfo(zone), start))
    assert began <= now
    assert now - began <= timedelta(hours=49)


def test_the_last_half_hour_leaves_out_its_first_instant_and_today_does_not() -> None:
    """`(now - W, now]` for a duration; a day holds the instant it began."""
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    half_hour = stretch(timedelta(minutes=30), now, ReadersTime(UTC))
    today = stretch(Calendar.TODAY, now, ReadersTime(UTC))
    assert half_hour is not None
    assert today is not None
    tick = timedelta(microseconds=1)
    assert [half_hour.has(at) for at in (half_hour.start, half_hour.start + tick, now, now + tick)] == [
        False,
        True,
        True,
        False,
    ]
    assert [today.has(at) for at in (today.start - tick, today.start, now, now + tick)] == [False, True, True, False]


def test_a_duration_that_reaches_back_before_the_calendar_starts_with_it() -> None:
    """A hundred years before the year 2 is the start of the year 1."""
    span = stretch(timedelta(days=36500), datetime(2, 1, 1, tzinfo=UTC), ReadersTime(UTC))
    assert span is not None
    assert span.start.year == 1


@pytest.mark.parametrize(
    ("now", "week_start", "day_start", "began"),
    [
        ("2026-05-01T12:00+02:00", 0, MIDNIGHT, "2026-04-27T00:00+02:00"),
        ("2026-05-04T00:00+02:00", 0, MIDNIGHT, "2026-05-04T00:00+02:00"),
        ("2026-05-04T03:59+02:00", 0, FOUR, "2026-04-27T04:00+02:00"),
        ("2026-05-03T12:00+02:00", 6, MIDNIGHT, "2026-05-03T00:00+02:00"),
        ("2026-05-02T12:00+02:00", 6, MIDNIGHT, "2026-04-26T00:00+02:00"),
        # A week in which the clocks go forward has an hour less.
        ("2026-03-29T12:00+02:00", 0, MIDNIGHT, "2026-03-23T00:00+01:00"),
    ],
)
def test_the_week_began_with_the_latest_day_that_starts_one(
    now: str, week_start: int, day_start: time, began: str
) -> None:
    """At the hour at which the reader's days start."""
    reader = ReadersTime(BERLIN, day_start, week_start)
    assert week_began(datetime.fromisoformat(now), reader) == datetime.fromisoformat(began)


def test_before_the_day_starts_it_is_still_the_day_before() -> None:
    """What is done at three in the morning belongs to the evening, where days start at four."""
    at = datetime.fromisoformat("2026-05-01T03:00+02:00")
    assert days_date(at, ReadersTime(BERLIN)).isoformat() == "2026-05-01"
    assert days_date(at, ReadersTime(BERLIN, FOUR)).isoformat() == "2026-04-30"


def test_a_session_begins_where_it_did_and_without_one_there_is_no_window() -> None:
    """Its first instant is in it."""
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    began = now - timedelta(minutes=20)
    span = stretch(Calendar.SESSION, now, ReadersTime(UTC), began)
    assert span is not None
    assert span.has(began)
    assert stretch(Calendar.SESSION, now, ReadersTime(UTC)) is None
