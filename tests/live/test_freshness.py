"""When a feed may be asked again, whatever its server and its author wrote."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.live.freshness import Wishes, fresh_until, is_spent, rate_reset, refused_until, rest_until, wishes_of
from feedcurate.live.limits import FetchLimits
from tests.live.asking import NOW

LIMITS = FetchLimits()
DATES = st.sampled_from(
    ["Fri, 08 May 2026 08:15:00 GMT", "Fri, 32 May 99999 25:99:00 +9999", "0", "-1", "1e9", "", "²"]
)
SECONDS = st.integers(-5, 10**12).map(str) | DATES | st.text(max_size=20)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "cache-control": st.builds("{}{}".format, st.sampled_from(["max-age=", "no-cache, max-age=", ""]), SECONDS),
        "age": SECONDS, "expires": SECONDS, "date": SECONDS, "retry-after": SECONDS,
        "x-ratelimit-reset": SECONDS, "ratelimit-reset": SECONDS, "x-ratelimit-remaining": SECONDS,
    },
)  # fmt: skip
WISHES = st.builds(
    Wishes,
    holds=st.none() | st.timedeltas(),
    hours=st.frozensets(st.integers(0, 23)),
    days=st.frozensets(st.integers(0, 6)),
)


@given(HEADERS, WISHES)
def test_no_header_keeps_a_feed_away_for_longer_than_the_limit(headers: dict[str, str], wishes: Wishes) -> None:
    """Whatever is in the headers and in the feed, it is asked again within a day, and after a refusal within a week."""
    assert NOW <= fresh_until(headers, wishes, NOW, LIMITS) <= NOW + LIMITS.longest_fresh
    assert NOW <= refused_until(headers, NOW, LIMITS) <= NOW + LIMITS.longest_refusal
    is_spent(headers)


@given(WISHES, st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 (bounds have none)
def test_a_rest_ends_at_the_first_hour_outside_of_it(wishes: Wishes, now: datetime) -> None:
    """Until then every hour is one of rest; and where none is left, there is no rest."""
    until = rest_until(wishes, now)
    if until is None:
        awake = now.hour not in wishes.hours and now.weekday() not in wishes.days
        assert awake or len(wishes.hours) == 24 or len(wishes.days) == 7
        return
    hour = now.replace(minute=0, second=0, microsecond=0)
    while hour < until:
        assert hour.hour in wishes.hours or hour.weekday() in wishes.days
        hour += timedelta(hours=1)
    assert hour == until
    assert until.hour not in wishes.hours
    assert until.weekday() not in wishes.days


@given(st.binary(max_size=400))
def test_any_bytes_have_wishes(data: bytes) -> None:
    """Looking for wishes never fails."""
    for feed in (data, b"<ttl>" + data + b"</ttl><skipHours><hour>" + data + b"</hour></skipHours>"):
        assert wishes_of(feed).hours <= set(range(24))


@pytest.mark.parametrize(
    ("feed", "wishes"),
    [
        (b"<rss><channel><ttl>60</ttl>", Wishes(timedelta(hours=1))),
        (b"<rss><channel><item><ttl>60</ttl></item>", Wishes()),
        ("<rss><channel><ttl>60</ttl>".encode("utf-16"), Wishes(timedelta(hours=1))),
        (b"<sy:updatePeriod>daily</sy:updatePeriod>", Wishes(timedelta(days=1))),
        (b"<sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
         Wishes(timedelta(hours=1))),
        (b"<skipHours>\n <hour>0</hour> <hour>24</hour> <hour>7</hour></skipHours>", Wishes(hours=frozenset({0, 7}))),
        (b"<skipDays><day>sunday</day><day>Someday</day></skipDays>", Wishes(days=frozenset({6}))),
        (b"<hour>5</hour><day>Monday</day>", Wishes()),
    ],
)  # fmt: skip
def test_wishes_stand_before_the_first_post(feed: bytes, wishes: Wishes) -> None:
    """`ttl`, `sy:updatePeriod`, `skipHours` (24 is midnight to some) and `skipDays`."""
    assert wishes_of(feed) == wishes


@pytest.mark.parametrize(
    ("headers", "reset"),
    [
        ({"x-ratelimit-reset": "2026-05-08T08:05:00.123456Z"}, datetime(2026, 5, 8, 8, 5, 0, 123456, UTC)),
        ({"ratelimit-reset": "1778227500"}, datetime(2026, 5, 8, 8, 5, tzinfo=UTC)),
        ({"ratelimit-reset": "300"}, datetime(2026, 5, 8, 8, 5, tzinfo=UTC)),
        ({"x-ratelimit-reset": "2026-05-08T08:05:00"}, None),
        ({"x-ratelimit-reset": "soon"}, None),
        ({}, None),
    ],
)
def test_a_rate_limit_begins_anew_at_an_instant(headers: dict[str, str], reset: datetime | None) -> None:
    """Mastodon says it in ISO 8601, Bluesky in Unix seconds, the draft of the standard in seconds from now."""
    assert rate_reset(headers, NOW) == reset
