from __future__ import annotations

import io
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.model.item import Item
from feedcurate.sources.base import ReadLimits
from feedcurate.sources.charsets import markup_text
from feedcurate.sources.content import Served
from feedcurate.sources.stream import read_stream

_NO_CHARACTER_OF_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, section 2.2."""


def declared(encoding: str, text: str) -> str:
    """A document that says what it is in."""
    return f"<?xml version='1.0' encoding='{encoding}'?><a>{text}</a>"


@pytest.mark.parametrize(
    ("data", "served"),
    [
        (declared("iso-8859-1", "café").encode("latin-1"), None),
        (declared("iso-8859-1", "café").encode(), None),
        (declared("utf-8", "café").encode("latin-1"), None),
        (declared("us-ascii", "café").encode(), None),
        (declared("utf-16", "café").encode(), None),
        (declared("no such thing", "café").encode(), None),
        (declared("base64", "café").encode(), None),
        (declared("punycode", "café").encode(), None),
        (b"\xef\xbb\xbf" + declared("iso-8859-1", "café").encode(), "text/xml; charset=koi8-r"),
        (declared("utf-8", "café").encode("utf-16"), "text/xml; charset=utf-8"),
        (declared("utf-16", "café").encode("utf-16-be"), None),
        ("<a>café</a>".encode(), "text/xml"),
        ("<a>café</a>".encode("latin-1"), 'application/rss+xml; charset="ISO-8859-1"'),
        (declared("koi8-r", "café").encode("latin-1"), "text/xml; charset=iso-8859-1"),
    ],
)
def test_a_wrong_declaration_does_no_harm(data: bytes, served: str | None) -> None:
    """A mark counts before the server, the server before the declaration, and UTF-8 before one byte a letter."""
    assert markup_text(data, served) == "<a>café</a>"


@pytest.mark.parametrize(
    ("encoding", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", "don’t “quote”"),
        ("gb2312", "gb18030", "镕基"),
        ("shift_jis", "cp932", "①㈱"),
        ("x-sjis", "cp932", "日本"),
        ("euc-kr", "cp949", "똠방각하"),
        ("koi8-r", "koi8-r", "привет"),
        ("windows-1255", "cp1255", "שלום"),
        ("TIS-620", "cp874", "สวัสดี…"),
        ("big5", "big5", "中文"),
    ],
)
def test_an_encoding_is_read_as_the_larger_one_that_people_mean_by_it(encoding: str, codec: str, text: str) -> None:
    """As browsers do."""
    assert markup_text(declared(encoding, text).encode(codec)) == f"<a>{text}</a>"


def test_a_small_text_in_two_bytes_a_letter_is_not_taken_for_utf_8() -> None:
    """Two Chinese letters whose bytes happen to be UTF-8 stay what the document says they are."""
    assert markup_text(declared("gbk", "联通").encode("gbk")) == "<a>联通</a>"


def test_a_text_that_was_cut_in_the_middle_of_a_letter_stays_utf_8() -> None:
    """One wrong byte does not make all the others wrong."""
    assert markup_text("<a>café, voilà".encode() + b"\xc3</a>") == "<a>café, voilà\ufffd</a>"


def test_a_text_in_another_encoding_that_was_cut_stays_in_it() -> None:
    """Half a letter at the end does not make Chinese Western."""
    cut = declared("big5", "中文字體很好").encode("big5").replace("好".encode("big5"), b"\xff")
    assert markup_text(cut) == "<a>中文字體很\ufffd</a>"


def test_halves_of_pairs_become_whole_or_replacements() -> None:
    """Some programs write each half of an emoji for itself."""
    assert markup_text("<a>\ud83d\ude00 \ud83d</a>".encode("utf-8", "surrogatepass")) == "<a>😀 \ufffd</a>"


def test_control_characters_do_not_stay_in_words() -> None:
    """Bytes and references alike; vertical tabs and page breaks end lines, and what is no character is replaced."""
    assert markup_text(b"<a>o\x02f\x1ff&#1;re\x00\x0b\x0c\t\n&#9;&#xC;&#65535;&#0;</a>") == (
        "<a>offre\n\n\t\n&#9;&#10;&#xFFFD;&#xFFFD;</a>"
    )


def test_what_stands_before_the_first_tag_is_left_out() -> None:
    """A parser of XML would stop there."""
    assert markup_text(b" \n junk <?xml version='1.0'?><a/>") == "<a/>"


def test_what_a_server_says_of_a_document_is_used() -> None:
    """Its address for relative links, its language where the feed names none, its charset."""
    entry = "<entry><id>x:1</id><title>café</title><link href='b'/></entry>"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>"
    served = Served("https://a.example/feeds/x", "application/atom+xml; charset=latin-1", "fr")
    reading = read_stream("x", io.BytesIO(feed.encode("latin-1")), Item, ReadLimits(), None, served)
    (item,) = reading.items
    assert (item.title, item.url, item.language) == ("café", "https://a.example/feeds/b", "fr")


@given(st.binary(max_size=100), st.sampled_from([None, "text/xml; charset=utf-7", "x; charset=idna", "x; charset=hex"]))
def test_any_bytes_have_a_text(data: bytes, served: str | None) -> None:
    """That an XML parser would take, and that can be written."""
    text = markup_text(b"<" + data, served)
    assert not _NO_CHARACTER_OF_XML.search(text)
    assert text.encode()


@pytest.mark.parametrize("unit", [b"\x81", b"&#", b"<?xml ", b"\xff", b"\xc3", b"&#1;"])
def test_a_long_text_costs_no_more_than_its_length(unit: bytes) -> None:
    """None takes minutes."""
    start = time.process_time()
    markup_text(b"<a>" + unit * 500_000)
    assert time.process_time() - start < 5
