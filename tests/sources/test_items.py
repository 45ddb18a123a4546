from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from feedcurate.model.account import Account, Claim, ClaimKind, Relation
from feedcurate.model.item import Item, Label, Link, Media, MediaKind, Option, Poll, PostKind, Reference, Via
from feedcurate.sources.base import ReadLimits, Recognised
from feedcurate.sources.read import read
from tests.sources.given import only, piped, piped_json

TEXTS = st.none() | st.text(max_size=20)
COUNTS = st.none() | st.integers(0, 2**53)
TRUTHS = st.none() | st.booleans()
INSTANTS = st.none() | st.datetimes(timezones=st.just(UTC))
LENGTHS = st.none() | st.timedeltas(timedelta(), timedelta(days=10_000))
CLAIMS = st.builds(Claim, kind=st.sampled_from(ClaimKind), text=TEXTS, issuer=TEXTS, verified_at=INSTANTS)
ACCOUNTS = st.builds(
    Account,
    id=TEXTS,
    handle=TEXTS,
    bio=TEXTS,
    created=INSTANTS,
    followers=COUNTS,
    claims=st.lists(CLAIMS, max_size=2).map(tuple),
    relation=st.none() | st.builds(Relation, followed=TRUTHS, followed_since=INSTANTS),
)
QUOTES = st.builds(Item, id=st.text(min_size=1, max_size=5), text=TEXTS)
ITEMS = st.builds(
    Item,
    id=st.text(min_size=1, max_size=5),
    source=st.sampled_from(["mastodon", "elsewhere"]),
    kind=st.none() | st.sampled_from(PostKind),
    author=st.none() | ACCOUNTS,
    via=st.none() | st.builds(Via, id=TEXTS, account=ACCOUNTS, at=INSTANTS),
    title=TEXTS,
    text=TEXTS,
    published=INSTANTS,
    in_reply_to=st.none() | st.builds(Reference, id=TEXTS),
    quote=st.none() | QUOTES,
    media=st.lists(st.builds(Media, kind=st.sampled_from(MediaKind), duration=LENGTHS, width=COUNTS), max_size=2).map(
        tuple
    ),
    links=st.lists(st.builds(Link, url=TEXTS, title=TEXTS), max_size=2).map(tuple),
    poll=st.none()
    | st.builds(Poll, options=st.tuples(st.builds(Option, text=TEXTS, votes=COUNTS)), closes_at=INSTANTS),
    labels=st.lists(st.builds(Label, value=st.text(max_size=5), expires_at=INSTANTS), max_size=2).map(tuple),
    likes=COUNTS,
    liked=TRUTHS,
    signals=st.dictionaries(
        st.text(min_size=1, max_size=5), st.booleans() | st.text(max_size=5) | st.floats(-1e9, 1e9), max_size=3
    ),
)


class Shelved(Item):
    """An app's own items."""

    shelf: str = Field(description="where the app keeps it")
    weight: float | None = Field(None, description="the app's own measure")


@given(st.lists(ITEMS, min_size=1, max_size=4))
def test_what_is_written_as_json_lines_is_read_as_it_was(items: list[Item]) -> None:
    """The round trip of model_dump_json, with unknown fields written or left out."""
    for text in (
        "\n".join(item.model_dump_json() for item in items),
        "\n\n".join(item.model_dump_json(exclude_none=True) for item in items) + "\n",
        json.dumps([item.model_dump(mode="json") for item in items], indent=1),
    ):
        reading = piped(text)
        assert reading.problems == ()
        assert list(reading.items) == items
        assert reading.sources == (Recognised("-", "items", len(items)),)


def test_an_app_reads_its_own_class_with_its_own_fields() -> None:
    """From JSON Lines, from an array, and what is missing is told."""
    lines = '{"id": "1", "shelf": "news", "weight": 2}\n{"id": "2"}\n{"id": "3", "shelf": "fun"}\n'
    reading = read(["-"], item=Shelved, stdin=io.BytesIO(lines.encode()))
    assert [(item.id, item.shelf, item.weight) for item in reading.items] == [("1", "news", 2.0), ("3", "fun", None)]
    assert [str(problem) for problem in reading.problems] == ["-:2: `shelf`: field required"]


