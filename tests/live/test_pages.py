"""The feed of a web page is found, and the addresses in a feed are whole."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.live.pages import feeds_of, is_page
from tests.live.asking import RSS, Reader, notes, problems, titles
from tests.live.serving import Server, answer, redirect

PAGE = b"""<!doctype html><html><head><title>Harbour</title>
<link rel="stylesheet" href="/style.css"><link rel=alternate hreflang=de href="/de">
<LINK REL="Alternate" TYPE="application/rss+xml; charset=utf-8" HREF="news/feed.xml" title="News">
<link rel="alternate" type="application/atom+xml" href="/comments.atom"></head><body>Welcome</body></html>"""


def test_the_first_feed_of_a_page_is_read(server: Server, reader: Reader) -> None:
    """A page leads to its feed, and the reader is told which it was."""
    server.routes["/site/"] = answer(200, PAGE, Content_Type="text/html")
    server.routes["/site/news/feed.xml"] = answer(200, RSS)
    live = reader.read(server.address("/site/"))
    assert titles(live) == ["Bridge closed", "Bridge open"]
    feed = server.address("/site/news/feed.xml")
    assert notes(live) == [f"is a web page; the feed that it links to is read: `{feed}`"]
    assert not problems(live)


def test_a_page_is_asked_each_time_which_feed_it_has(server: Server, reader: Reader) -> None:
    """No validator of a feed is sent to the page that links to it."""
    server.routes["/"] = answer(200, PAGE, ETag='"page"')
    server.routes["/news/feed.xml"] = answer(200, RSS, ETag='"feed"')
    for _ in range(2):
        assert len(titles(reader.read(server.address("/")))) == 2
    assert not any("if-none-match" in asked.headers for asked in server.asked)


def test_a_page_without_a_feed_is_told(server: Server, reader: Reader) -> None:
    """There is nothing to read on it."""
    server.routes["/"] = answer(200, b"<html><head></head><body>nothing</body></html>")
    assert problems(reader.read(server.address("/"))) == ["is a web page that links to no feed"]


@pytest.mark.parametrize(
    ("handler", "why"),
    [
        (answer(200, PAGE), "is a web page, too"),
        (answer(404), "answers with status 404 (not found)"),
        (redirect(302, "/elsewhere"), "answers with status 404 (not found)"),
    ],
)
def test_a_page_whose_feed_is_none_is_told(handler: object, why: str, server: Server, reader: Reader) -> None:
    """One step is taken from a page, and no second."""
    server.routes["/"] = answer(200, PAGE)
    server.routes["/news/feed.xml"] = handler  # type: ignore[assignment]  # each of them is a handler
    feed = server.address("/news/feed.xml")
    assert problems(reader.read(server.address("/"))) == [f"is a web page, and its feed `{feed}` {why}"]


def test_the_base_of_a_page_counts() -> None:
    """`<base href>` moves what is relative."""
    page = b'<html><base href="https://cdn.example/x/"><link rel=alternate type=application/atom+xml href=a.xml>'
    assert list(feeds_of(page, "https://example.com/")) == ["https://cdn.example/x/a.xml"]


def test_links_in_comments_and_scripts_are_none() -> None:
    """Only what a browser would see counts."""
    link = b"<link rel=alternate type=application/rss+xml href=/x>"
    page = b"<html><!-- " + link + b" --><script>" + link + b"</script><link rel=alternate type=text/html href=/y>"
    assert not list(feeds_of(page, "https://example.com/"))


def test_a_feed_cannot_be_at_an_address_of_another_kind() -> None:
    """`javascript:` and files are not followed."""
    page = b"<html><link rel=alternate type=application/rss+xml href='file:///etc/passwd'>"
    assert not list(feeds_of(page, "https://example.com/"))


@given(st.binary())
def test_any_bytes_are_a_page_or_none(data: bytes) -> None:
    """Looking for a page and its feeds never fails."""
    assert is_page(data) in (True, False)
    page = b"<html><base href=" + data + b"><link rel=alternate type=application/rss+xml href=" + data
    assert all(feed.startswith(("http://", "https://")) for feed in feeds_of(page, "http://x/"))


def test_a_page_of_unclosed_tags_takes_no_time() -> None:
    """Half a megabyte of openings is looked through once."""
    began = time.process_time()
    list(feeds_of(b"<html>" + b"<link rel=alternate " * 25_000, "https://example.com/"))
    assert time.process_time() - began < 2


def test_relative_addresses_of_a_feed_are_those_of_where_it_was_found(server: Server, reader: Reader) -> None:
    """After a redirect, too, and again when the feed comes from what is kept."""
    feed = RSS.replace(b"https://courier.example/", b"/")
    server.routes["/feed"] = redirect(302, "/deep/in/here.xml")
    server.routes["/deep/in/here.xml"] = answer(200, feed, Cache_Control="max-age=900")
    for _ in range(2):
        live = reader.read(server.address())
        assert [item.url for item in live.reading.items] == [server.address("/bridge"), server.address("/open")]
    assert len(server.asked) == 2


def test_the_encoding_that_a_server_names_is_used(server: Server, reader: Reader) -> None:
    """A feed that declares none is read in the one of its header."""
    feed = RSS.decode().replace("Bridge closed", "Brücke zu").encode("latin-1").replace(b'<?xml version="1.0"?>\n', b"")
    server.routes["/feed"] = answer(200, feed, Content_Type="application/rss+xml; charset=iso-8859-1")
    assert titles(reader.read(server.address()))[0] == "Brücke zu"
