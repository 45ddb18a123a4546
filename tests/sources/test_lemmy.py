from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from feedcurate.model.account import Account, Relation
from feedcurate.model.item import Link, Media, MediaKind, PostKind, Reference, Visibility
from feedcurate.sources.lemmy import Lemmy
from tests.sources.given import known, only, piped_json
from tests.sources.test_tables import known_paths

# There are no recorded answers of Lemmy in the corpus: these were written for this project after the published types
# of its client (lemmy-js-client 0.19 and 1.0).
CREATOR: dict[str, object] = {
    "id": 7,
    "name": "Ann",
    "display_name": "Ann B.",
    "published": "2023-06-09T12:00:00.123456Z",
    "actor_id": "https://lemmy.example/u/Ann",
    "bio": "I *bake*",
    "local": True,
    "bot_account": False,
    "instance_id": 1,
}
COMMUNITY: dict[str, object] = {
    "id": 5,
    "name": "bread",
    "title": "All about bread",
    "actor_id": "https://other.example/c/bread",
    "nsfw": False,
    "local": False,
    "visibility": "Public",
}
POST: dict[str, object] = {
    "id": 12,
    "name": "Rye",
    "url": "https://news.example/rye",
    "body": "It *rose*, thanks @bo@b.example, see https://recipes.example/1.",
    "creator_id": 7,
    "community_id": 5,
    "removed": False,
    "deleted": False,
    "locked": False,
    "published": "2026-05-01T12:00:00Z",
    "updated": "2026-05-01T13:00:00Z",
    "nsfw": False,
    "embed_title": "Rye bread",
    "embed_description": "All of it",
    "thumbnail_url": "https://lemmy.example/t.jpg",
    "ap_id": "https://other.example/post/99",
    "local": False,
    "language_id": 37,
    "featured_community": True,
    "featured_local": False,
}
VIEW: dict[str, object] = {
    "post": POST,
    "creator": CREATOR,
    "community": COMMUNITY,
    "counts": {"post_id": 12, "comments": 4, "score": 9, "upvotes": 11, "downvotes": 2},
    "subscribed": "Subscribed",
    "saved": True,
    "read": True,
    "creator_blocked": False,
    "my_vote": 1,
    "unread_comments": 0,
}
COMMENT: dict[str, object] = {
    "id": 31,
    "creator_id": 7,
    "post_id": 12,
    "content": "Lovely",
    "removed": False,
    "deleted": False,
    "published": "2026-05-01T14:00:00Z",
    "ap_id": "https://lemmy.example/comment/31",
    "local": True,
    "path": "0.31",
    "distinguished": False,
    "language_id": 0,
}
REPLY: dict[str, object] = {
    "comment": COMMENT,
    "creator": CREATOR,
    "post": POST,
    "community": COMMUNITY,
    "counts": {"comment_id": 31, "score": 2, "upvotes": 2, "downvotes": 0, "child_count": 1},
    "subscribed": "NotSubscribed",
    "saved": False,
    "creator_blocked": True,
}


def test_every_field_that_a_post_has_is_in_the_item() -> None:
    """A whole view beside the whole item that it is."""
    item = only(piped_json(VIEW))
    assert known(item) == {
        "id": "https://other.example/post/99",
        "source": "lemmy",
        "url": "https://other.example/post/99",
        "kind": "link",
        "author": {
            "id": "https://lemmy.example/u/Ann",
            "handle": "ann@lemmy.example",
            "name": "Ann B.",
            "bio": "I *bake*",
            "url": "https://lemmy.example/u/Ann",
            "source": "lemmy",
            "created": "2023-06-09T12:00:00.123456Z",
            "bot": False,
            "group": False,
            "relation": {"blocked": False},
        },
        "mentions": [{"handle": "bo@b.example", "url": "https://b.example/u/bo", "source": "lemmy"}],
        "community": "bread@other.example",
        "title": "Rye",
        "summary": "",
        "text": "It *rose*, thanks @bo@b.example, see https://recipes.example/1.",
        "tags": [],
        "published": "2026-05-01T12:00:00Z",
        "updated": "2026-05-01T13:00:00Z",
        "thread": "https://other.example/post/99",
        "media": [],
        "links": [
            {"url": "https://news.example/rye", "title": "Rye bread", "description": "All of it"},
            {"url": "https://recipes.example/1"},
        ],
        "sensitive": False,
        "labels": [],
        "likes": 11,
        "replies": 4,
        "score": 9,
        "pinned": True,
        "visibility": "public",
        "liked": True,
        "bookmarked": True,
    }
    rows = {row.field for row in Lemmy.table.posts}
    assert {path for path in known_paths(item) if "." in path and path not in rows} <= {"links.site"}


