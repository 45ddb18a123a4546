from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.sources.content import Markup
from feedcurate.sources.opml import Subscription, subscriptions

HEAD = '<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>T</title></head><body>'
TAIL = "</body></opml>"


def listed(outlines: str) -> tuple[tuple[Subscription, ...], list[str]]:
    """What a list with these outlines gives, and the messages."""
    found, problems = subscriptions((HEAD + outlines + TAIL).encode())
    return found, [problem.message for problem in problems]


def test_feeds_come_in_the_order_of_the_list_with_their_folders() -> None:
    """At any depth; a folder is named by its title, else its text."""
    found, told = listed(
        '<outline text="a" type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>'
        '<outline text="News" title="The news"><outline text="Local">'
        '<outline text="b" title="B" xmlUrl=" http://b.example/rss "/></outline>'
        '<outline text="c" xmlUrl="https://c.example/"/></outline>'
        '<outline text="d" xmlUrl="https://d.example/"/>'
    )
    assert told == []
    assert [(one.feed, one.title, one.page, one.folder) for one in found] == [
        ("https://a.example/feed", "a", "https://a.example/", None),
        ("http://b.example/rss", "B", None, "The news/Local"),
        ("https://c.example/", "c", None, "The news"),
        ("https://d.example/", "d", None, None),
    ]


def test_categories_are_kept_as_they_are() -> None:
    """Slashes and all; blank ones are none."""
    ((feed,), _) = listed('<outline text="a" xmlUrl="https://a.example/" category="/Boston/Weather, travel,,"/>')
    assert feed.categories == ("/Boston/Weather", "travel")


def test_what_is_commented_out_is_not_subscribed_to() -> None:
    """Nor anything below it; what follows is."""
    found, told = listed(
        '<outline text="x" isComment="true"><outline text="a" xmlUrl="https://a.example/"/></outline>'
        '<outline text="b" xmlUrl="https://b.example/" isComment="true"/>'
        '<outline text="c" xmlUrl="https://c.example/" isComment="false"/>'
    )
    assert ([one.title for one in found], told) == (["c"], [])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feed://a.example/rss", "http://a.example/rss"),
        ("feed:https://a.example/rss", "https://a.example/rss"),
        ("feed://https://a.example/rss", "https://a.example/rss"),
        ("HTTPS://A.example/?a=1&b=2&amp;c=3", "HTTPS://A.example/?a=1&b=2&c=3"),
    ],
)
def test_addresses_are_read_as_programs_write_them(written: str, meant: str) -> None:
    """With `feed:` for `http:`, and with a bare `&`."""
    ((feed,), told) = listed(f'<outline text="a" xmlUrl="{written}"/>')
    assert (feed.feed, told) == (meant, [])


def test_what_leads_to_no_feed_is_told() -> None:
    """By its title; a link and a folder are no feeds, and nothing is lost with them."""
    found, told = listed(
        '<outline text="a" type="rss"/>'
        '<outline text="b" xmlUrl="javascript:alert(1)"/>'
        '<outline text="c" xmlUrl="/feed.xml"/>'
        '<outline text="d" type="include" url="https://d.example/more.opml"/>'
        '<outline text="e" type="link" url="https://e.example/"/>'
    )
    assert found == ()
    assert told == [
        "`a` has no address",
        "`b` has no address of the web: `javascript:alert(1)`",
        "`c` has no address of the web: `/feed.xml`",
        "takes in another list, which is not read: https://d.example/more.opml",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "windows-1252"])
def test_a_list_may_be_in_any_encoding(encoding: str) -> None:
    """That its first bytes give away, or that it declares."""
    text = HEAD.replace("UTF-8", encoding) + '<outline text="Café &eacute;" xmlUrl="https://a.example/"/>' + TAIL
    ((feed,), problems) = subscriptions(text.encode(encoding))
    assert (feed.title, problems) == ("Café é", ())


