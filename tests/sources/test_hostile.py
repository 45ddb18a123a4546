from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from tests.sources.given import piped

BEGINNINGS = [
    b"",
    b"<rss><channel><item>",
    b"<feed><entry>",
    b"<",
    b"{",
    b"[{",
    b'{"id": "1"}\n',
    b"\xff\xfe",
    b"\xef\xbb\xbf{",
]
TAGS = [
    "<item>",
    "<title>",
    "</title>",
    "<link>",
    "<content:encoded>",
    "<![CDATA[",
    "]]>",
    "<a href='",
    "&#",
    "&lt;",
    "x",
]
ODD: list[Any] = [
    *(
        None,
        True,
        -1,
        1e308,
        float("nan"),
        float("inf"),
        10**30,
        "",
        "x",
        "\ud800",
        "\x00",
        "http://[",
        "&#" + "9" * 5000,
    ),
    *("0001-01-01T00:00:00+14:00", "at://did:plc:a/app.bsky.feed.post/x", [], {}, [None], [[]], {"id": 1}, "9" * 5000),
]


def check(content: bytes) -> None:
    """Reading ends without an exception, in items that can be written and messages that can be printed."""
    reading = piped(content)
    event("items" if reading.items else "none")
    assert reading.items or reading.problems
    for item in reading.items:
        item.model_dump_json()
    assert all(problem.message.isprintable() for problem in reading.problems)


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300))
def test_any_bytes_can_be_read(beginning: bytes, rest: bytes) -> None:
    """Whatever they pretend to be."""
    check(beginning + rest)


@given(st.sampled_from(["<rss>", "<feed>", "<rdf:RDF>", "<rss"]), st.lists(st.sampled_from(TAGS) | st.text(max_size=5)))
def test_any_tags_can_be_read(beginning: str, rest: list[str]) -> None:
    """A feed in pieces."""
    check((beginning + "".join(rest)).encode("utf-8", "surrogatepass"))


JSON = st.recursive(
    st.sampled_from(ODD) | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "uri", "post", "record", "kind", "data", "account", "content", "items", "text", "feed"]
            )
            | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(JSON)
def test_any_json_can_be_read(value: object) -> None:
    """With the keys by which formats are known."""
    check(json.dumps(value).encode())


def records(corpus: Path) -> Iterator[Any]:
    """A few records of each platform."""
    for name in (
        "mastodon/statuses",
        "bluesky/feed_view_posts",
        "bluesky/thread_views",
        "reddit/posts",
        "reddit/comments",
    ):
        lines = (corpus / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        yield from (json.loads(line) for line in sorted(lines, key=len)[:: max(1, len(lines) // 8)])
    yield json.loads((corpus / "feeds/gofeed/parser/json/version_json_11.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def samples(corpus: Path) -> list[Any]:
    """Those records."""
    return list(records(corpus))


@given(st.data())
def test_a_record_with_any_value_broken_can_be_read(samples: list[Any], data: st.DataObject) -> None:
    """Every place in a real record takes every odd value, or is missing."""
    broken = copy.deepcopy(data.draw(st.sampled_from(samples)))
    for _ in range(data.draw(st.integers(1, 4))):
        inside, keys = broken, []
        while True:
            keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if not isinstance(inside[key], dict | list) or not inside[key] or data.draw(st.booleans()):
                if data.draw(st.booleans()):
                    inside[key] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
                else:
                    del inside[key]
                break
            inside = inside[key]
    check(json.dumps(broken).encode())
