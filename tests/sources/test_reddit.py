from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feedcurate.model.account import Relation
from feedcurate.model.item import Link, Media, MediaKind, PostKind, Reason
from feedcurate.sources.read import read
from tests.sources.given import known, only, piped_json

POST: dict[str, object] = {
    "name": "t3_abc",
    "id": "abc",
    "subreddit": "Breadit",
    "subreddit_type": "public",
    "author": "Ann_B",
    "author_fullname": "t2_7",
    "title": "My first loaf",
    "selftext": "It **rose**",
    "selftext_html": '<!-- SC_OFF --><div class="md"><p>It <strong>rose</strong>, thanks '
    '<a href="/u/bo">u/bo</a> and <a href="https://recipes.example/1">this</a></p>\n</div><!-- SC_ON -->',
    "is_self": True,
    "url": "https://www.reddit.com/r/Breadit/comments/abc/my_first_loaf/",
    "permalink": "/r/Breadit/comments/abc/my_first_loaf/",
    "link_flair_text": "Sourdough",
    "created_utc": 1777636800.0,
    "edited": 1777640400.0,
    "over_18": False,
    "spoiler": True,
    "stickied": False,
    "pinned": False,
    "promoted": False,
    "score": 12,
    "ups": 12,
    "num_comments": 4,
    "likes": True,
    "saved": False,
}
LINK: dict[str, object] = {
    **POST,
    "is_self": False,
    "selftext": "",
    "selftext_html": None,
    "url": "https://news.example/bread",
}


def test_every_field_that_a_post_has_is_in_the_item() -> None:
    """A whole post beside the whole item that it is; `likes` is the reader's own vote."""
    assert known(only(piped_json({"kind": "t3", "data": POST}))) == {
        "id": "t3_abc",
        "source": "reddit",
        "url": "https://www.reddit.com/r/Breadit/comments/abc/my_first_loaf/",
        "kind": "article",
        "author": {
            "id": "t2_7",
            "handle": "ann_b@reddit.com",
            "name": "Ann_B",
            "url": "https://www.reddit.com/user/Ann_B",
            "source": "reddit",
        },
        "mentions": [
            {
                "handle": "bo@reddit.com",
                "name": "bo",
                "url": "https://www.reddit.com/user/bo",
                "source": "reddit",
            }
        ],
        "community": "Breadit",
        "title": "My first loaf",
        "summary": "",
        "text": "It rose, thanks u/bo and this",
        "tags": ["Sourdough"],
        "published": "2026-05-01T12:00:00Z",
        "updated": "2026-05-01T13:00:00Z",
        "thread": "t3_abc",
        "media": [],
        "links": [{"url": "https://recipes.example/1"}],
        "sensitive": False,
        "sponsored": False,
        "spoiler": True,
        "labels": [],
        "replies": 4,
        "score": 12,
        "pinned": False,
        "visibility": "public",
        "liked": True,
        "bookmarked": False,
    }


def test_a_comment_answers_its_parent_in_the_thread_of_its_post() -> None:
    """The number of comments in some comments is their post's and left out."""
    comment = {
        "name": "t1_def",
        "link_id": "t3_abc",
        "parent_id": "t3_abc",
        "link_author": "Ann_B",
        "subreddit": "Breadit",
        "author": "Bo",
        "body": "Lovely",
        "body_html": '<div class="md"><p>Lovely</p></div>',
        "created_utc": 1777636800,
        "score": 3,
        "score_hidden": True,
        "num_comments": 142,
        "stickied": True,
        "likes": None,
        "edited": True,
    }
    item = only(piped_json({"kind": "t1", "data": comment}))
    assert (item.id, item.url) == ("t1_def", "https://www.reddit.com/comments/abc/_/def/")
    assert (item.kind, item.title, item.text, item.thread) == (PostKind.NOTE, "", "Lovely", "t3_abc")
    assert item.in_reply_to is not None
    assert item.in_reply_to.author is not None
    assert (item.in_reply_to.id, item.in_reply_to.author.handle) == ("t3_abc", "ann_b@reddit.com")
    assert (item.score, item.replies, item.pinned, item.liked, item.updated) == (None, None, True, False, None)


@pytest.mark.parametrize("gone", ["[deleted]", "[removed]", "[ Removed by Reddit in response to a copyright notice. ]"])
def test_what_is_deleted_was_there_and_is_unknown(gone: str) -> None:
    """Not the same as an empty text by nobody."""
    item = only(piped_json({"kind": "t3", "data": {**POST, "author": "[deleted]", "selftext": gone}}))
    assert (item.author, item.text, item.title) == (None, None, "My first loaf")


