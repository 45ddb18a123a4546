from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.exports.given import Imported
from tests.sources.exports.repository import Raw, car
from tests.sources.given import known, piped

BEN = "at://did:plc:ben/app.bsky.feed.post/3kbbbbbbbbbbb"
POST: dict[str, Any] = {
    "$type": "app.bsky.feed.post",
    "text": "The kiln is on. #pottery",
    "langs": ["en"],
    "createdAt": "2026-05-01T18:00:00.000Z",
    "facets": [
        {
            "index": {"byteStart": 16, "byteEnd": 24},
            "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "pottery"}],
        }
    ],
    "embed": {
        "$type": "app.bsky.embed.images",
        "images": [{"alt": "a kiln", "image": {"$type": "blob", "mimeType": "image/jpeg", "size": 10}}],
    },
}
REPLY = {**POST, "text": "lovely", "reply": {"parent": {"uri": BEN, "cid": "b"}, "root": {"uri": BEN, "cid": "b"}}}
REPOSITORY = car(
    {
        "app.bsky.actor.profile/self": {"$type": "app.bsky.actor.profile", "displayName": "Ada"},
        "app.bsky.feed.like/3kccccccccccc": {"subject": {"uri": BEN}, "createdAt": "2026-05-01T18:01:00Z"},
        "app.bsky.feed.post/3kaaaaaaaaaaa": POST,
        "app.bsky.feed.post/3kaaaaaaaaaab": REPLY,
        "app.bsky.feed.repost/3kddddddddddd": {"subject": {"uri": BEN}, "createdAt": "2026-05-01T18:02:00Z"},
        "app.bsky.graph.follow/3keeeeeeeeeee": {"subject": "did:plc:ben", "createdAt": "2026-05-01T18:03:00Z"},
    }
)


@pytest.fixture
def exported(tmp_path: Path) -> Imported:
    """What an import of the repository above gives."""
    file = tmp_path / "repo.car"
    file.write_bytes(REPOSITORY)
    return Imported(file)


def test_posts_of_a_repository_are_read_as_those_of_the_network(exported: Imported) -> None:
    """As the account's own."""
    assert exported.problems == []
    assert [(one.format, one.count, one.activities) for one in exported.sources] == [("Bluesky repository", 2, 4)]
    assert known(exported.items[0]) == {
        "id": "at://did:plc:ada/app.bsky.feed.post/3kaaaaaaaaaaa",
        "source": "bluesky",
        "url": "https://bsky.app/profile/did:plc:ada/post/3kaaaaaaaaaaa",
        "kind": "note",
        "author": {"id": "did:plc:ada", "url": "https://bsky.app/profile/did:plc:ada", "source": "bluesky"},
        "mentions": [],
        "title": "",
        "summary": "",
        "text": "The kiln is on. #pottery",
        "language": "en",
        "tags": ["pottery"],
        "published": "2026-05-01T18:00:00Z",
        "thread": "at://did:plc:ada/app.bsky.feed.post/3kaaaaaaaaaaa",
        "media": [{"kind": "image", "alt": "a kiln"}],
        "links": [],
        "visibility": "public",
        "mine": True,
    }


def test_likes_reposts_posts_and_replies_are_what_the_reader_did(exported: Imported) -> None:
    """Each at its instant, about the account in the address."""
    assert sorted(exported.did) == [
        ("like", "2026-05-01T18:01:00Z", BEN, "did:plc:ben"),
        ("post", "2026-05-01T18:00:00Z", "at://did:plc:ada/app.bsky.feed.post/3kaaaaaaaaaaa", None),
        ("reply", "2026-05-01T18:00:00Z", BEN, "did:plc:ben"),
        ("repost", "2026-05-01T18:02:00Z", BEN, "did:plc:ben"),
    ]


def test_without_libipld_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name of the extra."""
    monkeypatch.setitem(sys.modules, "libipld", None)
    (problem,) = piped(REPOSITORY).problems
    assert problem.message == (
        "reading a repository of Bluesky needs the extra `feeds`: pip install 'feedcurate[feeds]'"
    )


@pytest.mark.parametrize("end", [60, 100, len(REPOSITORY) - 1])
def test_a_file_that_breaks_off_is_told_so(end: int) -> None:
    """And nothing is made up."""
    reading = piped(REPOSITORY[:end])
    assert reading.items == ()
    assert len(reading.problems) == 1


def test_a_repository_nested_without_end_is_told_so() -> None:
    """However deep a block is."""
    deep = Raw(b"\x81" * 1_000_000 + b"\x00")
    reading = piped(car({"app.bsky.feed.post/1": {"text": "x", "embed": deep}}))
    assert reading.items == ()
    (problem,) = reading.problems
    assert problem.message.startswith("is a broken CAR file")


@given(st.lists(st.tuples(st.integers(0, len(REPOSITORY) - 1), st.integers(0, 255)), max_size=8))
def test_any_damage_ends_in_posts_or_a_message(damage: list[tuple[int, int]]) -> None:
    """Nothing is raised, whatever the bytes."""
    data = bytearray(REPOSITORY)
    for place, byte in damage:
        data[place] = byte
    reading = piped(bytes(data))
    assert reading.items or reading.problems or reading.sources
    assert all(problem.message.isprintable() for problem in reading.problems)
