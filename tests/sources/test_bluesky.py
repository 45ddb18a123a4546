from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from feedcurate.model.account import Account, Credential
from feedcurate.model.item import Item, Label, Media, MediaKind, PostKind
from feedcurate.sources.read import read
from tests.sources.given import known, only, piped_json

ANN, BO = "did:plc:ann", "did:plc:bo"
URI = f"at://{ANN}/app.bsky.feed.post/3k1"
TEXT = "héllo 👋 @bo.example #Bread news.example…"


def place(words: str) -> dict[str, int]:
    """Where some words stand in TEXT, in bytes of UTF-8."""
    start = TEXT.index(words)
    return {
        "byteStart": len(TEXT[:start].encode()),
        "byteEnd": len(TEXT[: start + len(words)].encode()),
    }


AUTHOR: dict[str, object] = {
    "did": ANN,
    "handle": "Ann.example",
    "displayName": "Ann",
    "createdAt": "2023-01-01T00:00:00Z",
    "viewer": {"muted": False, "following": f"at://{BO}/app.bsky.graph.follow/1"},
    "verification": {
        "verifications": [
            {"issuer": BO, "isValid": True, "createdAt": "2024-01-01T00:00:00Z"},
            {"issuer": BO, "isValid": False, "createdAt": "2024-01-02T00:00:00Z"},
        ]
    },
    "labels": [{"src": ANN, "val": "bot", "uri": ANN, "cts": "2024-01-01T00:00:00Z"}],
}
RECORD: dict[str, object] = {
    "$type": "app.bsky.feed.post",
    "createdAt": "2026-05-01T12:00:00.000Z",
    "text": TEXT,
    "langs": ["en", "fr"],
    "tags": ["Outline"],
    "facets": [
        {"index": place("@bo.example"), "features": [{"$type": "app.bsky.richtext.facet#mention", "did": BO}]},
        {"index": place("#Bread"), "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "Bread"}]},
        {
            "index": place("news.example…"),
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://news.example/bread"}],
        },
    ],
    "reply": {
        "root": {"uri": f"at://{BO}/app.bsky.feed.post/1", "cid": "x"},
        "parent": {"uri": f"at://{BO}/app.bsky.feed.post/2", "cid": "x"},
    },
    "labels": {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "nudity"}]},
}
POST: dict[str, object] = {
    "uri": URI,
    "cid": "x",
    "author": AUTHOR,
    "record": RECORD,
    "embed": {
        "$type": "app.bsky.embed.external#view",
        "external": {"uri": "https://news.example/bread", "title": "Bread", "description": "All of it"},
    },
    "indexedAt": "2026-05-01T12:00:05.000Z",
    "labels": [{"src": "did:plc:mod", "uri": URI, "val": "spam", "cts": "2026-05-01T12:01:00Z", "exp": "2027-01-01"}],
    "likeCount": 3,
    "repostCount": 2,
    "replyCount": 1,
    "quoteCount": 0,
    "viewer": {"like": f"at://{BO}/app.bsky.feed.like/1", "bookmarked": True},
}


def test_every_field_that_a_post_has_is_in_the_item() -> None:
    """A whole view in a feed beside the whole item that it is."""
    assert known(only(piped_json({"feed": [{"post": POST}], "cursor": "x"}))) == {
        "id": URI,
        "source": "bluesky",
        "url": "https://bsky.app/profile/ann.example/post/3k1",
        "kind": "note",
        "author": {
            "id": ANN,
            "handle": "ann.example",
            "name": "Ann",
            "url": "https://bsky.app/profile/Ann.example",
            "source": "bluesky",
            "created": "2023-01-01T00:00:00Z",
            "bot": True,
            "claims": [{"kind": "platform", "text": "Ann", "issuer": BO, "verified_at": "2024-01-01T00:00:00Z"}],
            "relation": {"followed": True, "follower": False, "muted": False, "blocked": False},
        },
        "mentions": [
            {"id": BO, "handle": "bo.example", "url": "https://bsky.app/profile/bo.example", "source": "bluesky"}
        ],
        "title": "",
        "summary": "",
        "text": TEXT,
        "language": "en",
        "tags": ["Bread", "Outline"],
        "published": "2026-05-01T12:00:00Z",
        "in_reply_to": {
            "id": f"at://{BO}/app.bsky.feed.post/2",
            "author": {"id": BO, "url": f"https://bsky.app/profile/{BO}", "source": "bluesky"},
        },
        "thread": f"at://{BO}/app.bsky.feed.post/1",
        "media": [],
        "links": [{"url": "https://news.example/bread", "title": "Bread", "description": "All of it"}],
        "sensitive": True,
        "labels": [
            {"source": ANN, "value": "nudity", "negated": False},
            {"source": "did:plc:mod", "value": "spam", "negated": False, "expires_at": "2027-01-01T00:00:00Z"},
        ],
        "likes": 3,
        "reposts": 2,
        "replies": 1,
        "quotes": 0,
        "pinned": False,
        "visibility": "public",
        "rank": 1,
        "liked": True,
        "reposted": False,
        "bookmarked": True,
    }


