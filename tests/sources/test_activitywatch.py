"""ActivityWatch's exports become views of posts, accounts and social sites."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.model.activity import ActivityKind
from feedcurate.sources.activities import ActivityReading
from feedcurate.sources.activitywatch_spans import Span, joined, within, without
from tests.sources.activitywatching import bucket, event, export, read, web

WEB, WINDOW, AWAY = "web.tab.current", "currentwindow", "afkstatus"


def spans(reading: ActivityReading) -> list[tuple[str, float]]:
    """When views began, and their seconds."""
    assert reading.problems == ()
    return [
        (f"{view.at:%H:%M:%S}", view.duration.total_seconds())
        for view in reading.activities
        if view.duration is not None
    ]


def notes(reading: ActivityReading) -> list[str]:
    """What was told that is no problem."""
    return [note.message for note in reading.notes]


def test_a_known_post_is_viewed() -> None:
    """With its source and id, its author, when and how long, and an id that says where it comes from."""
    reading = read(export(bucket(WEB, web("06:00:00.123"))))
    (view,) = reading.activities
    assert (view.kind, view.source, view.item, view.duration) == (
        ActivityKind.VIEW,
        "mastodon",
        "1",
        timedelta(minutes=1),
    )
    assert view.account is not None
    assert (view.account.handle, view.account.bio) == ("gym@example.social", None)
    assert view.at == datetime(2026, 5, 8, 6, 0, 0, 123_000, tzinfo=UTC)
    assert (view.id or "").startswith("aw:aw-watcher-web_desk:2026-05-08T06:00:00.123000Z:")
    assert [(source.format, source.count) for source in reading.sources] == [("ActivityWatch", 1)]


def test_an_export_a_bucket_and_a_list_are_read_alike() -> None:
    """All three shapes that its pages offer for download; also on one line that ends."""
    content = bucket(WEB, web("06:00:00"))
    readings = [read(export(content)), read(content), read(content["events"])]
    assert len({(view.at, view.item) for reading in readings for view in reading.activities}) == 1
    assert [len(reading.activities) for reading in readings] == [1, 1, 1]


def test_what_is_no_feed_is_left_out_and_counted() -> None:
    """Other sites, in one line; it is no problem."""
    reading = read(
        export(bucket(WEB, web("06:00:00", "https://bank.example/"), web("07:00:00", "about:blank"), event("08:00:00")))
    )
    assert (reading.activities, reading.problems) == ((), ())
    assert notes(reading) == [
        "2 events left out: no known post or account, and on no known site of posts",
        "1 event left out: without an address",
    ]


def test_other_buckets_are_named() -> None:
    """Their type and how much is in them."""
    reading = read(export(bucket("app.editor.activity", event("06:00:00"), event("07:00:00"), name="vim")))
    assert (reading.activities, reading.problems) == ((), ())
    assert notes(reading) == ["bucket `vim` (app.editor.activity, 2 events) left out"]


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://old.reddit.com/r/python/", "reddit"),
        ("https://m.youtube.com/watch?v=1", "youtube"),
        ("https://mobile.twitter.com/home", "x"),
        ("https://example.social/home", "mastodon"),
    ],
)
def test_a_social_site_is_viewed(url: str, source: str) -> None:
    """Well known ones, and those that posts of the history are on."""
    (view,) = read(export(bucket(WEB, web("06:00:00", url)))).activities
    assert (view.source, view.item, view.account) == (source, None, None)


def test_heartbeats_without_a_gap_are_one_view() -> None:
    """Also a millisecond apart, as browsers send them when a title changes; not a second apart, and not other pages."""
    document = export(
        bucket(
            WEB,
            web("06:00:00", duration=59.999),
            web("06:01:00"),
            web("06:02:00", "https://example.social/@gym/1#top"),
            web("06:03:01"),
            web("06:04:01", "https://example.social/home"),
        )
    )
    assert spans(read(document)) == [("06:00:00", 180), ("06:03:01", 60), ("06:04:01", 60)]


def test_time_away_does_not_count() -> None:
    """It is cut out of a view; a view that is nothing else is left out and counted."""
    document = export(
        bucket(WEB, web("06:00:00", duration=600), web("07:00:00")),
        bucket(
            AWAY,
            event("05:00:00", 3720, status="not-afk"),
            event("06:02:00", 180, status="afk"),
            event("06:55:00", 900, status="afk"),
        ),
    )
    reading = read(document)
    assert spans(reading) == [("06:00:00", 120), ("06:05:00", 300)]
    assert notes(reading) == ["1 event left out: away from the keyboard, or another window was in front"]


def test_a_page_that_makes_a_sound_counts_though_no_key_is_touched() -> None:
    """Who watches a film is there, as in ActivityWatch's own queries."""
    page = web("06:00:00")
    page["data"]["audible"] = True
    assert spans(read(export(bucket(WEB, page), bucket(AWAY, event("05:00:00", 7200, status="afk"))))) == [
        ("06:00:00", 60)
    ]


def test_only_while_the_browser_is_in_front() -> None:
    """Where windows were recorded; an export without any browser's says nothing about it."""
    page = bucket(WEB, web("06:00:00", duration=600))
    front = bucket(WINDOW, event("06:01:00", 60, app="Firefox", title=""), event("06:02:00", 600, app="Editor"))
    assert spans(read(export(page, front))) == [("06:01:00", 60)]
    assert spans(read(export(page, bucket(WINDOW, event("06:02:00", 600, app="Editor"))))) == [("06:00:00", 600)]


