from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import pytest

from feedcurate.model.item import Item, Media, MediaKind, PostKind, Visibility
from feedcurate.sources.activitystreams import ActivityStreams
from feedcurate.sources.read import read
from tests.sources.given import known, only, piped_json
from tests.sources.test_tables import known_paths

# Shaped as the servers named send them; the words are this project's.
AS = "https://www.w3.org/ns/activitystreams"
PUBLIC = f"{AS}#Public"
ANN: dict[str, object] = {
    "id": "https://a.example/users/ann",
    "type": "Person",
    "preferredUsername": "Ann",
    "name": "Ann B.",
    "summary": "<p>I bake.</p>",
    "url": "https://a.example/@Ann",
    "published": "2020-01-01T00:00:00Z",
    "followers": "https://a.example/users/ann/followers",
    "following": {"type": "Collection", "totalItems": 3},
    "attachment": [{"type": "PropertyValue", "name": "Web", "value": '<a href="https://ann.example/">ann.example</a>'}],
}
NOTE: dict[str, object] = {
    "@context": [AS, {"Hashtag": "as:Hashtag", "sensitive": "as:sensitive"}],
    "id": "https://a.example/users/ann/statuses/1",
    "type": "Note",
    "summary": "food",
    "inReplyTo": {"id": "https://b.example/notes/9", "attributedTo": "https://b.example/users/bo"},
    "published": "2026-05-01T12:00:00Z",
    "updated": "2026-05-01T13:00:00Z",
    "url": "https://a.example/@Ann/1",
    "attributedTo": ANN,
    "to": [PUBLIC],
    "cc": ["https://a.example/users/ann/followers"],
    "sensitive": True,
    "content": '<p><a href="https://b.example/@bo" class="u-url mention">@<span>bo</span></a> see '
    '<a href="https://news.example/bread">this</a> <a href="https://a.example/tags/bread" class="mention hashtag" '
    'rel="tag">#<span>Bread</span></a></p>',
    "contentMap": {"en": "<p>something else</p>"},
    "attachment": [
        {"type": "Document", "mediaType": "image/png", "url": "https://a.example/1.png", "name": "a loaf", "width": 4}
    ],
    "tag": [
        {"type": "Mention", "href": "https://b.example/users/bo", "name": "@bo@b.example"},
        {"type": "Hashtag", "href": "https://a.example/tags/bread", "name": "#bread"},
        {"type": "Emoji", "name": ":loaf:"},
    ],
    "replies": {"type": "Collection", "totalItems": 2, "first": {"type": "CollectionPage", "items": []}},
    "likes": {"type": "Collection", "totalItems": 3},
    "shares": {"type": "Collection", "totalItems": 4},
}


def test_every_field_that_a_note_has_is_in_the_item() -> None:
    """A whole note as Mastodon sends it beside the whole item that it is."""
    item = only(piped_json(NOTE))
    bo = {
        "id": "https://b.example/users/bo",
        "handle": "bo@b.example",
        "url": "https://b.example/users/bo",
        "source": "activitystreams",
    }
    assert known(item) == {
        "id": "https://a.example/users/ann/statuses/1",
        "source": "activitystreams",
        "url": "https://a.example/@Ann/1",
        "kind": "note",
        "author": {
            "id": "https://a.example/users/ann",
            "handle": "ann@a.example",
            "name": "Ann B.",
            "bio": "I bake.",
            "url": "https://a.example/@Ann",
            "source": "activitystreams",
            "created": "2020-01-01T00:00:00Z",
            "bot": False,
            "group": False,
            "following": 3,
            "claims": [{"kind": "self_described", "text": "Web: ann.example"}],
        },
        "mentions": [bo],
        "title": "",
        "summary": "food",
        "text": "@bo see this #Bread",
        "tags": ["bread"],
        "published": "2026-05-01T12:00:00Z",
        "updated": "2026-05-01T13:00:00Z",
        "in_reply_to": {"id": "https://b.example/notes/9", "author": bo},
        "media": [{"kind": "image", "url": "https://a.example/1.png", "alt": "a loaf", "width": 4}],
        "links": [{"url": "https://news.example/bread"}],
        "sensitive": True,
        "labels": [],
        "likes": 3,
        "reposts": 4,
        "replies": 2,
        "visibility": "public",
    }
    rows = {row.field for row in ActivityStreams.table.posts}
    assert {path for path in known_paths(item) if "." in path and path not in rows} <= {"links.site"}


