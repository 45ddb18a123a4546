from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from feedcurate.sources.exports.meta import meant
from tests.sources.exports.given import imported
from tests.sources.given import known


def as_exported(text: str) -> str:
    """A text as exports of Meta's hold it: each byte as a character."""
    return text.encode().decode("latin-1")


PHOTO: dict[str, Any] = {
    "uri": "media/posts/202605/123456789_n_17900000000000001.jpg",
    "creation_timestamp": 1777658400,
    "media_metadata": {"camera_metadata": {"has_camera_metadata": False}},
    "title": as_exported("Café ☕ with Ines"),
    "cross_post_source": {"source_app": "FB"},
}


@pytest.mark.parametrize("text", ["", "plain", "Café ☕", "naïve – “quoted”", "日本語", "🙂"])
def test_texts_are_read_as_they_were_meant(text: str) -> None:
    """Bytes that were written as characters are put together again; what is right stays."""
    assert (meant(as_exported(text)) or "") == text
    assert (meant(text) or "") == text


def test_own_posts_are_read_with_their_captions(tmp_path: Path) -> None:
    """With one picture the caption is the picture's, with several the post's."""
    several = {
        "media": [{**PHOTO, "uri": "media/posts/a.jpg", "title": ""}, {"uri": "media/posts/b.mp4", "title": ""}],
        "title": "Two of them",
        "creation_timestamp": 1777658460,
    }
    found = imported(tmp_path, [{"media": [PHOTO]}, several])
    assert found.problems == []
    assert [(source.format, source.count, source.activities) for source in found.sources] == [
        ("Instagram export", 2, 2)
    ]
    assert known(found.items[0]) == {
        "id": PHOTO["uri"],
        "source": "instagram",
        "kind": "image",
        "title": "",
        "text": "Café ☕ with Ines",
        "published": "2026-05-01T18:00:00Z",
        "media": [{"kind": "image"}],
        "mine": True,
    }
    assert [media.kind for media in found.items[1].media or ()] == ["image", "video"]
    assert found.did == [
        ("post", "2026-05-01T18:00:00Z", PHOTO["uri"], None),
        ("post", "2026-05-01T18:01:00Z", "media/posts/a.jpg", None),
    ]


def test_reels_and_stories_are_posts(tmp_path: Path) -> None:
    """Each in a list of its own."""
    reels = imported(tmp_path, {"ig_reels_media": [{"media": [{**PHOTO, "uri": "media/reels/a.mp4"}]}]})
    stories = imported(tmp_path, {"ig_stories": [PHOTO]})
    assert [(item.kind, item.text) for item in (*reels.items, *stories.items)] == [
        ("video", "Café ☕ with Ines"),
        ("image", "Café ☕ with Ines"),
    ]


LIKED = {"href": "https://www.instagram.com/p/CabcDEF1234/", "value": as_exported("👍"), "timestamp": 1777658400}


@pytest.mark.parametrize(
    "document",
    [
        {"likes_media_likes": [{"title": "kiln_ines", "string_list_data": [LIKED]}]},
        [
            {
                "timestamp": 1777658400,
                "media": [],
                "label_values": [
                    {"label": "URL", "value": LIKED["href"], "href": LIKED["href"]},
                    {"title": "Owner", "dict": [{"title": "", "dict": [{"label": "Username", "value": "kiln_ines"}]}]},
                ],
                "fbid": "17900000000000002",
            }
        ],
    ],
    ids=["until 2025", "since"],
)
def test_likes_are_activities_about_a_post_and_its_author(tmp_path: Path, document: object) -> None:
    """In both of the forms in which they have been written."""
    found = imported(tmp_path, document)
    assert (found.items, found.problems) == ([], [])
    assert found.did == [("like", "2026-05-01T18:00:00Z", "CabcDEF1234", "kiln_ines@instagram.com")]


def test_what_was_seen_is_a_view_of_an_account(tmp_path: Path) -> None:
    """The export does not say of which post."""
    seen = {"string_map_data": {"Author": {"value": "kiln_ines"}, "Time": {"timestamp": 1777658400}}}
    found = imported(tmp_path, {"impressions_history_posts_seen": [seen]})
    assert found.did == [("view", "2026-05-01T18:00:00Z", None, "kiln_ines@instagram.com")]


def test_comments_are_posts_that_answer_somebody(tmp_path: Path) -> None:
    """Of what they answer only the owner is known."""
    comment = {
        "media_list_data": [],
        "string_map_data": {
            "Comment": {"value": as_exported("schön")},
            "Media Owner": {"value": "kiln_ines"},
            "Time": {"timestamp": 1777658400},
        },
    }
    for document in ([comment], {"comments_reels_comments": [comment]}):
        found = imported(tmp_path, document)
        (item,) = found.items
        assert (item.text, item.kind, item.mine) == ("schön", "note", True)
        assert item.in_reply_to is not None
        assert item.in_reply_to.author is not None
        assert item.in_reply_to.author.handle == "kiln_ines@instagram.com"
        assert found.did == [("reply", "2026-05-01T18:00:00Z", None, "kiln_ines@instagram.com")]