def test_a_repost_is_the_post_with_an_id_of_its_own() -> None:
    """The repost's address where the server gives it, else one made of the post and who reposted it."""
    reason = {
        "$type": "app.bsky.feed.defs#reasonRepost",
        "by": {"did": BO, "handle": "bo.example"},
        "indexedAt": "2026-05-02T00:00:00Z",
    }
    item = only(piped_json({"post": POST, "reason": {**reason, "uri": f"at://{BO}/app.bsky.feed.repost/9"}}))
    assert item.via is not None
    assert item.via.account is not None
    assert (item.id, item.via.id) == (f"at://{BO}/app.bsky.feed.repost/9",) * 2
    assert (item.via.account.id, item.via.at) == (BO, datetime(2026, 5, 2, tzinfo=UTC))
    assert item.url == "https://bsky.app/profile/ann.example/post/3k1"
    assert only(piped_json({"post": POST, "reason": reason})).id == f"{URI}#repost-by-{BO}"
    assert only(piped_json({"post": POST, "reason": {"$type": "app.bsky.feed.defs#reasonPin"}})).pinned is True


def embedding(embed: dict[str, object]) -> Item:
    """The item of the post with something hanging on it."""
    return only(piped_json({**POST, "embed": embed}))


def test_pictures_and_films_come_with_their_descriptions() -> None:
    """Alone or beside a quote; the size is only a proportion and stays unknown."""
    image = {"thumb": "t", "fullsize": "https://c.example/1", "alt": "a loaf", "aspectRatio": {"width": 4, "height": 3}}
    images: dict[str, object] = {"$type": "app.bsky.embed.images#view", "images": [image]}
    film: dict[str, object] = {
        "$type": "app.bsky.embed.video#view",
        "playlist": "https://c.example/2",
        "presentation": "gif",
    }
    picture = Media(kind=MediaKind.IMAGE, url="https://c.example/1", alt="a loaf")
    assert embedding(images).media == (picture,)
    assert embedding({"$type": "app.bsky.embed.gallery#view", "items": [image]}).media == (picture,)
    assert embedding(film).media == (Media(kind=MediaKind.GIFV, url="https://c.example/2", alt=""),)
    quoted = {"record": {"$type": "app.bsky.embed.record#viewRecord", "uri": URI, "author": AUTHOR, "value": RECORD}}
    both = embedding({"$type": "app.bsky.embed.recordWithMedia#view", "media": images, "record": quoted})
    assert both.media == (picture,)
    assert both.quote is not None
    assert both.quote.text == TEXT


def test_a_post_without_words_is_what_it_shows() -> None:
    """A picture alone is a picture."""
    embed = {"$type": "app.bsky.embed.images#view", "images": [{"fullsize": "https://c.example/1", "alt": ""}]}
    assert only(piped_json({**POST, "record": {**RECORD, "text": ""}, "embed": embed})).kind is PostKind.IMAGE


@pytest.mark.parametrize("state", ["notFound", "blocked", "detached"])
def test_a_quoted_post_that_may_not_be_seen_is_known_by_its_address(state: str) -> None:
    """It is there; its author stands in the address."""
    uri = f"at://{BO}/app.bsky.feed.post/5"
    item = embedding({"$type": "app.bsky.embed.record#view", "record": {"uri": uri, state: True}})
    assert item.quote == Item(
        id=uri,
        source="bluesky",
        url=f"https://bsky.app/profile/{BO}/post/5",
        author=Account(id=BO, url=f"https://bsky.app/profile/{BO}", source="bluesky"),
    )


