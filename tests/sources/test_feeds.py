from __future__ import annotations

import sys

import pytest

from feedcurate.model.account import Account
from feedcurate.model.item import MediaKind, PostKind
from tests.sources.given import known, only, piped

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Ann &amp;amp; Bo</title><link>https://blog.example/</link><language>en-gb</language>
<item><title>A &lt;em&gt;first&lt;/em&gt; loaf</title><link>/loaf</link><guid isPermaLink="false">12</guid>
<dc:creator>Ann</dc:creator><description>Short</description>
<content:encoded><![CDATA[<p>It rose.<p>See <a href="/crumb">the crumb</a>.
<img src="/a.png" alt="a loaf">]]></content:encoded>
<category>Mental Health</category><category>#bread</category>
<enclosure url="https://blog.example/a.mp3" type="audio/mpeg" length="12"/><itunes:duration>1:02:03</itunes:duration>
<enclosure url="https://blog.example/recipe.pdf" type="application/pdf"/>
<media:content url="https://blog.example/b.mp4" medium="video" duration="12" width="640" height="360"/>
<itunes:explicit>yes</itunes:explicit><slash:comments>7</slash:comments>
<pubDate>Fri, 01 May 2026 14:00:00 +0200</pubDate></item></channel></rss>"""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" {names}>
<title>Blog</title><link rel="self" href="https://blog.example/atom"/><link href="https://blog.example/"/>
<author><name>Ann</name><uri>https://ann.example/</uri></author>
<entry><id>tag:blog.example,2026:1</id>{entry}</entry></feed>"""


def atom(entry: str, names: str = "") -> bytes:
    """A feed of Atom with one entry."""
    return ATOM.format(entry=entry, names=names).encode()


def test_every_field_that_an_entry_of_rss_has_is_in_the_item() -> None:
    """A whole entry beside the whole item that it is."""
    assert known(only(piped(RSS))) == {
        "id": "https://blog.example/#12",
        "source": "rss",
        "url": "https://blog.example/loaf",
        "kind": "video",
        "author": {"name": "Ann", "url": "https://blog.example/", "source": "rss"},
        "community": "Ann & Bo",
        "title": "A first loaf",
        "text": "It rose.\n\nSee the crumb.",
        "language": "en-gb",
        "tags": ["Mental Health", "bread"],
        "published": "2026-05-01T12:00:00Z",
        "media": [
            {"kind": "audio", "url": "https://blog.example/a.mp3", "duration": "PT1H2M3S"},
            {
                "kind": "video",
                "url": "https://blog.example/b.mp4",
                "duration": "PT12S",
                "width": 640,
                "height": 360,
            },
            {"kind": "image", "url": "https://blog.example/a.png", "alt": "a loaf"},
        ],
        "links": [{"url": "https://blog.example/recipe.pdf"}, {"url": "https://blog.example/crumb"}],
        "sensitive": True,
        "replies": 7,
        "feed": "Ann & Bo",
    }


def test_every_field_that_an_entry_of_atom_has_is_in_the_item() -> None:
    """The feed's author is the entry's where it names none (RFC 4287); fractions of a second are kept."""
    item = only(
        piped(
            atom(
                '<title type="html">Br&amp;amp;d</title><link href="https://blog.example/1"/>'
                '<link rel="via" href="https://news.example/" title="News"/><link rel="enclosure" href="/c.jpg"/>'
                "<published>2026-05-01T12:00:00.25Z</published><updated>2026-05-02T12:00:00Z</updated>"
                '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>one</p><p>two</p></div></content>'
                '<thr:in-reply-to ref="tag:other,1"/>',
                'xmlns:thr="http://purl.org/syndication/thread/1.0"',
            )
        )
    )
    assert known(item) == {
        "id": "tag:blog.example,2026:1",
        "source": "rss",
        "url": "https://blog.example/1",
        "kind": "article",
        "author": {"name": "Ann", "url": "https://ann.example/", "source": "rss"},
        "community": "Blog",
        "title": "Br&d",
        "text": "one\n\ntwo",
        "language": "de",
        "tags": [],
        "published": "2026-05-01T12:00:00.250000Z",
        "updated": "2026-05-02T12:00:00Z",
        "in_reply_to": {"id": "tag:other,1"},
        "media": [{"kind": "image", "url": "https://blog.example/c.jpg"}],
        "links": [{"url": "https://news.example/", "title": "News"}],
        "feed": "Blog",
    }