def test_a_link_post_shares_its_link_with_its_card() -> None:
    """A film that plays in place is a medium as well."""
    card = {"oembed": {"type": "video", "title": "Loaf", "description": "A film", "provider_name": "YouTube"}}
    url = "https://www.youtube.com/watch?v=1"
    item = only(piped_json({"kind": "t3", "data": {**LINK, "url": url, "media": card}}))
    assert item.kind is PostKind.LINK
    assert item.links == (Link(url=url, title="Loaf", description="A film", provider="YouTube"),)
    assert [(media.kind, media.url) for media in item.media or ()] == [(MediaKind.VIDEO, url)]


def test_a_picture_or_a_film_of_reddit_is_a_medium_and_no_link() -> None:
    """With sizes and length where Reddit tells them."""
    picture = {
        **LINK,
        "url": "https://i.redd.it/1.jpg",
        "post_hint": "image",
        "preview": {"images": [{"source": {"width": 30, "height": 20}}]},
    }
    film = {
        **LINK,
        "url": "https://v.redd.it/1",
        "is_video": True,
        "media": {
            "reddit_video": {"fallback_url": "https://v.redd.it/1/a.mp4", "duration": 13, "width": 4, "height": 3}
        },
    }
    shown = only(piped_json({"kind": "t3", "data": picture}))
    assert (shown.kind, shown.links) == (PostKind.IMAGE, ())
    assert shown.media == (Media(kind=MediaKind.IMAGE, url="https://i.redd.it/1.jpg", width=30, height=20),)
    played = only(piped_json({"kind": "t3", "data": film}))
    assert (played.kind, played.links) == (PostKind.VIDEO, ())
    assert played.media == (
        Media(
            kind=MediaKind.VIDEO,
            url="https://v.redd.it/1/a.mp4",
            duration=timedelta(seconds=13),
            width=4,
            height=3,
        ),
    )


def test_a_gallery_keeps_its_order_and_captions() -> None:
    """The order is the gallery's, not the metadata's."""
    gallery = {
        **LINK,
        "url": "https://www.reddit.com/gallery/abc",
        "is_gallery": True,
        "gallery_data": {"items": [{"media_id": "b", "caption": "second"}, {"media_id": "a"}]},
        "media_metadata": {
            "a": {"e": "Image", "s": {"u": "https://preview.redd.it/a", "x": 1, "y": 2}},
            "b": {"e": "AnimatedImage", "s": {"gif": "https://preview.redd.it/b", "x": 3, "y": 4}},
        },
    }
    item = only(piped_json({"kind": "t3", "data": gallery}))
    assert item.links == ()
    assert item.media == (
        Media(kind=MediaKind.GIFV, url="https://preview.redd.it/b", alt="second", width=3, height=4),
        Media(kind=MediaKind.IMAGE, url="https://preview.redd.it/a", width=1, height=2),
    )


def test_pictures_in_a_text_are_media_whose_addresses_are_whole() -> None:
    """In a post and in a comment; answers without `raw_json=1` write `&amp;` into addresses, too."""
    stored = {
        "a": {"status": "valid", "e": "Image", "s": {"u": "https://preview.redd.it/a?x=1&amp;s=2", "x": 1, "y": 2}},
        "b": {"status": "valid", "e": "RedditVideo", "hlsUrl": "https://v.redd.it/b", "x": 3, "y": 4, "isGif": False},
        "c": {"status": "failed"},
    }
    expected = (
        Media(kind=MediaKind.IMAGE, url="https://preview.redd.it/a?x=1&s=2", width=1, height=2),
        Media(kind=MediaKind.VIDEO, url="https://v.redd.it/b", width=3, height=4),
    )
    post = only(piped_json({"kind": "t3", "data": {**POST, "media_metadata": stored}}))
    assert (post.kind, post.media) == (PostKind.ARTICLE, expected)
    comment = {"name": "t1_a", "body": "![img](a)", "media_metadata": stored, "author": "bo", "author_is_blocked": True}
    said = only(piped_json({"kind": "t1", "data": comment}))
    assert said.media == expected
    assert said.author is not None
    assert said.author.relation == Relation(blocked=True)


def test_a_crosspost_quotes_its_parent() -> None:
    """And points to it."""
    data = {**LINK, "name": "t3_x", "url": "/r/Breadit/comments/abc/", "crosspost_parent_list": [POST]}
    item = only(piped_json({"kind": "t3", "data": data}))
    assert item.quote == only(piped_json({"kind": "t3", "data": POST}))
    assert [link.url for link in item.links or ()] == ["https://www.reddit.com/r/Breadit/comments/abc/"]