def test_a_quoted_feed_or_list_is_a_link() -> None:
    """It is no post."""
    feed = {
        "$type": "app.bsky.feed.defs#generatorView",
        "uri": f"at://{BO}/app.bsky.feed.generator/cats",
        "displayName": "Cats",
    }
    item = embedding({"$type": "app.bsky.embed.record#view", "record": feed})
    assert item.quote is None
    assert [(link.url, link.title) for link in item.links or ()] == [
        ("https://news.example/bread", None),
        (f"https://bsky.app/profile/{BO}/feed/cats", "Cats"),
    ]


def test_a_label_that_is_taken_back_counts_as_the_latest() -> None:
    """Of one source with one value the latest stands, whatever their order."""
    first = {"src": "did:plc:mod", "val": "porn", "cts": "2026-05-01T00:00:00Z"}
    back = {"src": "did:plc:mod", "val": "porn", "cts": "2026-05-02T00:00:00Z", "neg": True}
    for labels in ([first, back], [back, first]):
        item = only(piped_json({**POST, "record": {**RECORD, "labels": None}, "labels": labels}))
        assert item.labels == (Label(source="did:plc:mod", value="porn", negated=True),)
        assert item.sensitive is False


def test_a_date_after_the_server_saw_the_post_is_not_believed() -> None:
    """Programs write what they like into `createdAt`."""
    item = only(piped_json({**POST, "record": {**RECORD, "createdAt": "2099-01-01T00:00:00Z"}}))
    assert item.published == datetime(2026, 5, 1, 12, 0, 5, tzinfo=UTC)


def test_an_invalid_handle_is_unknown() -> None:
    """Then the account is known by its DID."""
    item = only(piped_json({**POST, "author": {"did": ANN, "handle": "handle.invalid"}}))
    assert item.author == Account(id=ANN, url=f"https://bsky.app/profile/{ANN}", source="bluesky")
    assert item.url == f"https://bsky.app/profile/{ANN}/post/3k1"


def test_an_account_without_verifications_is_known_to_have_none() -> None:
    """Where the server leaves the state out, it is unknown."""
    assert only(piped_json({**POST, "author": {**AUTHOR, "verification": {"verifications": []}}})).author is not None
    for author, expected in (
        ({**AUTHOR, "verification": {"verifications": []}}, Credential.NONE),
        ({"did": ANN}, None),
        (AUTHOR, Credential.PLATFORM),
    ):
        found = only(piped_json({**POST, "author": author})).author
        assert found is not None
        assert found.credential is expected


def test_places_outside_the_text_do_no_harm() -> None:
    """Facets are written by programs: only the handle is taken from the text."""
    wild: list[Any] = [None, "x", {"byteStart": -5, "byteEnd": 10**9}, {"byteStart": 3, "byteEnd": 2}, {"byteStart": 2}]
    facets = [
        {"index": index, "features": [{"$type": "app.bsky.richtext.facet#mention", "did": f"did:plc:{number}"}]}
        for number, index in enumerate(wild)
    ]
    item = only(piped_json({**POST, "record": {**RECORD, "facets": facets}}))
    assert [(account.id, account.handle) for account in item.mentions or ()] == [
        (f"did:plc:{number}", None) for number in range(5)
    ]


def test_a_thread_gives_its_posts_from_the_first_on() -> None:
    """What is missing from it is no post; depth costs no recursion."""

    def post(number: int) -> dict[str, object]:
        return {**POST, "uri": f"at://{ANN}/app.bsky.feed.post/{number}"}

    thread = {
        "post": post(2),
        "parent": {"post": post(1), "parent": {"notFound": True, "uri": "at://gone"}},
        "replies": [{"post": post(3), "replies": [{"post": post(4)}]}, {"blocked": True}, {"post": post(5)}],
    }
    for document in ({"thread": thread}, thread, [thread]):
        reading = piped_json(document)
        assert reading.problems == ()
        assert [item.id.rpartition("/")[2] for item in reading.items] == ["1", "2", "3", "4", "5"]


def test_records_and_lists_of_posts_are_read_too() -> None:
    """As `getRecord`, `getPosts` and a search give them."""
    assert only(piped_json({"uri": URI, "cid": "x", "value": RECORD})).text == TEXT
    assert len(piped_json({"posts": [POST, {**POST, "uri": URI + "2"}]}).items) == 2
    reading = piped_json([POST, {**POST, "uri": f"at://{ANN}/app.bsky.feed.like/1"}])
    assert [p.message for p in reading.problems] == ["post 2: is no post of Bluesky"]