def test_a_view_of_version_1_gives_the_same() -> None:
    """The counts have moved into the post, and what the reader did into objects of its own."""
    later: dict[str, Any] = {
        "post": {
            **{key: value for key, value in POST.items() if key not in ("published", "updated")},
            "published_at": POST["published"],
            "updated_at": POST["updated"],
            "comments": 4,
            "score": 9,
            "upvotes": 11,
        },
        "creator": {**CREATOR, "actor_id": None, "ap_id": CREATOR["actor_id"], "post_count": 3},
        "community": {**COMMUNITY, "actor_id": None, "ap_id": COMMUNITY["actor_id"], "visibility": "public"},
        "post_actions": {"saved_at": "2026-05-02T00:00:00Z", "read_at": "2026-05-01T15:00:00Z", "like_score": 1},
        "person_actions": {"blocked_at": None, "note": "a neighbour"},
        "tags": [{"id": 1, "name": "howto", "display_name": "How to"}],
    }
    item, before = only(piped_json(later)), only(piped_json(VIEW))
    assert item.author is not None
    assert (item.author.posts, item.author.relation) == (3, Relation(blocked=False, note="a neighbour"))
    assert (item.tags, item.seen_at) == (("How to",), datetime(2026, 5, 1, 15, tzinfo=UTC))
    same = item.model_copy(update={"author": before.author, "tags": (), "seen_at": None})
    assert same == before
    assert only(piped_json({**later, "post_actions": {"vote_is_upvote": False}})).liked is False


@pytest.mark.parametrize(("vote", "expected"), [(1, True), (0, False), (-1, False), (None, None)])
def test_the_reader_s_vote_is_a_like_when_it_was_up(vote: int | None, expected: bool | None) -> None:
    """What the server leaves out is unknown: it may not know the reader."""
    assert only(piped_json({**VIEW, "my_vote": vote})).liked is expected


def test_a_post_is_what_it_points_to() -> None:
    """A picture is a medium and no link; a film of another site plays in place beside its link."""
    picture = {
        **VIEW,
        "post": {**POST, "url": "https://lemmy.example/1", "url_content_type": "image/webp", "alt_text": "a loaf"},
        "image_details": {"link": "https://lemmy.example/1", "width": 30, "height": 20, "content_type": "image/webp"},
    }
    shown = only(piped_json(picture))
    assert shown.kind is PostKind.IMAGE
    assert shown.media == (
        Media(kind=MediaKind.IMAGE, url="https://lemmy.example/1", alt="a loaf", width=30, height=20),
    )
    assert [link.url for link in shown.links or ()] == ["https://recipes.example/1"]
    film = only(piped_json({**VIEW, "post": {**POST, "embed_video_url": "https://film.example/1"}}))
    assert film.kind is PostKind.LINK
    assert [(media.kind, media.alt) for media in film.media or ()] == [(MediaKind.VIDEO, "Rye bread")]
    assert only(piped_json({**VIEW, "post": {**POST, "url": None}})).kind is PostKind.ARTICLE
    silent = only(piped_json({**VIEW, "post": {**POST, "url": None, "body": None}}))
    assert (silent.kind, silent.text) == (PostKind.NOTE, "")