def test_a_list_that_breaks_off_gives_what_stands_before() -> None:
    """And says where it breaks."""
    found, problems = subscriptions((HEAD + '<outline text="a" xmlUrl="https://a.example/"/>\n<outline <').encode())
    assert [one.title for one in found] == ["a"]
    assert [(one.line, one.message) for one in problems] == [
        (2, "is broken from here on: not well-formed (invalid token); 1 feeds stand before")
    ]


def test_markup_of_another_kind_is_no_list() -> None:
    """Which is told once; a document that was read as markup may be given as it is."""
    found, (problem,) = subscriptions(Markup(b"<rss><channel/></rss>", "rss"), "my.xml")
    assert (found, str(problem)) == ((), "my.xml: is markup, but no list of feeds")


BOMB = '<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
)


@pytest.mark.parametrize(
    "document",
    [
        BOMB + ']><opml><outline text="&l;" xmlUrl="https://a.example/"/></opml>',
        '<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><outline text="&a;" xmlUrl="https://a.example/"/></opml>',
        '<!DOCTYPE opml [<!ENTITY % a SYSTEM "http://127.0.0.1/">%a;]><opml/>',
    ],
    ids=["a billion laughs", "a file", "an address"],
)
def test_entities_are_neither_unfolded_nor_looked_up(document: str) -> None:
    """A list that declares any is refused at the first."""
    found, (problem,) = subscriptions(document.encode())
    assert found == ()
    assert problem.message == "declares entities, which no list of feeds needs; it is not read further"


@pytest.mark.parametrize(
    "document",
    [
        HEAD + '<outline text="a">' * 100_000,
        HEAD + "".join(f'<outline text="{n}" xmlUrl="https://a.example/">' for n in range(20_000)),
        HEAD + "<outline " + " ".join(f'a{n}="x"' for n in range(100_000)) + "/>" + TAIL,
        HEAD + "&" * 1_000_000 + TAIL,
        HEAD + "&x;" * 300_000 + TAIL,
        HEAD + f"&#{'9' * 1_000_000};" + TAIL,
        "<" * 1_000_000,
        "\x00" * 1_000_000,
    ],
    ids=["depth", "feeds inside feeds", "attributes", "ampersands", "references", "a number", "brackets", "NULs"],
)
def test_a_list_made_to_be_slow_is_not(document: str) -> None:
    """Time is linear in its size: a megabyte takes well under the two seconds that are allowed here."""
    start = time.process_time()
    subscriptions(document.encode())
    assert time.process_time() - start < 2


def test_a_list_that_is_too_large_is_not_looked_at() -> None:
    """Nobody is subscribed to that much."""
    found, (problem,) = subscriptions(HEAD.encode() + b" " * (16 * 1024 * 1024))
    assert (found, problem.message) == ((), "is larger than 16,777,216 bytes, which no list of feeds is")


def test_an_empty_list_is_no_mistake() -> None:
    """Nobody is subscribed to anything yet."""
    assert listed("") == ((), [])


@given(
    st.binary(max_size=200),
    st.lists(st.sampled_from(["<outline", " xmlUrl='", "http://", "'", ">", "</outline>", "&", "\x00"])),
)
def test_any_bytes_can_be_read(junk: bytes, parts: list[str]) -> None:
    """They end in feeds or messages that can be printed."""
    for data in (junk, (HEAD + "".join(parts)).encode() + junk):
        found, problems = subscriptions(data)
        assert found or problems
        assert all(problem.message.isprintable() for problem in problems)


def test_the_lists_of_the_corpus_are_read_whole(corpus: Path) -> None:
    """Every `xmlUrl` in them is a feed."""
    for path in sorted((corpus / "feeds" / "opml").iterdir()):
        data = path.read_bytes()
        found, problems = subscriptions(data)
        assert problems == ()
        assert len(found) == data.count(b"xmlUrl=")
        assert all(one.title and one.page and one.folders for one in found)