def test_a_feed_of_youtube_gives_films_of_a_channel() -> None:
    """The author's address is the channel's, the text keeps its lines."""
    item = only(
        piped(
            atom(
                "<yt:videoId>abc</yt:videoId><title>On bread</title>"
                '<link rel="alternate" href="https://www.youtube.com/watch?v=abc"/>'
                "<author><name>Ann</name><uri>https://www.youtube.com/channel/UCx</uri></author>"
                "<published>2026-05-01T12:00:00+00:00</published><media:group>"
                '<media:content url="https://www.youtube.com/v/abc" type="application/x-shockwave-flash"/>'
                "<media:description>One\nTwo</media:description><media:community>"
                '<media:statistics views="1234"/></media:community></media:group>',
                'xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/"',
            )
        )
    )
    assert (item.source, item.kind, item.views, item.text) == ("youtube", PostKind.VIDEO, 1234, "One\nTwo")
    assert item.author == Account(name="Ann", url="https://www.youtube.com/channel/UCx", source="youtube")
    assert [(media.kind, media.url) for media in item.media or ()] == [
        (MediaKind.VIDEO, "https://www.youtube.com/watch?v=abc")
    ]


def rss(item: str, channel: str = "<title>Blog</title><link>https://blog.example/</link>") -> str:
    """A feed of RSS with one entry."""
    return f"<rss version='2.0'><channel>{channel}<item>{item}</item></channel></rss>"


def test_without_an_author_the_feed_is_the_author() -> None:
    """Its title and its address; where the entry came from another feed, that one's."""
    plain = only(piped(rss("<title>x</title>")))
    assert plain.author == Account(name="Blog", url="https://blog.example/", source="rss")
    taken = only(piped(rss('<title>x</title><source url="https://other.example/rss">Other</source>')))
    assert taken.author == Account(name="Other", url="https://other.example/rss", source="rss")
    assert (taken.community, taken.feed) == ("Other", "Blog")


def test_the_author_of_a_whole_feed_of_youtube_is_there_too() -> None:
    """An entry without its own author has the feed's, at the place that the entry is from."""
    entry = "<title>x</title><yt:videoId>a</yt:videoId>"
    film = only(piped(atom(entry, 'xmlns:yt="http://www.youtube.com/xml/schemas/2015"')))
    assert film.author == Account(name="Ann", url="https://ann.example/", source="youtube")


def test_a_feed_that_breaks_off_says_so() -> None:
    """What came before is read; a feed that is broken and has its end gets no such word."""
    whole = rss("<title>x</title><description>one</description><category><![CDATA[Bread & wine]]></category>")
    cut = piped(whole[: whole.index("</item>")])
    assert [problem.message for problem in cut.problems] == [
        "breaks off in the middle: its last post may lack a part, and later ones are missing"
    ]
    assert (cut.items[0].title, cut.items[0].tags) == ("x", ("Bread & wine",))
    assert piped(whole.replace("one", "one & two")).problems == ()


def test_an_ampersand_that_was_not_escaped_stays_one() -> None:
    """In titles, links and CDATA, with a letter after it or not."""
    cdata = "<description><![CDATA[<p>x&y; &amp; z&w</p>]]></description>"
    item = only(piped(rss(f"<title>R&D <3 & on</title><link>https://blog.example/?a=1&b=2</link>{cdata}")))
    assert (item.title, item.url) == ("R&D <3 & on", "https://blog.example/?a=1&b=2")
    assert item.text == "x&y; & z&w"
    feed = only(piped(rss("<title>x</title>", "<title>AT&T</title><link>https://blog.example/?a=1&copy=2</link>")))
    assert feed.author == Account(name="AT&T", url="https://blog.example/?a=1&copy=2", source="rss")