def test_a_poll_and_an_advertisement_are_told_apart() -> None:
    """A poll closes at a time in milliseconds; an advertisement is sponsored."""
    poll = {"options": [{"text": "rye", "vote_count": 1}], "voting_end_timestamp": 1777636800000}
    item = only(piped_json({"kind": "t3", "data": {**POST, "poll_data": poll}}))
    assert item.poll is not None
    assert (item.kind, item.poll.closes_at) == (PostKind.POLL, datetime(2026, 5, 1, 12, tzinfo=UTC))
    for key in ("promoted", "is_created_from_ads_ui"):
        advertisement = only(piped_json({"kind": "t3", "data": {**POST, key: True}}))
        assert (advertisement.sponsored, advertisement.reason) == (True, Reason.AD)


def test_escaped_answers_are_read_like_raw_ones() -> None:
    """Without `raw_json=1` Reddit writes `&lt;` for `<` in every text."""
    html = str(POST["selftext_html"]).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    item = only(piped_json({"kind": "t3", "data": {**POST, "title": "salt &amp; rye", "selftext_html": html}}))
    assert (item.title, item.text) == ("salt & rye", "It rose, thanks u/bo and this")
    assert only(piped_json({"kind": "t3", "data": {**POST, "title": "&amp; raw"}})).title == "&amp; raw"
    preview = {"images": [{"source": {"url": "https://preview.redd.it/a?x=1&amp;s=2"}}]}
    link = {**POST, "title": "salt &amp; rye", "selftext": "", "selftext_html": None, "is_self": False}
    assert only(piped_json({"kind": "t3", "data": {**link, "preview": preview}})).title == "salt & rye"
    assert only(piped_json({"kind": "t3", "data": link})).title == "salt &amp; rye"


def test_a_listing_ranks_its_posts_and_a_thread_does_not() -> None:
    """Comments come after what they answer, at any depth; what was not loaded is no comment."""
    listing = {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {**POST, "name": n}} for n in "ab"]}}
    assert [(item.id, item.rank) for item in piped_json(listing).items] == [("a", 1), ("b", 2)]
    tree: object = ""
    for number in range(30, 0, -1):
        data = {"name": f"t1_{number}", "body": "x", "replies": tree}
        tree = {"kind": "Listing", "data": {"children": [{"kind": "t1", "data": data}, {"kind": "more", "data": {}}]}}
    thread = [{"kind": "Listing", "data": {"children": [{"kind": "t3", "data": POST}]}}, tree]
    reading = piped_json(thread)
    assert reading.problems == ()
    assert [item.id for item in reading.items] == ["t3_abc", *(f"t1_{number}" for number in range(1, 31))]
    assert {item.rank for item in reading.items} == {None}


def test_archives_of_bare_posts_are_read_too() -> None:
    """One object a line without `kind`, the id without its prefix."""
    archived = {"id": "abc", "subreddit": "Breadit", "author": "Ann", "title": "t", "selftext": "x"}
    assert only(piped_json(archived)).id == "t3_abc"
    assert only(piped_json({"id": "def", "subreddit": "Breadit", "body": "x"})).id == "t1_def"


def test_recorded_posts_keep_what_reddit_says(corpus: Path) -> None:
    """Every post and comment of the corpus, against its own fields."""
    for name in ("posts", "comments"):
        path = corpus / "reddit" / f"{name}.jsonl"
        reading = read(path)
        assert reading.problems == ()
        lines = path.read_text(encoding="utf-8").splitlines()
        for line, item in zip(lines, reading.items, strict=True):
            given = json.loads(line)["data"]
            is_hidden = given.get("hide_score") or given.get("score_hidden")
            assert item.id == given["name"]
            assert item.title == given.get("title", "")
            assert item.published == datetime.fromtimestamp(given["created_utc"], UTC)
            assert item.score == (None if is_hidden else given["score"])
            assert item.community == given.get("subreddit")
            assert (item.author is None) == (given["author"] == "[deleted]")
            assert (item.text is None) == (given.get("selftext", given.get("body")) in ("[deleted]", "[removed]"))
            assert item.liked == (given["likes"] is True)
            assert item.url is not None
            assert item.url.startswith("https://www.reddit.com/")
            assert (item.in_reply_to is None) == (name == "posts")
            assert (item.quote is not None) == bool(given.get("crosspost_parent_list"))
