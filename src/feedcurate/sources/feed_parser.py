"""feedparser, within bounds.

In: the text of a feed, its address and language. Out: feedparser's dictionaries, with what `feed_elements` adds. This
module imports feedparser, and is itself imported where a feed is read. Bounded are the counts that some step of
feedparser or of the standard library is slower than linear in, or that memory grows with.
"""

from __future__ import annotations

import io
import re
import xml.sax
from typing import Any
from xml.sax.expatreader import ExpatParser
from xml.sax.saxutils import escape

import feedparser
from attrs import define
from feedparser.api import LooseFeedParser, StrictFeedParser
from feedparser.sanitizer import replace_doctype

from feedcurate.sources.base import Unreadable
from feedcurate.sources.entries import MOST
from feedcurate.sources.feed_elements import Elements
from feedcurate.sources.tags import unescaped

ELEMENTS = 1_000_000
ATTRIBUTES = 200
NAMESPACES = 200
BASE = 4_000
GROWTH = 10_000_000
BROKEN = 16_000_000
_ENDS = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|rdf|feed|channel)\s*>", re.IGNORECASE)
# An `&` that begins no reference; what stands in CDATA is passed over.
_BARE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!#?\w{1,32};)", re.DOTALL)
_USE = re.compile(r"&(\w{1,100});")
# Elements that hold plain text; tags of HTML in them, which some feeds forget to escape, would take their text away.
_PLAIN = frozenset({"author", "category", "id", "name"})
_MARKUP = frozenset({"a", "b", "br", "code", "div", "em", "i", "p", "span", "strong"})
_HEADLINES = frozenset({"title", "subtitle", "rights"})
_NAMESPACES = {
    **StrictFeedParser.namespaces,
    "https://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://www.youtube.com/xml/schemas/2015": "yt",
    "http://purl.org/syndication/thread/1.0": "thr",
}


@define
class Parsed:
    """What a feed says of itself, its entries, and its version (`atom10`, `rss20`); "" where it is no feed.

    `is_cut_off`: it is broken, and the tag that it begins with is never closed.
    """

    feed: dict[str, Any]
    entries: list[dict[str, Any]]
    version: str
    is_broken: bool
    is_cut_off: bool


def parsed(text: str, address: str | None, language: str | None) -> Parsed:
    """What feedparser makes of a feed. Raises `Unreadable`, and whatever feedparser trips over."""
    version, data, entities = replace_doctype(text.encode("utf-8", "replace"))
    _bounded(_growth(text, entities), GROWTH, "letters in its entities, used again and again")
    parser: Any = _Strict(address, language, "utf-8")
    is_broken = False
    try:
        _parse_strictly(parser, data)
    except xml.sax.SAXException as error:
        is_broken = True
        _let_go(parser, error)
        _bounded(len(data), BROKEN, "bytes, and is broken")
        parser = _Loose(address, language, "utf-8", entities)
        _quiet(parser).feed(_BARE.sub(_written_out, data.decode("utf-8", "replace")))
    is_cut_off = is_broken and _ENDS.search(text) is None
    return Parsed(dict(parser.feeddata), parser.entries, version or parser.version, is_broken, is_cut_off)


def _written_out(found: re.Match[str]) -> str:
    """Feedparser reads the `&T` of `AT&T` as a reference, and writes `&T;`."""
    return "&amp;" if found[0] == "&" else found[0]


def _let_go(parser: Any, error: xml.sax.SAXException) -> None:
    """An error holds the calls that it came through, and they hold it: the document would stay in memory for long."""
    cause = error.getException()
    parser.exc = error.__traceback__ = None
    if cause is not None:
        cause.__traceback__ = None


def _growth(text: str, entities: dict[str, str]) -> int:
    """How many letters the entities of a document become; feedparser has taken out those that hold others."""
    if not entities:
        return 0
    return sum(len(entities.get(use[1], "")) for use in _USE.finditer(text))