def test_other_answers_that_hold_posts_are_read_too() -> None:
    """Records of a repository, bookmarks, notifications, and the second form of threads."""
    like = {"uri": f"at://{ANN}/app.bsky.feed.like/1", "cid": "x", "value": {"$type": "app.bsky.feed.like"}}
    repository = piped_json({"records": [{"uri": URI, "cid": "x", "value": RECORD}, like], "cursor": "3k1"})
    assert [item.text for item in repository.items] == [TEXT]
    assert [p.message for p in repository.problems] == ["post 2: is no post of Bluesky"]
    kept = {"subject": {"uri": URI, "cid": "x"}, "createdAt": "2026-05-03T00:00:00Z", "item": POST}
    gone = {**kept, "item": {"$type": "app.bsky.feed.defs#notFoundPost", "uri": URI, "notFound": True}}
    assert only(piped_json({"bookmarks": [kept, gone]})) == only(piped_json(POST))
    told = {"uri": URI, "cid": "x", "author": AUTHOR, "reason": "reply", "record": RECORD, "isRead": False}
    assert only(piped_json({"notifications": [told], "seenAt": "2026-05-03T00:00:00Z"})).text == TEXT
    thread = [
        {"uri": URI, "depth": 0, "value": {"$type": "app.bsky.unspecced.defs#threadItemPost", "post": POST}},
        {"uri": URI + "2", "depth": 1, "value": {"$type": "app.bsky.unspecced.defs#threadItemBlocked", "author": {}}},
    ]
    assert only(piped_json({"thread": thread, "hasOtherReplies": False})) == only(
        piped_json({"thread": {"$type": "app.bsky.feed.defs#threadViewPost", "post": POST, "replies": []}})
    )


def test_a_record_without_its_address_is_told() -> None:
    """A post is known by where it is."""
    (problem,) = piped_json(RECORD).problems
    assert problem.message == "post 1: is the record of a post without its address (`uri`)"


def test_what_the_reader_pinned_is_pinned() -> None:
    """The view of one's own post says so; a feed view only where the feed puts it on top."""
    assert only(piped_json({**POST, "viewer": {"pinned": True}})).pinned is True
    assert only(piped_json({**POST, "viewer": {"pinned": False}})).pinned is False
    assert only(piped_json({"post": {**POST, "viewer": {"pinned": True}}})).pinned is True
    assert only(piped_json(POST)).pinned is None


def test_places_that_overlap_or_cut_a_character_are_read_for_what_they_mark() -> None:
    """What a facet says counts; only a handle is taken from the text, and only where it is one."""
    start = len("héllo 👋 ".encode())
    end = start + len("@bo.example")

    def mention(first: int, last: int) -> dict[str, object]:
        features = [{"$type": "app.bsky.richtext.facet#mention", "did": f"did:plc:{first}to{last}"}]
        return {"index": {"byteStart": first, "byteEnd": last}, "features": features}

    places = [(start, end), (start, end - 3), (start + 1, end), (start - 3, end), (2, 3), (start, start + 1)]
    tag = {
        "index": {"byteStart": start, "byteEnd": end},
        "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "t"}],
    }
    record = {**RECORD, "facets": [*(mention(*place) for place in places), tag, tag]}
    item = only(piped_json({**POST, "record": record}))
    handles = [account.handle for account in item.mentions or ()]
    assert handles == ["bo.example", "bo.exam", None, None, None, None]
    assert item.tags == ("t", "Outline")