def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_in() -> None:
    """Whatever is wrong with it, and wherever it stands."""
    lines = (
        "oops",
        '{"id": "1", "text": "one"}',
        "",
        '{"id": "2", "likes": "many"}',
        '{"id": "3", "text": ',
        '{"text": "no id"}',
        '{"id": "4", "txt": "a slip"}',
        '{"id": "5", "text": "\\ud83d alone"}',
        '{"id": "6", "likes": ' + "9" * 5000 + "}",
        '{"id": "7", "signals": {"mood": NaN}}',
        "[" * 100_000,
        '{"something": "else"}',
        '{"id": "8", "published": "0001-01-01T00:00:00+14:00"}',
        '{"id": "9"}',
    )
    reading = piped("\n".join(lines))
    assert [(item.id, item.text) for item in reading.items] == [("1", "one"), ("5", "\ufffd alone"), ("9", None)]
    assert [(problem.line, problem.message.partition(" (")[0]) for problem in reading.problems] == [
        (1, "is no JSON: expecting value, at column 1"),
        (4, "`likes`: input should be a valid integer, unable to parse string as an integer"),
        (5, "is no JSON: expecting value, at column 20"),
        (6, "`id`: field required"),
        (7, "`txt`: there is no such field"),
        (9, "is no JSON: a number has too many digits"),
        (10, "`signals.mood`: input should be a finite number"),
        (11, "is nested too deeply"),
        (12, "`id`: field required; `something`: there is no such field"),
        (13, "`published`: lies outside the years 1 to 9999 in UTC"),
    ]  # fmt: skip


def test_lines_of_several_formats_may_follow_each_other() -> None:
    """As when files are joined in a pipe; each is recognised by itself."""
    status = {"id": "1", "content": "<p>a</p>", "account": {"acct": "a@b.example"}, "uri": "https://b.example/1"}
    view = {"uri": "at://did:plc:a/app.bsky.feed.post/1", "record": {"text": "b"}}
    lines = [{"id": "0", "text": "own"}, status, view, {"kind": "t3", "data": {"name": "t3_1", "title": "c"}}]
    reading = piped("\n".join(json.dumps(line) for line in lines))
    assert [(item.source, item.text or item.title) for item in reading.items] == [
        ("unknown", "own"),
        ("mastodon", "a"),
        ("bluesky", "b"),
        ("reddit", "c"),
    ]
    assert [(source.format, source.count) for source in reading.sources] == [
        ("items", 1),
        ("Mastodon", 1),
        ("Bluesky", 1),
        ("Reddit", 1),
    ]


def test_a_single_item_may_be_spread_over_lines() -> None:
    """Pretty-printed JSON is one document."""
    assert only(piped('{\n  "id": "1",\n  "text": "one"\n}\n')).text == "one"


def test_the_encoding_does_not_matter() -> None:
    """UTF-8 with a mark, UTF-16 and UTF-32 with and without one."""
    line = '{"id": "1", "text": "日本 café"}\n'
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"):
        assert [item.text for item in piped((line * 2).encode(encoding)).items] == ["日本 café"] * 2, encoding


def test_bytes_that_are_no_utf_8_become_replacements() -> None:
    """The rest of the line is worth keeping."""
    assert only(piped(b'{"id": "1", "text": "caf\xe9"}')).text == "caf\ufffd"


def test_an_array_tells_which_element_is_wrong() -> None:
    """Counted from one."""
    reading = piped_json([{"id": "1"}, {"id": 2}, {"id": "3"}, 4])
    assert [item.id for item in reading.items] == ["1", "3"]
    assert [problem.message for problem in reading.problems] == [
        "post 2: `id`: input should be a valid string",
        "post 4: input should be a valid dictionary or instance of Item",
    ]


def test_limits_bound_lines_documents_and_problems(tmp_path: Path) -> None:
    """A line or a document beyond its limit is told, and no input drowns the rest in problems."""
    limits = ReadLimits(document_bytes=200, line_bytes=50, problems=3)
    long = '{"id": "1", "text": "' + "x" * 100 + '"}\n'
    path = tmp_path / "lines"
    path.write_text('{"id": "0"}\n' + long + '{"id": "2"}\n' * 30 + "oops\n" * 5)
    reading = read(path, limits=limits)
    assert len(reading.items) == 31
    assert [problem.message for problem in reading.problems] == [
        "is longer than 50 bytes",
        "is no JSON: expecting value, at column 1",
        "is no JSON: expecting value, at column 1",
        "has 3 more problems like these",
    ]
    path.write_text("<rss>" + "x" * 300)
    assert [problem.message for problem in read(path, limits=limits).problems] == [
        "is larger than 200 bytes; only JSON Lines may be longer"
    ]
    path.write_text('{"id": \n' + '{"id": "2"}\n' * 30)
    assert len(read(path, limits=limits).items) == 30


def test_fetched_at_fills_in_for_items_that_do_not_say() -> None:
    """An item's own word counts more."""
    at = datetime(2026, 5, 1, tzinfo=UTC)
    lines = b'{"id": "1"}\n{"id": "2", "fetched_at": "2026-04-01T00:00:00Z"}'
    reading = read(["-"], stdin=io.BytesIO(lines), fetched_at=at)
    assert [item.fetched_at for item in reading.items] == [at, datetime(2026, 4, 1, tzinfo=UTC)]
