"""When a pause or a hold ends: after a time, or when the reader's clock next shows another."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.model.draft import Draft
from feedcurate.model.facts import Facts
from tests.engine.past import BERLIN

CASES = [
    ("2026-05-01T23:10+02:00", "07:00", "2026-05-02T07:00+02:00"),
    ("2026-05-01T06:10+02:00", "07:00", "2026-05-01T07:00+02:00"),
    # The clock shows it now: the earliest instant that is not before now.
    ("2026-05-01T07:00+02:00", "07:00", "2026-05-01T07:00+02:00"),
    ("2026-05-01T07:00:00.000001+02:00", "07:00", "2026-05-02T07:00+02:00"),
    # Clocks go forward on 2026-03-29 from 02:00 to 03:00: half past two is skipped.
    ("2026-03-28T23:00+01:00", "02:30", "2026-03-29T03:00+02:00"),
    ("2026-03-29T01:59+01:00", "02:30", "2026-03-29T03:00+02:00"),
    ("2026-03-29T03:00+02:00", "02:30", "2026-03-29T03:00+02:00"),
    ("2026-03-29T03:01+02:00", "02:30", "2026-03-30T02:30+02:00"),
    # Clocks go back on 2026-10-25 from 03:00 to 02:00: half past two is shown twice.
    ("2026-10-24T23:00+02:00", "02:30", "2026-10-25T02:30+02:00"),
    ("2026-10-25T02:31+02:00", "02:30", "2026-10-25T02:30+01:00"),
    ("2026-10-25T02:31+01:00", "02:30", "2026-10-26T02:30+01:00"),
]


@pytest.mark.parametrize(("now", "clock", "end"), CASES)
def test_it_ends_at_the_next_such_time_of_the_reader(now: str, clock: str, end: str) -> None:
    """Pauses and holds alike, also in nights in which the clocks are changed."""
    at, expected = datetime.fromisoformat(now), datetime.fromisoformat(end)
    rules = fc.loads(f"rule night for session when always then pause until {clock}")
    session = fc.evaluate(rules, [], Facts(timezone=BERLIN), now=at).session
    assert session is not None
    assert session.until == expected
    later = fc.loads(f"rule later for draft when always then hold until {clock}")
    assert fc.Curator(later, timezone=BERLIN).draft(Draft(text="x"), now=at).hold == expected - at


def ends(now: datetime, clock: time, zone: tzinfo) -> datetime:
    """The next minute from now on at which the clock is shown or has just been jumped over, found by looking at each.

    `now` is a whole minute, and clocks are changed at whole minutes.
    """
    minute = timedelta(minutes=1)
    before = (now - minute).astimezone(zone).replace(tzinfo=None)
    at = now
    while True:
        shown = at.astimezone(zone).replace(tzinfo=None)
        skipped = (before + minute * step for step in range(1, (shown - before) // minute))
        if shown.time() == clock or any(wall.time() == clock for wall in skipped):
            return at
        before, at = shown, at + minute


nights = st.sampled_from(
    [
        ("Europe/Berlin", datetime(2026, 3, 28, 12, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 10, 24, 12, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 4, 4, 4, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 10, 3, 4, tzinfo=UTC)),
        ("America/Havana", datetime(2026, 3, 7, 18, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 3, 7, 18, tzinfo=UTC)),
    ]
)
"""Around changes of clocks: by an hour, by half of one, at midnight; and none."""


@given(nights, st.integers(0, 36 * 60), st.integers(0, 24 * 60 - 1))
def test_it_ends_as_a_look_at_every_minute_says(night: tuple[str, datetime], after: int, clock: int) -> None:
    """The clock's next showing, first or second, or the end of the gap that it is in."""
    zone, now = ZoneInfo(night[0]), night[1] + timedelta(minutes=after)
    at = time(clock // 60, clock % 60)
    rules = fc.loads(f"rule night for session when always then pause until {at:%H:%M}")
    session = fc.evaluate(rules, [], Facts(timezone=zone), now=now).session
    assert session is not None
    assert session.until == ends(now, at, zone)


def test_at_the_end_of_the_calendar_nothing_raises() -> None:
    """A pause ends with it."""
    last = datetime.max.replace(tzinfo=UTC)
    for action in ("pause until 07:00", "pause 1 hour", "wait 30 days"):
        rules = fc.loads(f"rule it for session when always then {action}")
        session = fc.evaluate(rules, [], Facts(timezone=ZoneInfo("UTC")), now=last).session
        assert session is not None
        assert session.until == last