def test_an_id_is_the_guid_else_the_link_else_a_hash_that_stays() -> None:
    """Numbers of two feeds are not the same post."""
    assert only(piped(rss("<guid>https://blog.example/1</guid>"))).id == "https://blog.example/1"
    assert only(piped(rss("<link>https://blog.example/1</link>"))).id == "https://blog.example/1"
    assert only(piped(rss('<guid isPermaLink="false">7</guid>'))).id == "https://blog.example/#7"
    hashed = only(piped(rss("<title>x</title>"))).id
    assert hashed.startswith("sha256:")
    assert hashed == only(piped(rss("<title>x</title>"))).id
    assert hashed != only(piped(rss("<title>y</title>"))).id


def test_an_entry_that_leaves_its_text_to_the_page_has_an_unknown_text() -> None:
    """A text that is there and empty would be known."""
    item = only(piped(rss("<title>x</title><link>https://blog.example/1</link>")))
    assert (item.title, item.text, item.kind) == ("x", None, PostKind.ARTICLE)
    note = only(piped(rss("<description>just words</description>")))
    assert (note.title, note.text, note.kind) == ("", "just words", PostKind.NOTE)


def test_a_date_that_cannot_be_read_is_told_once_a_feed() -> None:
    """The entries stay, without a date; a date without an offset is UTC."""
    entries = "".join(f"<item><guid>{n}</guid><pubDate>{d}</pubDate></item>" for n, d in enumerate(("soon", "32 Foo")))
    reading = piped(f"<rss version='2.0'><channel><title>T</title>{entries}</channel></rss>")
    assert [item.published for item in reading.items] == [None, None]
    assert [p.message for p in reading.problems] == ["2 dates cannot be read (`soon`) and stay unknown"]
    assert str(only(piped(rss("<pubDate>2026-05-01 12:00</pubDate>"))).published) == "2026-05-01 12:00:00+00:00"


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("<rss version='0.91'><channel><item><title>x</title></item></channel></rss>", "RSS"),
        ("<!-- a <feed> --><?xml-stylesheet?>\n<!DOCTYPE rss>" + rss("<title>x</title>"), "RSS"),
        ("junk before " + rss("<title>x</title>"), "RSS"),
        (rss("<title>x</title>")[:-20], "RSS"),
        (f"<rdf:RDF xmlns:rdf='{RDF}' xmlns='http://purl.org/rss/1.0/'><item><title>x</title></item></rdf:RDF>", "RDF"),
        ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>x</a:title></a:entry></a:feed>", "Atom"),
    ],
)
def test_a_feed_is_known_by_its_first_tag(document: str, name: str) -> None:
    """Whatever stands before it, and however badly it ends."""
    reading = piped(document)
    assert [item.title for item in reading.items] == ["x"]
    assert [source.format for source in reading.sources] == [name]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32-le", "iso-8859-1"])
def test_a_feed_may_be_in_any_encoding(encoding: str) -> None:
    """Declared where the bytes do not give it away."""
    declared = f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>" + rss("<title>café</title>")
    assert only(piped(declared.encode(encoding))).title == "café"


def test_entities_that_would_grow_without_end_are_not_followed() -> None:
    """The billion laughs, and a file of the machine."""
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 30))
    document = f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{laughs}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" + rss(
        "<title>x &l29; &f;</title>"
    )
    title = only(piped(document)).title
    assert title is not None
    assert len(title) < 100
    assert "root:" not in title


def test_without_the_extra_a_feed_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything else goes on without feedparser."""
    monkeypatch.setitem(sys.modules, "feedparser", None)
    assert [p.message for p in piped(RSS).problems] == [
        "reading RSS, RDF and Atom needs the extra `feeds`: pip install 'feedcurate[feeds]'"
    ]
    assert only(piped('{"id": "1"}')).id == "1"


@pytest.mark.parametrize("reference", ["&#99999999999;", "&#x110000;", "&#xD800;", "&#0;", "&#" + "9" * 5000 + ";"])
def test_a_number_of_no_character_does_not_lose_the_feed(reference: str) -> None:
    """It becomes a replacement, in a feed that is broken besides."""
    assert piped(rss(f"<title>x{reference}y</title>")[:-15]).items[0].title == "x\ufffdy"


def test_an_encoding_whose_name_is_no_text_is_passed_over() -> None:
    """The parser beneath raises at it."""
    document = b"<?xml version='1.0' encoding='is\xffo'?>" + rss("<title>caf\xe9</title>").encode()
    assert only(piped(document)).title == "caf\xe9"