def test_a_create_brings_its_note_and_says_what_the_note_leaves_out() -> None:
    """Who wrote it, when, and for whom."""
    bare = {"type": "Note", "content": "hello"}
    create = {
        "@context": AS,
        "id": "https://a.example/1/activity",
        "type": "Create",
        "actor": ANN,
        "published": "2026-05-01T12:00:00Z",
        "cc": PUBLIC,
        "object": bare,
    }
    item = only(piped_json(create))
    assert item.author is not None
    assert (item.id, item.author.handle, item.text) == ("https://a.example/1/activity", "ann@a.example", "hello")
    assert item.visibility is Visibility.UNLISTED
    assert item.published is not None
    by_address = {**create, "object": {**bare, "attributedTo": ANN["id"]}}
    assert only(piped_json(by_address)).author == item.author


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/@Ann/1", "ann@a.example"),
        ("https://a.example/@bo@b.example/1", None),
        ("https://b.example/@Ann/1", None),
        ("https://a.example/notes/1", None),
    ],
)
def test_an_author_of_whom_only_the_address_is_given_has_the_name_in_the_post_s(url: str, expected: str | None) -> None:
    """Where that is a page of the author's own on the same host."""
    note = {"@context": AS, "type": "Note", "content": "x", "url": url, "attributedTo": "https://a.example/users/7"}
    author = only(piped_json(note)).author
    assert author is not None
    assert (author.id, author.handle) == ("https://a.example/users/7", expected)


def test_an_announce_is_the_post_with_an_id_of_its_own() -> None:
    """`via` says by whom and when; one that gives only an address is told."""
    announce: dict[str, object] = {
        "@context": AS,
        "id": "https://b.example/announces/7",
        "type": "Announce",
        "actor": "https://b.example/@bo",
        "published": "2026-05-03T00:00:00Z",
        "to": [PUBLIC],
        "object": NOTE,
    }
    item, original = only(piped_json(announce)), only(piped_json(NOTE))
    assert item.via is not None
    assert item.via.account is not None
    assert (item.id, item.via.id, item.via.account.handle) == (announce["id"], announce["id"], "bo@b.example")
    assert item.model_copy(update={"id": original.id, "via": None}) == original
    unnamed = only(piped_json({**announce, "id": None}))
    assert unnamed.id == f"{original.id}#repost-by-https://b.example/@bo"
    (problem,) = piped_json({**announce, "object": NOTE["id"]}).problems
    assert problem.message == f"post 1: is given by its address alone: {NOTE['id']}"


def test_a_group_that_passes_activities_on_is_the_community() -> None:
    """As Lemmy's communities do: the post is its author's, and nobody reposted it."""
    page = {
        "id": "https://l.example/post/1",
        "type": "Page",
        "name": "Rye\nbread",
        "attributedTo": "https://l.example/u/ann",
        "audience": "https://l.example/c/bread",
        "content": "<p>rises</p>",
        "attachment": [{"type": "Link", "href": "https://news.example/rye"}],
        "stickied": True,
        "to": ["https://l.example/c/bread", PUBLIC],
    }
    create = {"type": "Create", "actor": "https://l.example/u/ann", "object": page}
    item = only(
        piped_json({"@context": AS, "type": "Announce", "actor": "https://l.example/c/bread", "object": create})
    )
    assert item.via is None
    assert (item.kind, item.title, item.community) == (PostKind.LINK, "Rye bread", "https://l.example/c/bread")
    assert ([link.url for link in item.links or ()], item.pinned) == (["https://news.example/rye"], True)
    group = {"type": "Group", "id": "https://l.example/c/bread", "preferredUsername": "bread"}
    assert only(piped_json({"@context": AS, **page, "audience": group})).community == "bread@l.example"
    assert only(piped_json({"@context": AS, **page, "attachment": []})).kind is PostKind.ARTICLE