def test_a_comment_answers_its_post_or_a_comment_near_it() -> None:
    """Of a comment the server gives its own number, which only the same answer tells more of."""
    below = {**REPLY, "comment": {**COMMENT, "id": 32, "ap_id": "https://b.example/comment/5", "path": "0.31.32"}}
    alone = {**REPLY, "comment": {**COMMENT, "id": 33, "ap_id": "https://b.example/comment/6", "path": "0.40.33"}}
    reading = piped_json({"comments": [REPLY, below, alone]})
    assert reading.problems == ()
    first, second, third = reading.items
    assert first.author is not None
    assert first.author.relation == Relation(blocked=True)
    assert (first.kind, first.title, first.thread, first.rank) == (PostKind.NOTE, "", POST["ap_id"], None)
    assert (first.replies, first.likes, first.liked) == (1, 2, None)
    assert first.in_reply_to == Reference(id="https://other.example/post/99")
    assert second.in_reply_to == Reference(id="https://lemmy.example/comment/31", author=first.author)
    assert third.in_reply_to == Reference(id="comment/40")


def test_what_is_deleted_or_removed_was_there_and_is_unknown() -> None:
    """Not the same as an empty text."""
    for gone in ("deleted", "removed"):
        assert only(piped_json({**VIEW, "post": {**POST, gone: True, "body": ""}})).text is None
        assert only(piped_json({**REPLY, "comment": {**COMMENT, gone: True}})).text is None


def test_answers_give_all_that_they_hold() -> None:
    """A page of posts in its order, a search, a single post, and the comments that answered the reader."""
    other = {**VIEW, "post": {**POST, "ap_id": "https://other.example/post/100"}}
    page = piped_json({"posts": [VIEW, other], "next_page": "x"})
    assert [(item.id[-2:], item.rank) for item in page.items] == [("99", 1), ("00", 2)]
    search = {
        "type_": "All",
        "comments": [REPLY],
        "posts": [VIEW],
        "communities": [{"community": COMMUNITY}],
        "users": [],
    }
    assert {item.kind for item in piped_json(search).items} == {PostKind.LINK, PostKind.NOTE}
    assert only(piped_json({"post_view": VIEW, "moderators": [], "cross_posts": []})).title == "Rye"
    assert only(piped_json({"comment_view": REPLY, "recipient_ids": []})).text == "Lovely"
    assert only(piped_json({"replies": [{**REPLY, "comment_reply": {"id": 1, "read": False}}]})).text == "Lovely"
    assert len(piped_json({"items": [{"type_": "post", **VIEW}, {"type_": "comment", **REPLY}]}).items) == 2
    assert len(piped_json([VIEW, REPLY]).items) == 2


def test_a_view_without_an_id_is_told_and_odd_values_are_unknown() -> None:
    """The number alone is the server's own, and says what it is of."""
    reading = piped_json([{**VIEW, "post": {"name": "x", "creator_id": 1}}, VIEW])
    assert [problem.message for problem in reading.problems] == ["post 1: has no id"]
    assert only(piped_json({**VIEW, "post": {**POST, "ap_id": None}})).id == "post/12"
    odd = {**VIEW, "counts": {"score": "many"}, "creator": {"name": 5}, "community": {"name": "x", "visibility": 3}}
    item = only(piped_json(odd))
    assert (item.score, item.author, item.community, item.visibility) == (None, None, "x", None)
    hidden = {**COMMUNITY, "visibility": "Private"}
    assert only(piped_json({**VIEW, "community": hidden})).visibility is Visibility.FOLLOWERS
    (problem,) = piped_json({"posts": [VIEW, {"post": None}]}).problems
    assert problem.message == "post 2: is no post or comment of Lemmy"


def test_links_in_markdown_end_where_they_end() -> None:
    """Brackets and stops around an address are no part of it; one inside may be."""
    body = "[a](https://x.example/a_(b)) <https://y.example/>, https://z.example/?q=1&r=2! @bo@b.example"
    item = only(piped_json({**VIEW, "post": {**POST, "url": None, "body": body}}))
    assert item.links == (
        Link(url="https://x.example/a_(b)"),
        Link(url="https://y.example/"),
        Link(url="https://z.example/?q=1&r=2"),
    )
    assert item.mentions == (Account(handle="bo@b.example", url="https://b.example/u/bo", source="lemmy"),)
