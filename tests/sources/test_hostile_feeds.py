"""Feeds made to harm: each ends in posts or in one clear message, in bounded time and memory."""

from __future__ import annotations

import gc
import io
import time
import tracemalloc

import pytest

from feedcurate.sources import feed_parser
from feedcurate.sources.base import ReadLimits
from feedcurate.sources.html import prose
from feedcurate.sources.read import read
from feedcurate.sources.shown import ItemWithHtml, safe_html
from tests.sources.given import only, piped, piped_json

N = 10_000
BASE = "xmlns:media='http://search.yahoo.com/mrss/' xml:base='https://a.example/'"


def rss(item: str, before: str = "") -> str:
    """A feed with one entry."""
    inside = f"<title>T</title><item><guid>x:1</guid>{item}</item>"
    return f"{before}<rss version='2.0' {BASE}><channel>{inside}</channel></rss>"


HOSTILE = {
    "elements inside each other": rss("<a>" * N + "</a>" * N),
    "elements inside each other that are never closed": rss("<a>" * N),
    "entries inside each other": rss("<item>" * N + "<title>x</title>"),
    "texts inside each other": rss("<description>" * N),
    "boxes inside each other": f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>{'<div>' * N}x"
    f"{'</div>' * N}</content></entry></feed>",
    "boxes of escaped HTML inside each other": rss(f"<description>{'&lt;div&gt;' * N}</description>"),
    "tags that are never closed": rss("<description>")[:-10] + "<a " * N,
    "tags of escaped HTML that are never closed": rss(f"<description>{'&lt;a ' * N}</description>"),
    "quotes that are never closed": rss("")[:-10] + '<a b="' * N,
    "comments that are never closed": rss("")[:-10] + "<!--" * N,
    "frames that are never closed": rss(f"<description>{'&lt;iframe&gt;' * N}</description>"),
    "instructions that are never closed": rss("")[:-10] + "<?x " * N,
    "sections of text that are never closed": rss("<title>")[:-10] + "<![CDATA[" * N,
    "document types": "<!DOCTYPE " * N + rss(""),
    "entities without end": rss("", f"<!DOCTYPE x [{'<!ENTITY a ' * N}]>"),
    "entities that nobody declared": rss(f"<title>{'&foo;' * N}</title>"),
    "categories": rss("".join(f"<category>c{n}</category>" for n in range(N))),
    "authors": rss("".join(f"<author>a{n}@a.example (A)</author>" for n in range(N))),
    "media": rss("".join(f"<media:content url='/{n}.mp3'/>" for n in range(N))),
    "titles": rss("<title>x</title>" * N),
    "an author that is nearly an e-mail address": rss(f"<author>{'a.' * N}@</author>"),
    "an author of at signs": rss(f"<author>{'@a' * N}</author>"),
    "a date of digits": rss(f"<pubDate>{'1 ' * N}</pubDate>"),
    "hashtags": rss(f"<description>{'#a # ' * N}</description>"),
    "attributes": rss("<a " + " ".join(f"a{n}=''" for n in range(N)) + "/>"),
    "namespaces": rss("<a " + " ".join(f"xmlns:a{n}='{n}'" for n in range(N)) + "/>"),
    "bases that grow": rss("<a xml:base='aaaaaaaaa/'>" * N),
}


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_feed_ends_in_posts_or_in_one_message_within_seconds(document: str) -> None:
    """Whatever a feed has ten thousand of."""
    start = time.process_time()
    reading = piped(document)
    assert time.process_time() - start < 10
    assert reading.items or len(reading.problems) == 1
    assert all(len(problem.message) < 120 for problem in reading.problems)


@pytest.mark.parametrize(
    ("name", "most", "document", "message"),
    [
        ("MOST", 2, rss("<item/><item/>"), "has more than 2 posts"),
        ("ELEMENTS", 9, rss("<a/>" * 9), "has more than 9 elements"),
        ("ATTRIBUTES", 3, rss("<a b='' c='' d='' e=''/>"), "has more than 3 attributes in one element"),
        ("ATTRIBUTES", 3, rss("<a b='' c='' d='' e=''/>")[:-3], "has more than 3 attributes in one element"),
        ("BROKEN", 50, rss("")[:-9], "has more than 50 bytes, and is broken"),
        ("NAMESPACES", 2, rss("<a xmlns:b='b' xmlns:c='c'/>"), "has more than 2 namespaces"),
        (
            "BASE",
            30,
            rss("<a xml:base='bbbbbbbbbbbbbbbbbbbb/'/>"),
            "has more than 30 letters in a base address",
        ),
        (
            "GROWTH",
            9,
            rss("<title>&a;&a;</title>", '<!DOCTYPE x [\n<!ENTITY a "aaaaa">\n]>'),
            "has more than 9 letters in its entities, used again and again",
        ),
    ],
)
def test_a_feed_with_more_of_something_than_anybody_needs_says_so(
    monkeypatch: pytest.MonkeyPatch, name: str, most: int, document: str, message: str
) -> None:
    """Each bound, lowered so that the test is quick."""
    monkeypatch.setattr(feed_parser, name, most)
    assert [problem.message for problem in piped(document).problems] == [message]


