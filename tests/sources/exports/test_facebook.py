from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.sources.exports.given import imported
from tests.sources.exports.test_instagram import as_exported
from tests.sources.given import known

POST: dict[str, Any] = {
    "timestamp": 1777658400,
    "data": [{"post": as_exported("Kaffee & Kuchen – schön!")}, {"update_timestamp": 1777662000}],
    "title": "Ada added a new photo.",
    "attachments": [
        {
            "data": [
                {
                    "media": {
                        "uri": "your_facebook_activity/posts/media/a.jpg",
                        "creation_timestamp": 1777658400,
                        "title": "Timeline photos",
                        "description": as_exported("Ein Stück Kuchen"),
                    }
                },
                {"external_context": {"url": "https://cake.example/", "name": as_exported("Kuchenbäckerei")}},
            ]
        }
    ],
}


def test_own_posts_are_read_with_what_hangs_on_them(tmp_path: Path) -> None:
    """Facebook's sentence on what was done is no headline."""
    found = imported(tmp_path, [POST])
    assert found.problems == []
    assert [(source.format, source.count, source.activities) for source in found.sources] == [("Facebook export", 1, 1)]
    (item,) = found.items
    assert {key: value for key, value in known(item).items() if key != "id"} == {
        "source": "facebook",
        "kind": "note",
        "title": "",
        "text": "Kaffee & Kuchen – schön!",
        "published": "2026-05-01T18:00:00Z",
        "updated": "2026-05-01T19:00:00Z",
        "media": [{"kind": "image", "alt": "Ein Stück Kuchen"}],
        "links": [{"url": "https://cake.example/", "title": "Kuchenbäckerei"}],
        "mine": True,
    }
    assert found.did == [("post", "2026-05-01T18:00:00Z", item.id, None)]


def test_a_post_without_words_shows_something(tmp_path: Path) -> None:
    """Its text is empty; where nothing hangs on it, its text is unknown."""
    shown, shared = {**POST, "data": []}, {"timestamp": 1777658400, "data": [], "attachments": []}
    items = imported(tmp_path, [shown, shared]).items
    assert [(item.text, item.kind) for item in items] == [("", "image"), (None, "note")]


def test_posts_that_look_like_events_of_a_watcher_are_posts(tmp_path: Path) -> None:
    """Events of ActivityWatch have `timestamp` and `data`, too, but no list in it."""
    found = imported(tmp_path, [{"timestamp": 1777658400, "data": [{"post": "hello"}]}])
    assert [item.text for item in found.items] == ["hello"]


def test_comments_answer_something_that_nobody_knows(tmp_path: Path) -> None:
    """And stand in a group where they say so."""
    comment = {"timestamp": 1777658400, "comment": as_exported("Wie hübsch"), "author": "Ada", "group": "Potters"}
    record = {"timestamp": 1777658400, "data": [{"comment": comment}], "title": "Ada commented on Ben's post."}
    found = imported(tmp_path, {"comments_v2": [record]})
    (item,) = found.items
    assert (item.text, item.community, item.in_reply_to is not None) == ("Wie hübsch", "Potters", True)
    assert found.did == [("reply", "2026-05-01T18:00:00Z", None, None)]


def test_reactions_of_any_kind_are_likes(tmp_path: Path) -> None:
    """In a bare list, as in older exports, or in one with a name."""
    record = {
        "timestamp": 1777658400,
        "data": [{"reaction": {"reaction": "LOVE", "actor": "Ada"}}],
        "title": "Ada likes.",
    }
    for document in ([record], {"reactions_v2": [record]}):
        found = imported(tmp_path, document)
        assert (found.items, found.did) == ([], [("like", "2026-05-01T18:00:00Z", None, None)])


def test_what_was_viewed_is_found_in_its_groups(tmp_path: Path) -> None:
    """At any depth that exports have."""
    entry = {"timestamp": 1777658400, "data": {"uri": "https://www.facebook.com/ada/videos/1", "name": "A film"}}
    document = {"recently_viewed": [{"name": "Videos", "children": [{"name": "Watched", "entries": [entry]}]}]}
    found = imported(tmp_path, document)
    assert found.did == [("view", "2026-05-01T18:00:00Z", "https://www.facebook.com/ada/videos/1", None)]


def test_lists_of_others_with_a_timestamp_are_not_taken_for_facebooks(tmp_path: Path) -> None:
    """Many programs write `timestamp` and `data`."""
    for document in ([{"timestamp": 1777658400, "data": [1, 2]}], [{"timestamp": 1777658400, "data": [{"x": 1}]}]):
        assert imported(tmp_path, document).sources == []
    found = imported(tmp_path, [POST, {"timestamp": 1777658500, "data": [], "title": "Ada shared a link."}])
    assert len(found.items) == 2