@pytest.mark.parametrize(("name", "model"), [("feed_view_posts", "FeedViewPost"), ("post_views", "PostView")])
def test_the_python_sdk_reads_the_same_from_recorded_views(corpus: Path, name: str, model: str) -> None:
    """`atproto` as the oracle, for every field that both have."""
    models, utils = import_module("atproto").models, import_module("atproto_client.models.utils")
    path = corpus / "bluesky" / f"{name}.jsonl"
    reading = read(path)
    assert reading.problems == ()
    lines = path.read_text(encoding="utf-8").splitlines()
    for line, item in zip(lines, reading.items, strict=True):
        given = json.loads(line)
        if model == "PostView" and "likeCount" not in given:
            continue  # a notification: it has a post's record, and no counts
        view = utils.get_or_create(given, getattr(models.AppBskyFeedDefs, model))
        post = view.post if model == "FeedViewPost" else view
        assert item.text == post.record.text
        assert (item.likes, item.reposts, item.replies) == (post.like_count, post.repost_count, post.reply_count)
        assert item.quotes == post.quote_count
        assert item.author is not None
        assert (item.author.id, item.author.handle) == (post.author.did, post.author.handle)
        assert item.author.name == post.author.display_name
        assert item.published == min(
            datetime.fromisoformat(post.record.created_at), datetime.fromisoformat(post.indexed_at)
        )
        assert (item.in_reply_to is None) == (post.record.reply is None)
        assert item.in_reply_to is None or item.in_reply_to.id == post.record.reply.parent.uri
        assert item.thread == (post.uri if post.record.reply is None else post.record.reply.root.uri)
        assert {(mark.source, mark.value) for mark in item.labels or ()} == {(m.src, m.val) for m in post.labels or ()}
        assert item.language == (post.record.langs[0] if post.record.langs else None)
        reason: Any = getattr(view, "reason", None)
        is_repost = reason is not None and reason.py_type.endswith("reasonRepost")
        assert (item.via is not None) == is_repost
        assert item.id == (reason.uri if is_repost else post.uri)
        viewer = post.viewer
        assert (item.liked, item.reposted) == (
            (None, None) if viewer is None else (bool(viewer.like), bool(viewer.repost))
        )
        profile = post.author.viewer
        assert (item.author.relation is None) == (profile is None)
        if item.author.relation is not None:
            assert item.author.relation.followed == bool(profile.following)
            assert item.author.relation.follower == bool(profile.followed_by)
            assert (item.author.relation.muted, item.author.relation.blocked) == (profile.muted, bool(profile.blocking))
        features = [feature for facet in post.record.facets or () for feature in facet.features]
        assert [m.id for m in item.mentions or ()] == [f.did for f in features if hasattr(f, "did")]
        assert {f.uri for f in features if hasattr(f, "uri")} <= {link.url for link in item.links or ()}
        tagged = [f.tag for f in features if hasattr(f, "tag")] + list(post.record.tags or ())
        assert list(item.tags or ()) == tagged
        card = getattr(getattr(post.embed, "media", post.embed), "external", None)
        assert card is None or (card.uri, card.title or None) in [(k.url, k.title) for k in item.links or ()]
        if is_repost:
            assert item.via is not None
            assert item.via.account is not None
            assert (item.via.account.id, item.via.at) == (reason.by.did, datetime.fromisoformat(reason.indexed_at))
        shown = getattr(post.embed, "media", post.embed)
        alts = [image.alt for image in getattr(shown, "images", None) or getattr(shown, "items", None) or ()]
        alts += [shown.alt] if hasattr(shown, "playlist") else []
        assert [media.alt for media in item.media or ()] == alts
        quoted: Any = getattr(getattr(post.embed, "record", None), "record", getattr(post.embed, "record", None))
        is_post = str(getattr(quoted, "py_type", "")).endswith("#viewRecord")
        assert not is_post or (item.quote is not None and item.quote.text == quoted.value.text)


def in_thread(view: Any) -> Iterator[Any]:
    """The post views of the SDK's thread, the first post first; those that are missing are none."""
    if not hasattr(view, "post"):
        return
    if view.parent is not None:
        yield from in_thread(view.parent)
    yield view.post
    for reply in view.replies or ():
        yield from in_thread(reply)


def test_the_python_sdk_reads_the_same_from_recorded_threads(corpus: Path) -> None:
    """The same posts in the same order."""
    models, utils = import_module("atproto").models, import_module("atproto_client.models.utils")
    path = corpus / "bluesky" / "thread_views.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    threads = [utils.get_or_create(json.loads(line), models.AppBskyFeedDefs.ThreadViewPost) for line in lines]
    theirs = [post for thread in threads for post in in_thread(thread)]
    reading = read(path)
    assert reading.problems == ()
    assert len(theirs) > 20
    for item, post in zip(reading.items, theirs, strict=True):
        assert (item.id, item.text, item.likes) == (post.uri, post.record.text, post.like_count)
        assert (item.in_reply_to is None) == (post.record.reply is None)
        assert item.in_reply_to is None or item.in_reply_to.id == post.record.reply.parent.uri
