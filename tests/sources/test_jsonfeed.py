from __future__ import annotations

from feedcurate.model.account import Account
from feedcurate.model.item import PostKind
from tests.sources.given import known, only, piped_json

FEED: dict[str, object] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Blog",
    "home_page_url": "https://blog.example/",
    "feed_url": "https://blog.example/feed.json",
    "language": "en",
}
ENTRY: dict[str, object] = {
    "id": "https://blog.example/1",
    "url": "https://blog.example/1",
    "external_url": "https://news.example/bread",
    "title": "A loaf",
    "content_html": '<p>It rose.</p><p><a href="/crumb">See</a> <img src="/a.png" alt="a loaf"></p>',
    "image": "https://blog.example/i.png",
    "date_published": "2026-05-01T14:00:00+02:00",
    "date_modified": "2026-05-02T14:00:00+02:00",
    "authors": [{"name": "Ann", "url": "https://ann.example/"}, {"name": "Bo"}],
    "tags": ["bread", "#rye"],
    "language": "de",
    "attachments": [
        {"url": "https://blog.example/a.mp3", "mime_type": "audio/mpeg", "duration_in_seconds": 90, "title": "Sound"},
        {"url": "https://blog.example/a.pdf", "mime_type": "application/pdf"},
    ],
}


def feed(*entries: object, **more: object) -> dict[str, object]:
    """A feed with some entries."""
    return {**FEED, **more, "items": list(entries)}


def test_every_field_that_an_entry_has_is_in_the_item() -> None:
    """A whole entry beside the whole item that it is."""
    assert known(only(piped_json(feed(ENTRY)))) == {
        "id": "https://blog.example/1",
        "source": "jsonfeed",
        "url": "https://blog.example/1",
        "kind": "link",
        "author": {"name": "Ann", "url": "https://ann.example/", "source": "jsonfeed"},
        "community": "Blog",
        "title": "A loaf",
        "text": "It rose.\n\nSee",
        "language": "de",
        "tags": ["bread", "rye"],
        "published": "2026-05-01T12:00:00Z",
        "updated": "2026-05-02T12:00:00Z",
        "media": [
            {"kind": "image", "url": "https://blog.example/i.png"},
            {"kind": "audio", "url": "https://blog.example/a.mp3", "alt": "Sound", "duration": "PT1M30S"},
            {"kind": "image", "url": "https://blog.example/a.png", "alt": "a loaf"},
        ],
        "links": [
            {"url": "https://news.example/bread"},
            {"url": "https://blog.example/a.pdf"},
            {"url": "https://blog.example/crumb"},
        ],
        "feed": "Blog",
    }


def test_plain_text_keeps_its_lines_and_a_title_makes_an_article() -> None:
    """HTML wins where both are given."""
    note = only(piped_json(feed({"id": 7, "content_text": "one\n\n<two>"})))
    assert (note.id, note.text, note.kind) == ("https://blog.example/feed.json#7", "one\n\n<two>", PostKind.NOTE)
    both = only(piped_json(feed({"id": "7", "title": "t", "content_text": "no", "content_html": "<p>yes"})))
    assert (both.text, both.kind) == ("yes", PostKind.ARTICLE)
    assert only(piped_json(feed({"id": "7", "summary": "short"}))).text == "short"
    assert only(piped_json(feed({"id": "7"}))).text is None


def test_the_author_is_the_entry_s_else_the_feed_s_else_the_feed() -> None:
    """Version 1.0 knew one author only."""
    bare = {"id": "1"}
    assert only(piped_json(feed(bare, author={"name": "Old"}))).author == Account(
        name="Old", url="https://blog.example/", source="jsonfeed"
    )
    assert only(piped_json(feed(bare))).author == Account(name="Blog", url="https://blog.example/", source="jsonfeed")


def test_an_entry_without_an_id_has_one_that_stays() -> None:
    """The address, else a hash; what is no entry is told."""
    assert only(piped_json(feed({"url": "https://blog.example/2"}))).id == "https://blog.example/2"
    assert only(piped_json(feed({"content_text": "x"}))).id.startswith("sha256:")
    reading = piped_json(feed("x", {"id": "https://blog.example/1"}))
    assert [p.message for p in reading.problems] == ["post 1: is no object"]
    assert len(reading.items) == 1


def test_of_attachments_with_the_same_title_the_first_is_taken() -> None:
    """They are the same file in several forms (JSON Feed 1.1, `attachments`)."""
    attachments = [
        {"url": "https://blog.example/a.mp3", "mime_type": "audio/mpeg", "title": "Sound"},
        {"url": "https://blog.example/a.ogg", "mime_type": "audio/ogg", "title": "Sound"},
        {"url": "https://blog.example/b.mp3", "mime_type": "audio/mpeg"},
        {"url": "https://blog.example/c.mp3", "mime_type": "audio/mpeg"},
    ]
    item = only(piped_json(feed({"id": "1", "attachments": attachments})))
    assert [media.url for media in item.media or ()] == [f"https://blog.example/{n}.mp3" for n in "abc"]


def test_relative_addresses_and_dates_of_other_formats_are_read_though_the_format_has_none() -> None:
    """A feed is made by a program, and programs make mistakes."""
    entry = {"id": "1", "url": "/1", "image": "i.png", "date_published": "Fri, 01 May 2026 14:00:00 +0200"}
    item = only(piped_json(feed(entry)))
    assert item.url == "https://blog.example/1"
    assert [media.url for media in item.media or ()] == ["https://blog.example/i.png"]
    assert str(item.published) == "2026-05-01 12:00:00+00:00"


def test_hashtags_of_the_text_are_tags_too() -> None:
    """Each once, however it is written."""
    item = only(piped_json(feed({"id": "1", "tags": ["Bread"], "content_text": "#bread and #rye"})))
    assert item.tags == ("Bread", "rye")