def test_an_entity_that_is_used_again_and_again_does_not_fill_the_memory() -> None:
    """A hundred kilobytes, a hundred thousand times, would be ten gigabytes."""
    bomb = rss(f"<title>{'&a;' * 100_000}</title>", f'<!DOCTYPE x [\n<!ENTITY a "{"a" * 100_000}">\n]>')
    tracemalloc.start()
    reading = piped(bomb)
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()
    assert [problem.message for problem in reading.problems] == [
        "has more than 10,000,000 letters in its entities, used again and again"
    ]


def test_a_json_feed_with_more_posts_than_any_feed_has_says_so() -> None:
    """Each takes a kilobyte of memory, and five bytes of the document."""
    document = {"version": "https://jsonfeed.org/version/1.1", "items": [{}] * 100_001}
    assert [problem.message for problem in piped_json(document).problems] == ["has more than 100,000 posts"]


def test_a_text_has_no_more_links_and_pictures_than_a_page_can_show() -> None:
    """The text itself is whole."""
    found = prose("<a href='https://a.example/'>a</a><img src='https://a.example/b.png'>" * 20_000)
    assert (len(found.links), len(found.media), len(found.text)) == (10_000, 10_000, 20_000)


def test_a_broken_feed_leaves_nothing_in_memory() -> None:
    """A reader that fetches feeds all day would fill it: what holds itself is freed only when somebody looks."""
    broken = rss("<title>x</title>")[:-20].encode()
    piped(broken)
    gc.collect()
    piped(broken)
    assert gc.collect() == 0


def test_a_feed_that_never_ends_is_read_up_to_the_limit() -> None:
    """A gigabyte or more of it is not waited for."""

    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what io.BufferedReader gives
            unit = b"<rss><channel><item>"
            buffer[:] = (unit * (len(buffer) // len(unit) + 1))[: len(buffer)]
            self.given += len(buffer)
            return len(buffer)

    endless = Endless()
    limits = ReadLimits(document_bytes=1_000_000, line_bytes=100_000)
    reading = read(["-"], stdin=io.BufferedReader(endless), limits=limits)
    assert [problem.message for problem in reading.problems] == [
        "is larger than 1,000,000 bytes; only JSON Lines may be longer"
    ]
    assert endless.given < 2_000_000


def test_control_characters_nuls_and_halves_of_pairs_do_not_lose_a_feed() -> None:
    """As bytes, as references and as bytes that are no UTF-8."""
    document = rss("<title>a\x00b\x0bc&#0;d&#x1b;e\ud800f&#xD800;g</title>").encode("utf-8", "surrogatepass")
    title = only(piped(document)).title
    assert title is not None
    assert title.isprintable()
    assert [letter for letter in title if letter.isascii()] == ["a", "b", " ", *"cdefg"]


@pytest.mark.parametrize("unit", ["<div>", "<ul><li>", "<table><td>", "<font size=%d>", "<b><p>", "<a ", "<svg>"])
def test_html_to_be_shown_is_bounded_too(unit: str) -> None:
    """Boxes and marks that are opened without end, each of which a parser would have to look at for each tag."""
    start = time.process_time()
    markup = "".join(unit.replace("%d", str(n)) for n in range(N)) + "<p>x" * N
    assert len(safe_html(markup)) < 100 * len(markup)
    assert time.process_time() - start < 5


def test_nothing_runs_in_html_to_be_shown() -> None:
    """Scripts, handlers, frames, forms and addresses of scripts are gone; the text stays."""
    attacks = (
        "<p onclick='x()'>a</p><script>b()</script><a href='java\nscript:c()'>d</a><iframe src='/e'></iframe>"
        "<img src='x' onerror='f()'><style>g{}</style><svg onload='h()'></svg><form action='/i'><input></form>"
        "<a href='data:text/html,j'>k</a><object data='l'></object><base href='//evil.example/'><p style='m:n'>o</p>"
    )
    document = rss(f"<link>https://a.example/1</link><description><![CDATA[{attacks}]]></description>")
    (item,) = read(["-"], stdin=io.BytesIO(document.encode()), item=ItemWithHtml).items
    assert item.html == (
        '<p>a</p><a rel="noopener noreferrer">d</a><img src="https://a.example/x">'
        '<a rel="noopener noreferrer">k</a><p>o</p>'
    )