def test_a_film_of_peertube_has_a_page_a_file_and_a_channel() -> None:
    """Several addresses, of which one is the page; two authors, of which one is the channel."""
    film: dict[str, Any] = {
        "@context": AS,
        "type": "Video",
        "id": "https://p.example/videos/watch/1",
        "name": "Kneading",
        "duration": "PT1M30S",
        "views": 12,
        "sensitive": False,
        "language": {"identifier": "fr", "name": "French"},
        "mediaType": "text/markdown",
        "content": "how to **knead** <b>",
        "tag": [{"type": "Hashtag", "name": "bread"}],
        "url": [
            {"type": "Link", "mediaType": "text/html", "href": "https://p.example/w/1"},
            {"type": "Link", "mediaType": "video/mp4", "href": "https://p.example/1-720.mp4", "height": 720},
            {"type": "Link", "mediaType": "video/mp4", "href": "https://p.example/1-480.mp4", "height": 480},
        ],
        "attributedTo": [
            {"type": "Person", "id": "https://p.example/accounts/ann"},
            {"type": "Group", "id": "https://p.example/video-channels/bread", "name": "Bread"},
        ],
        "to": [PUBLIC],
    }
    item = only(piped_json(film))
    assert item.author is not None
    assert (item.kind, item.url, item.author.id) == (
        PostKind.VIDEO,
        "https://p.example/w/1",
        "https://p.example/accounts/ann",
    )
    assert (item.title, item.text, item.language, item.community) == ("Kneading", "how to **knead** <b>", "fr", "Bread")
    assert (item.tags, item.views, item.summary) == (("bread",), 12, "")
    (shown,) = item.media or ()
    assert shown.duration is not None
    assert (shown.kind, shown.url, shown.height, shown.duration.seconds) == (
        MediaKind.VIDEO,
        "https://p.example/1-720.mp4",
        720,
        90,
    )
    live = only(piped_json({**film, "isLiveBroadcast": True}))
    assert [media.kind for media in live.media or ()] == [MediaKind.LIVE]


def test_an_article_has_a_headline_its_abstract_and_a_picture() -> None:
    """The abstract is no content warning, and stands for the text where there is none."""
    article: dict[str, object] = {
        "@context": AS,
        "id": "https://w.example/?p=1",
        "type": "Article",
        "name": "On rye",
        "summary": "<p>In short.</p>",
        "content": "<p>At length.</p>",
        "image": {"type": "Image", "url": "https://w.example/rye.jpg", "name": "a field"},
        "inReplyTo": None,
        "attributedTo": "https://w.example/author/ann",
    }
    item = only(piped_json(article))
    assert (item.kind, item.title, item.summary, item.text) == (PostKind.ARTICLE, "On rye", "", "At length.")
    assert item.media == (Media(kind=MediaKind.IMAGE, url="https://w.example/rye.jpg", alt="a field"),)
    assert (item.thread, item.visibility) == ("https://w.example/?p=1", None)
    assert only(piped_json({**article, "content": None})).text == "In short."
    assert only(piped_json({**article, "sensitive": True})).summary == "In short."


@pytest.mark.parametrize("key", ["oneOf", "anyOf"])
def test_a_question_is_a_poll_with_its_votes(key: str) -> None:
    """It ends at a time, or did."""
    options = [{"type": "Note", "name": "rye", "replies": {"totalItems": 2}}, {"type": "Note", "name": "oat"}]
    question = {"@context": AS, "type": "Question", "id": "https://a.example/q", "content": "?", key: options}
    item = only(piped_json({**question, "endTime": "2026-05-02T00:00:00Z"}))
    assert item.poll is not None
    assert [(option.text, option.votes) for option in item.poll.options or ()] == [("rye", 2), ("oat", None)]
    assert item.kind is PostKind.POLL
    closed = only(piped_json({**question, "closed": "2026-05-02T00:00:00Z"})).poll
    assert closed == item.poll
    unasked = only(piped_json({"@context": AS, "type": "Question", "name": "what?", "closed": True}))
    assert unasked.poll is not None
    assert (unasked.poll.options, unasked.poll.closes_at) == (None, None)


