from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feedcurate.sources import values
from feedcurate.sources.dates import Dates, iso_instant
from feedcurate.sources.feed_media import duration


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        *[(3, 3), ("12", 12), (2.0, 2), (0, 0), (-1, None), (True, None), ("1.5", None), (1e308, None), (2**60, None)],
        *[(float("nan"), None), (float("inf"), None), ("9" * 5000, None), (None, None), ([1], None), ("²", None)],
    ],
)
def test_a_count_is_a_whole_number_from_zero_up(given: object, expected: int | None) -> None:
    """Numbers as text count; -1 is how servers hide a count; what a double cannot hold exactly is no count."""
    assert values.count(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        *[("en", "en"), ("en_US", "en-US"), ("zh-Hant-TW", "zh-Hant-TW"), ("und", None), ("English, mostly", None)],
        *[("", None), (None, None), (3, None)],
    ],
)
def test_a_language_is_a_tag_of_bcp_47(given: object, expected: str | None) -> None:
    """Undetermined is unknown."""
    assert values.language(given) == expected


@pytest.mark.parametrize(("given", "expected"), [("a", "a"), (" ", None), (110, "110"), (True, None), (10**50, None)])
def test_an_id_may_be_a_number(given: object, expected: str | None) -> None:
    """Some servers write theirs so; a truth is none."""
    assert values.identifier(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [(1.5, timedelta(seconds=1.5)), (0, timedelta()), (-1, None), (1e300, None), (float("nan"), None), ("3", None)],
)
def test_seconds_are_a_length_of_time(given: object, expected: timedelta | None) -> None:
    """What no length of time can hold is unknown."""
    assert values.seconds(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [("3723", 3723), ("62:03", 3723), ("1:02:03", 3723), (" 12.5 ", 12), ("1:2:3:4", None), ("soon", None), (12, None)],
)
def test_a_podcast_writes_its_length_in_three_ways(given: object, expected: int | None) -> None:
    """Seconds, minutes and seconds, hours too."""
    assert duration(given) == (None if expected is None else timedelta(seconds=expected))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2026-05-01T12:00:00Z", datetime(2026, 5, 1, 12, tzinfo=UTC)),
        ("2026-05-01T12:00:00.123456789+02:00", datetime(2026, 5, 1, 10, 0, 0, 123456, tzinfo=UTC)),
        ("2026-05-01T12:00:00", datetime(2026, 5, 1, 12, tzinfo=UTC)),
        ("2026-05-01", datetime(2026, 5, 1, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2026-02-30T12:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:60Z", None),
        ("2026", None),
        ("yesterday", None),
    ],
)
def test_an_instant_is_read_as_written_and_kept_in_utc(given: str, expected: datetime | None) -> None:
    """Without an offset it is UTC; a leap second is the second after; what no calendar has is unknown."""
    assert iso_instant(given) == expected


def test_dates_that_cannot_be_read_are_counted_and_missing_ones_are_not() -> None:
    """None and an empty text say nothing at all."""
    dates = Dates()
    assert [dates.iso(value) for value in (None, "", "soon", 5)] == [None] * 4
    assert [dates.unix(value) for value in (None, 1e300, True, float("nan"))] == [None] * 4
    assert (dates.unread, dates.first_unread) == (5, "soon")
