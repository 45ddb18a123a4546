from __future__ import annotations

from pathlib import Path

from tests.sources.exports.given import imported
from tests.sources.given import known

CONTEXT = "https://www.w3.org/ns/activitystreams"
ADDRESS = "https://example.social/users/ines/statuses/110000000000000001"


def test_likes_and_bookmarks_are_posts_of_which_the_address_is_known(tmp_path: Path) -> None:
    """And what the reader did with them, though not when."""
    for name, mark in (("likes.json", "liked"), ("bookmarks.json", "bookmarked")):
        document = {"@context": CONTEXT, "id": name, "type": "OrderedCollection", "orderedItems": [ADDRESS]}
        found = imported(tmp_path, document)
        assert [known(item) for item in found.items] == [
            {"id": ADDRESS, "source": "mastodon", "url": ADDRESS, mark: True}
        ]
        assert [source.format for source in found.sources] == ["Mastodon archive"]
        assert found.activities == []


def test_what_is_no_address_in_them_is_told(tmp_path: Path) -> None:
    """With its place."""
    document = {"@context": CONTEXT, "id": "likes.json", "type": "OrderedCollection", "orderedItems": [ADDRESS, None]}
    found = imported(tmp_path, document)
    assert len(found.items) == 1
    assert "post 2: is no address" in found.problems


def test_the_outbox_of_an_archive_gives_the_accounts_own_posts(tmp_path: Path) -> None:
    """It is ActivityStreams, written by the server as it was sent."""
    note = {
        "id": ADDRESS,
        "type": "Note",
        "published": "2026-05-01T18:00:00Z",
        "attributedTo": "https://example.social/users/ines",
        "content": "<p>The kiln is on.</p>",
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
    }
    create = {
        "id": f"{ADDRESS}/activity",
        "type": "Create",
        "actor": note["attributedTo"],
        "published": note["published"],
        "object": note,
    }
    document = {
        "@context": CONTEXT,
        "id": "outbox.json",
        "type": "OrderedCollection",
        "totalItems": 1,
        "orderedItems": [create],
    }
    found = imported(tmp_path, document)
    assert [(item.text, item.url or item.id) for item in found.items] == [("The kiln is on.", ADDRESS)]
    assert found.problems == []