@pytest.mark.parametrize(
    ("to", "cc", "expected"),
    [
        ([PUBLIC], [], Visibility.PUBLIC),
        ("as:Public", None, Visibility.PUBLIC),
        (["https://a.example/ann/followers"], ["Public"], Visibility.UNLISTED),
        ("https://a.example/ann/followers", [], Visibility.FOLLOWERS),
        ([{"type": "Person", "id": "https://a.example/bo"}], [], Visibility.DIRECT),
        (None, None, None),
    ],
)
def test_who_can_see_a_post_follows_from_its_addresses(to: object, cc: object, expected: Visibility | None) -> None:
    """Everybody is a collection of its own, which has three names."""
    assert only(piped_json({"@context": AS, "type": "Note", "content": "x", "to": to, "cc": cc})).visibility is expected


def test_a_quote_is_the_post_or_what_is_known_of_it() -> None:
    """Whole, by its address, or by a link in the text; quotes inside quotes end somewhere."""
    quoting = {**NOTE, "id": "https://a.example/2", "content": '<p class="quote-inline">RE: x</p><p>so true</p>'}
    whole = only(piped_json({**quoting, "quote": {**NOTE, "inReplyTo": None}}))
    assert (whole.text, whole.quote) == ("so true", only(piped_json({**NOTE, "inReplyTo": None})))
    far = Item(id="https://b.example/9", source="activitystreams", url="https://b.example/9")
    assert only(piped_json({**quoting, "quoteUri": "https://b.example/9"})).quote == far
    link = {
        "type": "Link",
        "mediaType": f'application/ld+json; profile="{AS}"',
        "rel": "https://misskey-hub.net/ns#_misskey_quote",
        "href": "https://b.example/9",
    }
    assert only(piped_json({**quoting, "tag": [link]})).quote == far
    nested: dict[str, object] = NOTE
    for number in range(30):
        nested = {**NOTE, "id": f"https://a.example/{number}", "quote": nested}
    item: Item | None = only(piped_json(nested))
    depth = 0
    while item is not None and item.quote is not None:
        item, depth = item.quote, depth + 1
    assert depth == 5


def test_words_may_have_prefixes_aliases_and_full_names() -> None:
    """A context says what they stand for; it is read, never fetched."""
    plain = only(piped_json({"@context": AS, "type": "Note", "id": "https://a.example/1", "content": "x"}))
    for document in (
        {"@context": AS, "@type": "as:Note", "@id": "https://a.example/1", "as:content": "x"},
        {"@context": {"s": f"{AS}#"}, "@type": "s:Note", "@id": "https://a.example/1", "s:content": "x"},
        {
            "@context": [AS, {"said": "as:content", "Zettel": f"{AS}#Note"}],
            "type": "Zettel",
            "said": "x",
            "id": plain.id,
        },
        {
            "@context": {"@vocab": f"{AS}#"},
            "@type": [f"{AS}#Note"],
            "@id": plain.id,
            f"{AS}#content": [{"@value": "x"}],
        },
        {"@context": [AS, {"x": "https://x.example/"}], "type": ["x:Odd", "Note"], "id": plain.id, "content": "x"},
    ):
        assert only(piped_json(document)) == plain, document


