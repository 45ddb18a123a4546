from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from feedcurate.engine.periods import ReadersTime, days_date
from feedcurate.history.dates import from_micros, to_micros
from feedcurate.review.audit_calendar import cells
from tests.properties.past import Clock, clocks

BERLIN = ReadersTime(ZoneInfo("Europe/Berlin"))


def _hours(day: date) -> list[int]:
    start = datetime.combine(day, time(0), BERLIN.zone).astimezone(UTC)
    after = datetime.combine(day + timedelta(days=1), time(0), BERLIN.zone).astimezone(UTC)
    return [cell.hour for cell in cells(start, after - timedelta(microseconds=1), BERLIN)]


def test_a_day_in_spring_has_23_hours() -> None:
    """The hour from two to three is not there; the others follow each other."""
    assert _hours(date(2026, 3, 29)) == [0, 1, *range(3, 24)]


def test_a_day_in_autumn_has_25_hours_of_24_names() -> None:
    """The hour that comes twice is one cell of two hours."""
    assert _hours(date(2026, 10, 25)) == list(range(24))
    found = list(cells(datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 10, 25, 3, tzinfo=UTC), BERLIN))
    assert [(from_micros(cell.end).hour, cell.hour) for cell in found[:2]] == [(2, 2), (3, 3)]


@given(clocks(), st.integers(0, 72), st.lists(st.floats(0, 1), max_size=20), st.sampled_from((0, 30)))
def test_each_instant_is_in_the_cell_of_its_day_and_hour(
    clock: Clock, hours: int, places: list[float], minute: int
) -> None:
    """Whatever the zone, the start of days, and the changes of clocks."""
    reader = ReadersTime(clock.tz, time(clock.day_start, minute))
    start = clock.now - timedelta(hours=hours)
    grid = list(cells(start, clock.now, reader))
    for place in places:
        at = start + place * (clock.now - start)
        cell = next(cell for cell in grid if to_micros(at) < cell.end)
        assert (cell.day, cell.hour) == (days_date(at, reader), at.astimezone(clock.tz).hour)