def test_another_computer_s_keyboard_does_not_matter() -> None:
    """A browser that does not know its computer asks the only one there is."""
    away = bucket(AWAY, event("05:00:00", 7200, status="afk"))
    assert len(read(export(bucket(WEB, web("06:00:00"), host="sofa"), away)).activities) == 1
    assert len(read(export(bucket(WEB, web("06:00:00"), host="unknown"), away)).activities) == 0


def test_a_weekend_away_is_no_mistake_and_a_page_of_two_days_is() -> None:
    """What nobody looks at may last; a view may not, and the rest is read."""
    document = export(
        bucket(WEB, web("06:00:00", duration=90_000), web("12:00:00")),
        bucket(AWAY, event("00:00:00", 3600, status="not-afk"), event("13:00:00", 200_000, status="afk")),
    )
    reading = read(document)
    assert len(reading.activities) == 1
    assert [problem.message for problem in reading.problems] == [
        "event 1 of bucket `aw-watcher-web_desk`: `duration`: 90000 seconds is longer than a day"
    ]


def test_merging_stops_at_a_day() -> None:
    """A page left open for three days is several views, each a possible one."""
    hours = [f"2026-05-{8 + hour // 24:02}T{hour % 24:02}:00:00Z" for hour in range(72)]
    events = [{"timestamp": at, "duration": 3600, "data": {"url": "https://x.com/a"}} for at in hours]
    durations = [view.duration for view in read(events).activities]
    assert durations == [timedelta(days=1)] * 3


def test_timestamps_without_an_offset_are_the_reader_s() -> None:
    """They are told once; without a zone each is a problem."""
    events = [{"timestamp": "2026-05-08T08:00:00.000000", "duration": 1, "data": {"url": "https://x.com/a"}}]
    reading = read(events, zone=ZoneInfo("Europe/Berlin"))
    assert [view.at for view in reading.activities] == [datetime(2026, 5, 8, 6, tzinfo=UTC)]
    assert notes(reading) == ["one instant has no offset and counted as Europe/Berlin's"]
    (problem,) = read(events).problems
    assert problem.message.startswith("event 1: `timestamp`: `2026-05-08T08:00:00.000000` has no offset")


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (7, "is no object"),
        ({"timestamp": 7}, "`timestamp`: is no text"),
        ({"timestamp": "soon"}, "`timestamp`: `soon` is no instant"),
        ({"timestamp": "2026-05-08T06:00:00Z", "duration": -1}, "`duration`: is less than nothing"),
        ({"timestamp": "2026-05-08T06:00:00Z", "duration": float("nan")}, "`duration`: is no length of time"),
        ({"timestamp": "2026-05-08T06:00:00Z", "duration": "1"}, "`duration`: is no number of seconds"),
        ({"timestamp": "9999-12-31T23:59:59Z", "duration": 9}, "`duration`: ends after the year 9999"),
    ],
)
def test_a_broken_event_is_told_by_number(broken: Any, message: str) -> None:
    """The others are read."""
    reading = read(export(bucket(WEB, web("06:00:00"), broken)))
    assert len(reading.activities) == 1
    assert [problem.message for problem in reading.problems] == [f"event 2 of bucket `aw-watcher-web_desk`: {message}"]


def test_a_bucket_that_is_none_is_told() -> None:
    """By name."""
    assert [problem.message for problem in read({"buckets": {"a": 7}}).problems] == ["bucket `a`: is no object"]


def test_ids_are_the_same_at_every_import() -> None:
    """Whatever the history has come to know meanwhile, and whatever was recorded later."""
    early = export(bucket(WEB, web("06:00:00"), web("06:01:00")))
    late = export(bucket(WEB, web("06:00:00"), web("06:01:00"), web("06:02:00"), web("09:00:00")))
    first, second = read(early).activities, read(late).activities
    assert first[0].id == second[0].id
    assert len({view.id for view in second}) == 2


def test_the_cases_of_the_corpus(corpus: Path) -> None:
    """What ActivityWatch's own tests call valid is read, and what they call invalid is told."""
    cases = json.loads((corpus / "activitywatch" / "cases.json").read_text(encoding="utf-8"))["cases"]
    assert cases
    for case in cases:
        reading = read([case["value"]] if case["kind"] == "event" else case["value"])
        assert (reading.problems == ()) is case["valid"], case["title"]
        assert [source.format for source in reading.sources] == ["ActivityWatch"]


INSTANTS = st.integers(0, 40).map(lambda minute: datetime(2026, 5, 8, 6, minute, tzinfo=UTC))
SPANS = st.tuples(INSTANTS, INSTANTS).map(lambda pair: (min(pair), max(pair)))


@given(SPANS, st.lists(SPANS))
def test_cutting_time_is_what_counting_minutes_says(span: Span, others: list[Span]) -> None:
    """Minute by minute: inside, outside, and nothing twice."""
    cuts = joined(others)

    def minutes(some: list[Span]) -> list[datetime]:
        return [
            start + timedelta(minutes=minute)
            for start, end in some
            for minute in range(int((end - start).total_seconds()) // 60)
        ]

    whole, cut = minutes([span]), set(minutes(others))
    assert minutes(list(within(span, cuts))) == [minute for minute in whole if minute in cut]
    assert minutes(list(without(span, cuts))) == [minute for minute in whole if minute not in cut]
    assert sorted(set(minutes(others))) == minutes(cuts)


@given(INSTANTS, st.lists(SPANS))
def test_an_instant_is_inside_or_outside(instant: datetime, others: list[Span]) -> None:
    """One of the two, whole; the end of what is cut is outside."""
    inside = any(start <= instant < end for start, end in joined(others))
    assert list(within((instant, instant), joined(others))) == [(instant, instant)] * inside
    assert list(without((instant, instant), joined(others))) == [(instant, instant)] * (not inside)