def test_texts_by_language_are_read_in_the_document_s_own() -> None:
    """Else the first; what stands beside a map without one is told by the map."""
    maps: dict[str, object] = {"nameMap": {"fr": "Pain", "en": "Bread"}, "contentMap": {"fr": "du seigle", "en": "rye"}}
    first = only(piped_json({"@context": AS, "type": "Note", **maps}))
    assert (first.title, first.text, first.language) == ("Pain", "du seigle", "fr")
    own = only(piped_json({"@context": [AS, {"@language": "en"}], "type": "Note", **maps}))
    assert (own.title, own.text, own.language) == ("Bread", "rye", "en")
    beside = only(piped_json({"@context": AS, "type": "Note", "content": "rye", **maps}))
    assert (beside.text, beside.language) == ("rye", "en")
    untold = only(piped_json({"@context": AS, "type": "Note", "content": "oat", **maps}))
    assert (untold.text, untold.language) == ("oat", "fr")


def test_a_collection_gives_what_it_holds_under_its_name() -> None:
    """Also on the page that it holds; what is on pages elsewhere is told with the address."""
    page = {
        "type": "OrderedCollectionPage",
        "partOf": "https://a.example/outbox",
        "orderedItems": [NOTE, "https://x/1"],
    }
    reading = piped_json({"@context": AS, **page})
    assert [item.feed for item in reading.items] == ["https://a.example/outbox"]
    assert [problem.message for problem in reading.problems] == ["post 2: is given by its address alone: https://x/1"]
    outbox = {"@context": AS, "type": "OrderedCollection", "name": "Ann's", "totalItems": 2, "first": page}
    assert [item.id for item in piped_json(outbox).items] == [NOTE["id"]]
    elsewhere = piped_json({**outbox, "first": "https://a.example/outbox?page=1"})
    assert [problem.message for problem in elsewhere.problems] == [
        "post 1: keeps its posts on a page of its own: https://a.example/outbox?page=1"
    ]
    assert piped_json({"type": "Collection", "items": []}).problems == ()
    one = {"type": "Collection", "items": {"type": "Note", "content": "x"}}
    assert [item.text for item in piped_json(one).items] == ["x"]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            {"type": "Like", "actor": "https://a.example/ann", "object": NOTE},
            "is an activity that brings no post (`Like`)",
        ),
        (ANN, "is an account (`Person`)"),
        ({"type": "Place", "name": "here", "content": "x"}, "is no post (`Place`)"),
        ({"type": "Tombstone", "id": "https://a.example/1"}, "is what is left of a deleted post (`Tombstone`)"),
        ({"type": "Create", "actor": "https://a.example/ann"}, "is an activity (`Create`) that names no post"),
        ({"name": "?"}, "has no type"),
        ({"type": "Create", "object": [["x"], 7]}, "is given by its address alone: x"),
    ],
)
def test_what_is_no_post_is_told_as_what_it_is(document: dict[str, object], message: str) -> None:
    """One plain sentence."""
    problems = piped_json({"@context": AS, **document}).problems
    assert problems[0].message == f"post 1: {message}"


def test_an_activity_with_as_many_authors_as_posts_is_read_in_step_with_its_size() -> None:
    """Who is around many posts is not gone through whole for each."""

    def taken(size: int) -> float:
        many = [f"https://a.example/{number}" for number in range(size)]
        notes = [{"type": "Note", "content": "x", "attributedTo": many[:5]}] * size
        create = {"@context": AS, "type": "Create", "actor": many, "to": many, "object": notes}
        started = process_time()
        assert len(piped_json(create).items) == size
        return process_time() - started

    taken(500)
    assert taken(4_000) < 12 * taken(1_000)


def test_another_vocabulary_is_told_apart() -> None:
    """JSON-LD is used for many things."""
    (problem,) = piped_json({"@context": "http://schema.org", "@type": "Person"}).problems
    assert problem.message == "is JSON-LD of another vocabulary than ActivityStreams"


def test_every_document_of_the_specification_ends_in_posts_or_a_message(corpus: Path) -> None:
    """Also those that are known to be bad."""
    files = list((corpus / "activitystreams").rglob("*.json"))
    assert len(files) > 100
    count = 0
    for path in files:
        reading = read(path)
        assert reading.items or reading.problems, path
        assert all(problem.message.isprintable() and len(problem.message) < 300 for problem in reading.problems)
        count += len(reading.items)
    assert count > 30
