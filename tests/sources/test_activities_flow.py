"""Inputs of any kind come as portions of posts and activities."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.model.activity import Activity
from feedcurate.model.item import Item
from feedcurate.sources.base import ReadLimits
from feedcurate.sources.flow import Portion, flow
from feedcurate.sources.watched import NoAddresses
from tests.sources.activitywatching import addresses, bucket, export, web

if TYPE_CHECKING:
    from typing_extensions import Buffer

VIEW = {"kind": "view", "at": "2026-05-08T06:00:00Z"}
POST = {"id": "1", "text": "hello", "published": "2026-05-08T06:00:00Z"}
RSS = b"<rss version='2.0'><channel><title>T</title><item><title>a</title></item></channel></rss>"


def portions(*inputs: str | Path, stdin: bytes = b"", size: int = 5_000) -> list[Portion]:
    """All portions of some inputs, with an address that is known."""
    return list(
        flow(inputs, item=Item, zone=None, known=addresses(), stdin=io.BytesIO(stdin), size=size, limits=ReadLimits())
    )


def lines(records: Iterable[object]) -> bytes:
    """Records as JSON Lines."""
    return b"".join(json.dumps(one).encode() + b"\n" for one in records)


def items(some: Iterable[Portion]) -> list[Item]:
    """The posts in portions."""
    return [item for portion in some for item in portion.items]


def activities(some: Iterable[Portion]) -> list[Activity]:
    """The activities in portions."""
    return [activity for portion in some for activity in portion.activities]


def told(some: Iterable[Portion]) -> list[str]:
    """The problems in portions."""
    return [str(problem) for portion in some for problem in portion.problems]


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (lines([VIEW, VIEW]), "activities"),
        (json.dumps([VIEW]).encode(), "activities"),
        (json.dumps(VIEW).encode(), "activities"),
        (b"kind;at\nview;2026-05-08T06:00:00Z\n", "table of activities"),
        (json.dumps(export(bucket("web.tab.current", web("06:00:00")))).encode(), "ActivityWatch"),
        (json.dumps(export(bucket("web.tab.current", web("06:00:00")))).encode() + b"\n", "ActivityWatch"),
        (json.dumps([web("06:00:00")]).encode(), "ActivityWatch"),
        (lines([POST, POST]), "items"),
        (json.dumps([POST]).encode(), "items"),
        (RSS, "RSS"),
    ],
)
def test_what_an_input_is_is_found_out(data: bytes, form: str) -> None:
    """By what is in it, whatever it is called."""
    got = portions("-", stdin=data)
    assert told(got) == []
    assert [source.format for portion in got for source in portion.sources] == [form]
    assert bool(activities(got)) is (form not in ("items", "RSS"))
    assert bool(items(got)) is (form in ("items", "RSS"))


def test_posts_and_activities_may_be_in_one_file() -> None:
    """Line by line; a repost, which has an `at` of its own, is a post."""
    repost = {**POST, "id": "2", "via": {"id": "2", "at": "2026-05-08T07:00:00Z"}}
    got = portions("-", stdin=lines([POST, VIEW, repost, VIEW, VIEW, POST]))
    assert [item.id for item in items(got)] == ["1", "2", "1"]
    assert len(activities(got)) == 3
    assert told(got) == []
    assert [(source.format, source.count) for portion in got for source in portion.sources] == [
        ("items", 3),
        ("activities", 3),
    ]


def test_an_apps_posts_with_a_field_of_that_name_are_posts_where_they_say_something() -> None:
    """What has `at` is an activity only where it has no text, also after lines that were posts."""

    class Dated(Item):
        at: str | None = None

    post, act, neither = {**POST, "at": "noon"}, {"id": "v", **VIEW}, {"id": "3", "source": "rss", "at": VIEW["at"]}
    data = io.BytesIO(lines([post, post, act, post, neither]))
    got = list(flow(["-"], item=Dated, zone=None, known=NoAddresses(), stdin=data))
    assert ([item.id for item in items(got)], len(activities(got))) == (["1", "1", "1"], 1)
    assert told(got) == ["-:5: is no activity: `kind`: field required"]


def test_a_bad_line_is_told_as_what_its_neighbours_are() -> None:
    """With its number."""
    got = portions("-", stdin=lines([VIEW, {"kind": "view"}, {**VIEW, "at": "soon"}, POST, {**POST, "x": 1}]) + b"x\n")
    problems = told(got)
    assert [words.split(":")[1] for words in problems] == ["5", "6", "2", "3"]
    assert problems[0] == "-:5: `x`: there is no such field"
    assert problems[2] == "-:2: is no activity: `at`: field required"


def test_portions_are_as_large_as_asked_for_and_complete() -> None:
    """Of lines, tables and whole documents alike, in order; and together they were as many bytes as the input has."""
    posts = [{**POST, "id": str(number)} for number in range(23)]
    table = "kind,at,item\n" + "".join(f"view,2026-05-08T06:00:00Z,{number}\n" for number in range(23))
    for data in (lines(posts), json.dumps(posts).encode(), table.encode()):
        got = portions("-", stdin=data, size=5)
        assert [len(portion.items) + len(portion.activities) for portion in got] == [5, 5, 5, 5, 3, 0]
        assert sum(portion.bytes for portion in got) == len(data)
    assert [item.id for item in items(portions("-", stdin=lines(posts), size=5))] == [one["id"] for one in posts]


def test_lines_are_read_as_they_are_asked_for() -> None:
    """A stream that never ends gives its first portion at once."""

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Buffer) -> int:
            view, line = memoryview(buffer), lines([POST])
            view[:] = (line * (1 + len(view) // len(line)))[: len(view)]
            return len(view)

    some: Iterator[Portion] = flow(
        ["-"], item=Item, zone=None, known=NoAddresses(), stdin=io.BufferedReader(Endless()), size=10
    )
    assert len(next(some).items) == 10


def test_what_was_watched_comes_after_all_posts(tmp_path: Path) -> None:
    """So that the posts that it is about are known, in whatever order files are given."""
    (tmp_path / "a.json").write_text(json.dumps(export(bucket("web.tab.current", web("06:00:00")))))
    (tmp_path / "b.jsonl").write_bytes(lines([POST]))
    got = [portion for portion in portions(tmp_path) if portion.items or portion.activities]
    assert [bool(portion.items) for portion in got] == [True, False]
    assert [portion.may_be_known for portion in got] == [False, True]


def test_posts_without_a_date_are_told() -> None:
    """They are kept, and count in no window."""
    got = portions("-", stdin=lines([{"id": "1", "text": ""}, POST]))
    assert [note.message for portion in got for note in portion.notes] == [
        "1 post has no date and will be in no window"
    ]


def test_inputs_that_are_none_are_told(tmp_path: Path) -> None:
    """Names that lead nowhere, addresses of other machines, prose; the rest is read."""
    (tmp_path / "notes.txt").write_text("buy milk")
    got = portions(tmp_path / "gone", "http://example.com/feed", tmp_path / "notes.txt", "-", stdin=lines([POST]))
    assert len(items(got)) == 1
    problems = told(got)
    assert len(problems) == 3
    assert problems[1].endswith("notes.txt: is in no known format")
    assert problems[2].startswith("http://example.com/feed: is not on this machine")


KEYS = [
    "buckets",
    "events",
    "type",
    "id",
    "hostname",
    "timestamp",
    "duration",
    "data",
    "url",
    "app",
    "status",
    "kind",
    "at",
]
VALUES = st.recursive(
    st.sampled_from(
        [None, True, 7, -1, 1e400, "", "afk", "view", "https://x.com/[", "https://bsky.app/profile/", "\ud800"]
    )
    | st.sampled_from(
        ["web.tab.current", "afkstatus", "currentwindow", "2026-05-08T06:00:00Z", "9999-12-31T23:59:59-23:00"]
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=30,
)


@given(VALUES, st.booleans())
def test_whatever_comes_nothing_is_raised(value: object, is_lines: bool) -> None:
    """Odd values in any place of an export, an event or an activity become problems."""
    data = json.dumps(value).encode() + b"\n" * is_lines
    got = portions("-", stdin=data, size=2)
    event(f"{bool(activities(got))} {bool(told(got))}")
    assert all(words.isprintable() for words in told(got))


EVENTS = st.fixed_dictionaries(
    {"timestamp": st.just("2026-05-08T06:00:00Z") | VALUES, "duration": st.integers(0, 9) | VALUES},
    optional={"data": st.fixed_dictionaries({"url": VALUES}, optional={"audible": VALUES, "status": VALUES}) | VALUES},
)


@given(st.lists(EVENTS, max_size=5), st.sampled_from(["web.tab.current", "afkstatus", "currentwindow"]))
def test_whatever_an_event_says_nothing_is_raised(events: list[object], kind: str) -> None:
    """Every event becomes a view, a problem or a number in a note."""
    data = json.dumps({"buckets": {"a": {"type": kind, "events": events}}}).encode()
    got = portions("-", stdin=data)
    assert len(activities(got)) + len(told(got)) <= len(events)


def test_a_stream_that_breaks_is_told() -> None:
    """What came before it is there."""

    class Breaking(io.RawIOBase):
        def __init__(self) -> None:
            super().__init__()
            self.left = 2

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Buffer) -> int:
            view = memoryview(buffer)
            self.left -= 1
            if not self.left:
                raise OSError(5, "Input/output error")
            data = lines([POST] * 2_000)[: len(view)]
            view[: len(data)] = data
            return len(data)

    got = list(flow(["-"], item=Item, zone=None, known=NoAddresses(), stdin=io.BufferedReader(Breaking(), 200_000)))
    assert "-: cannot be read: Input/output error" in told(got)
