"""The clock of an example, and the time that is spent in its windows, where days are not 24 hours from midnight."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trial.trying import passes

BERLIN = 'set timezone: "Europe/Berlin"\n'
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
ZONES = ("Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Beirut", "UTC")
"""Some of them turn the clock at midnight, one by half an hour."""


def advises(condition: str, *lines: str, rules: str = BERLIN) -> bool:
    """Whether a condition is true of the session, where some lines end."""
    return passes(f"{rules}rule it for session when {condition} then stop", *lines, "expect session stops")


@pytest.mark.parametrize(
    ("at", "condition"),
    [
        ("2026-03-29 02:30", "now.time = 03:00"),
        ("2026-03-29 03:00", "now.time = 03:00"),
        ("2026-10-25 02:30", "now.time = 02:30"),
        ("2026-10-25", "now.time = 00:00 and now.day = sun"),
    ],
)
def test_a_clock_that_is_turned_still_says_one_instant(at: str, condition: str) -> None:
    """A time that is skipped is the first after it; one that comes twice is the first of the two."""
    assert advises(condition, f"at {at}")


def test_the_hour_that_comes_twice_begins_with_its_first_time() -> None:
    """From half past two to three it is an hour and a half."""
    written = ("at 2026-10-25 02:30", "given post", "at 2026-10-25 03:00", "expect hidden")
    assert passes(f"{BERLIN}rule it when post.age = 90 minutes then hide", *written)


def test_a_day_of_25_hours_is_one_day() -> None:
    """What is spent in its first and in its last minutes is spent today, and not on the day after."""
    view = "given 25 minutes of views today"
    day = ("at 2026-10-25 00:10", view, "at 2026-10-25 23:50", view)
    assert advises("passive_time(today) = 50 minutes", *day)
    assert advises("passive_time(today) = 0 minutes", *day, "at 2026-10-26")


def test_a_day_begins_when_the_reader_says() -> None:
    """With `day_start` at four, three in the morning is still the day before."""
    rules = f"{BERLIN}set day_start: 04:00\n"
    lines = ("at 2026-05-01 04:05", "given 30 minutes of views today")
    assert advises("passive_time(today) = 30 minutes", *lines, rules=rules)
    assert advises("passive_time(today) = 30 minutes", *lines, "at 2026-05-02 03:59", rules=rules)
    assert advises("passive_time(today) = 0 minutes", *lines, "at 2026-05-02 04:00", rules=rules)


def test_a_session_ends_while_the_clock_goes_on() -> None:
    """Five minutes after its end there is none."""
    lines = ("at 2026-05-04 10:00", "given 3 minutes of views this session")
    assert advises("passive_time(this session) = 3 minutes", *lines, "at 2026-05-04 10:04")
    assert not advises("passive_time(this session) = 3 minutes", *lines, "at 2026-05-04 10:06")


def test_rules_hold_in_the_time_that_they_name() -> None:
    """A rule `until` a day fires on that day and not on the next."""
    rules = f"{BERLIN}rule it until 2026-05-31 when always then hide"
    assert passes(rules, "at 2026-05-31 23:59", "given post", "expect hidden", "at 2026-06-01", "expect shown")


@pytest.mark.property
@given(
    st.sampled_from(ZONES),
    st.sampled_from((SPRING, AUTUMN)) | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.sampled_from(("today", "this week", "this session", "1 minute", "2 hours", "3 days")),
    st.integers(0, 3000),
)
def test_so_much_time_in_a_window_is_so_much_time(zone: str, day: date, clock: time, window: str, minutes: int) -> None:
    """Whenever it is, a line of views adds what it says to the window that it names."""
    at = f"at {datetime.combine(day, clock):%Y-%m-%d %H:%M}"
    given_ = f"given {minutes} minutes of views {window}"
    rules = f'set timezone: "{zone}"\n'
    assert advises(f"passive_time({window}) = {minutes} minutes", at, given_, rules=rules)