def date_of(value: str) -> Any:
    """The nine numbers of a date in UTC, as feedparser reads it; None where it cannot."""
    return feedparser.datetimes._parse_date(value)  # noqa: SLF001 (its handlers have no other door)


def _parse_strictly(parser: Any, data: bytes) -> None:
    reader = _Reader(namespaceHandling=True)
    reader.setFeature(xml.sax.handler.feature_external_ges, False)
    reader.setContentHandler(_quiet(parser))
    reader.setErrorHandler(parser)
    source = xml.sax.xmlreader.InputSource()
    source.setByteStream(io.BytesIO(data))
    reader.parse(source)


class _Reader(ExpatParser):
    """The standard library's reader; it hands over a text in one piece, and not line by line."""

    _parser: Any

    def reset(self) -> None:
        super().reset()
        self._parser.buffer_text = True


def _quiet(parser: Any) -> Any:
    """HTML is ours to read."""
    parser.resolve_relative_uris = parser.sanitize_html = False
    return parser


def _bounded(count: int, most: int, of_what: str) -> None:
    if count > most:
        raise Unreadable(f"has more than {most:,} {of_what}")


class _Bounded(Elements):
    """Raises `Unreadable` where a feed has more of something than any reader needs."""

    namespaces = _NAMESPACES
    _matchnamespaces: dict[str, str] = {}  # noqa: RUF012 (feedparser fills it once for the class)
    elements = 0
    naked = 0

    def unknown_starttag(self, tag: str, attrs: Any) -> None:
        self.elements += 1
        _bounded(self.elements, ELEMENTS, "elements")
        _bounded(len(attrs), ATTRIBUTES, "attributes in one element")
        if tag in _MARKUP and self.elementstack and self.elementstack[-1][0] in _PLAIN:
            self.naked += 1
            return
        self.naked = 0
        super().unknown_starttag(tag, attrs)
        _bounded(len(self.baseuri), BASE, "letters in a base address")

    def unknown_endtag(self, tag: str) -> None:
        if self.naked and tag in _MARKUP:
            self.naked -= 1
            return
        super().unknown_endtag(tag)

    def track_namespace(self, prefix: str | None, uri: str) -> None:
        super().track_namespace(prefix, uri)
        _bounded(len(self.namespaces_in_use), NAMESPACES, "namespaces")

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        """Feedparser looks through all tags for each."""
        tags = self._get_context().setdefault("tags", [])
        if term or scheme or label:
            tags.append(feedparser.FeedParserDict(term=term, scheme=scheme, label=label))

    def _start_item(self, attrs: Any) -> None:
        _bounded(len(self.entries) + 1, MOST, "posts")
        super()._start_item(attrs)

    _start_entry = _start_item


class _Strict(_Bounded, StrictFeedParser):  # type: ignore[misc]  # feedparser has no types
    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802 (SAX calls it so)
        # The standard library looks through all attributes for each.
        _bounded(len(attrs), ATTRIBUTES, "attributes in one element")
        super().startElementNS(name, qname, attrs)

    def characters(self, text: str) -> None:
        """As feedparser's, at a third of the time."""
        if self.elementstack:
            is_markup = dict.get(self.contentparams, "type") == "application/xhtml+xml"
            self.elementstack[-1][2].append(escape(text) if is_markup else text)


class _Loose(_Bounded, LooseFeedParser):  # type: ignore[misc]  # as above
    def decode_entities(self, element: str, data: str) -> Any:
        """As feedparser's, which leaves `&amp;` in plain text and in the link of a feed."""
        decoded = super().decode_entities(element, data)
        return unescaped(decoded) if element in _PLAIN or element == "link" else decoded

    def unknown_endtag(self, tag: str) -> None:
        """A headline that is closed by the name of another is closed all the same."""
        top = self.elementstack[-1][0] if self.elementstack else ""
        name = {"tagline": "subtitle", "copyright": "rights"}.get(tag, tag)
        if name in _HEADLINES and top in _HEADLINES and name not in {element[0] for element in self.elementstack[-5:]}:
            tag = top
        super().unknown_endtag(tag)
