"""HTML of posts, for those who show it."""

from __future__ import annotations

import io
import json
import sys

import pytest

from feedcurate.errors import MissingExtra
from feedcurate.model.item import Item
from feedcurate.sources.read import read
from feedcurate.sources.shown import ItemWithHtml, safe_html
from tests.sources.given import only, piped

FEED = (
    "<rss version='2.0'><channel><title>T</title><link>https://a.example/</link><item><link>/p/1</link><description>"
    "&lt;p class='x' onclick='y()'&gt;See &lt;a href='2'&gt;two&lt;/a&gt;&lt;/p&gt;&lt;script&gt;z()&lt;/script&gt;"
    "</description></item></channel></rss>"
)
SHOWN = '<p>See <a href="https://a.example/p/2" rel="noopener noreferrer">two</a></p>'


def shown(document: str) -> str | None:
    """The HTML of the only post of a document."""
    (item,) = read(["-"], stdin=io.BytesIO(document.encode()), item=ItemWithHtml).items
    return item.html


def test_a_post_comes_with_html_for_those_who_ask_for_it() -> None:
    """Sanitised, with whole addresses; the text is the same as without."""
    assert shown(FEED) == SHOWN
    assert only(piped(FEED)).text == "See two"
    assert not hasattr(only(piped(FEED)), "html")


def test_an_apps_own_class_of_posts_may_have_it_too() -> None:
    """Made from `ItemWithHtml`, or not."""

    class Own(ItemWithHtml):
        starred: bool = False

    class Plain(Item):
        starred: bool = False

    (own,) = read(["-"], stdin=io.BytesIO(FEED.encode()), item=Own).items
    (plain,) = read(["-"], stdin=io.BytesIO(FEED.encode()), item=Plain).items
    assert (own.html, own.starred, plain.text) == (SHOWN, False, "See two")


def test_json_feed_has_it_as_html_or_as_lines_of_plain_text() -> None:
    """A sign of HTML in plain text is the sign."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T"}
    html = {"id": "1", "url": "https://a.example/p/1", "content_html": "<p>See <a href='2'>two</a></p>"}
    assert shown(json.dumps({**feed, "items": [html]})) == SHOWN
    assert shown(json.dumps({**feed, "items": [{"id": "1", "content_text": "a\n<b>"}]})) == "a<br>\n&lt;b&gt;"
    assert shown(json.dumps({**feed, "items": [{"id": "1"}]})) is None


def test_a_post_without_a_text_has_no_html() -> None:
    """None is not known."""
    assert shown("<rss version='2.0'><channel><item><title>x</title></item></channel></rss>") is None


def test_what_is_nested_deeper_than_any_article_is_shown_as_text() -> None:
    """Laying it out would take a parser quadratic time."""
    assert safe_html("<div>" * 1_000 + "a &amp; <b>b</b>" + "</div>" * 1_000) == "a &amp; b"
    assert safe_html("<div>" * 50 + "a" + "</div>" * 50) == "<div>" * 50 + "a" + "</div>" * 50


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is in the extra that reads feeds."""
    monkeypatch.setitem(sys.modules, "nh3", None)
    with pytest.raises(MissingExtra, match="feeds"):
        safe_html("<p>")
