"""RSS 0.9x and 2.0, RDF, Atom and CDF, through feedparser (the extra `feeds`).

In: a document of tags, in any encoding. Out: items. Nothing is fetched: feedparser gets bytes, never an address.
A feed of YouTube's gives items of the source `youtube`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from attrs import frozen

from feedcurate.errors import MissingExtra
from feedcurate.model.item import Media, MediaKind, PostKind, SourceName
from feedcurate.sources.addresses import web_address
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.content import Markup
from feedcurate.sources.dates import Dates
from feedcurate.sources.entries import entry_id, entry_links, entry_media, one_line
from feedcurate.sources.feed_media import attached
from feedcurate.sources.feed_parts import (
    Channel,
    answered,
    author_of,
    channel_of,
    headline,
    language_of,
    related_links,
    sensitivity,
    tags_of,
    text_of,
)
from feedcurate.sources.html import Prose
from feedcurate.sources.kinds import kind_of_entry
from feedcurate.sources.values import Record, count, elements, fields, language, records, words

_NAMES = {"rss": "RSS", "rdf": "RDF", "feed": "Atom", "channel": "CDF"}


# Numbers of no character, which feedparser's parser for broken feeds trips over (and would lose the feed to).
_REFERENCE = re.compile(rb"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));?")
_NO_CHARACTER = b"&#xFFFD;"


@frozen
class _Entry:
    """An entry as feedparser gives it, and its feed."""

    given: Record
    channel: Channel


class Feeds:
    """The formats `RSS`, `RDF`, `Atom` and `CDF`, told apart by their first tag."""

    def recognise(self, document: object) -> str | None:
        """A document with one of their tags; one with none may be a feed in pieces, which only parsing shows."""
        if not isinstance(document, Markup) or document.root in ("html", "opml"):
            return None
        return _NAMES.get(document.root, "a feed")

    def records(self, document: object) -> Iterator[_Entry]:
        """The entries. Raises `MissingExtra`, and `Unreadable` where the document is no feed."""
        if not isinstance(document, Markup):
            return
        parsed = _parsed(document.data)
        entries = elements(parsed.get("entries"))
        if not entries and not parsed.get("version"):
            raise Unreadable("is markup, but no feed")
        if not entries and parsed.get("bozo"):
            raise Unreadable("is broken markup, and no posts were found in it")
        channel = channel_of(dict(fields(parsed.get("feed"))), str(parsed.get("version")).startswith("atom"))
        # feedparser's dictionaries answer for other keys too, some with a warning; plain ones do not.
        yield from (_Entry(dict(entry), channel) for entry in records(entries))

    def item(self, make: type[ItemT], record: _Entry, dates: Dates) -> ItemT:
        """One entry."""
        given, channel = record.given, record.channel
        is_youtube = "yt_videoid" in given
        source = SourceName.YOUTUBE if is_youtube else SourceName.RSS
        link = words(given.get("link"))
        url = web_address(link, channel.link or channel.address) if link else None
        title, body = headline(given), text_of(given, url or channel.link)
        published = dates.feed(given.get("published"), given.get("published_parsed"))
        updated = dates.feed(given.get("updated"), given.get("updated_parsed"))
        created = dates.feed(given.get("created"), given.get("created_parsed"))
        media = (
            (Media(kind=MediaKind.VIDEO, url=url),)
            if is_youtube
            else entry_media(attached(given, channel.link), body or Prose())
        )
        origin = fields(given.get("source"))
        return make(
            id=entry_id(
                channel.address or channel.link,
                words(given.get("id")),
                url,
                (channel.title, title, body.text if body else None, words(given.get("published"))),
            ),
            source=source,
            url=url,
            kind=PostKind.VIDEO if is_youtube else kind_of_entry(title, media),
            author=author_of(given, origin, channel, source),
            community=one_line(words(origin.get("title"))) or channel.title,
            title=title or "",
            text=None if body is None else body.text,
            language=language_of(given) or language(channel.language),
            tags=tuple(tags_of(given)),
            published=published or created or updated,
            updated=updated,
            media=media,
            links=entry_links(related_links(given, url), body or Prose(), url),
            in_reply_to=answered(given),
            sensitive=sensitivity(given, channel),
            replies=count(given.get("slash_comments")) if "slash_comments" in given else count(given.get("thr_total")),
            views=count(fields(given.get("media_statistics")).get("views")),
            feed=channel.title or channel.address or channel.link,
        )


def _parsed(data: bytes) -> Record:
    """What feedparser makes of a document. Raises `MissingExtra` and `Unreadable`."""
    try:
        import feedparser
    except ImportError:
        raise MissingExtra("feeds", "reading RSS, RDF and Atom") from None
    data = _REFERENCE.sub(_in_unicode, data) if b"&#" in data else data
    try:
        # A stream, since feedparser would open or fetch a text that looks like a path or an address; HTML is ours.
        return fields(feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False))
    except Exception as error:  # noqa: BLE001 (whatever a parser of others trips over is this document's problem)
        raise Unreadable(f"cannot be read as a feed ({type(error).__name__})") from None


def _in_unicode(reference: re.Match[bytes]) -> bytes:
    hexadecimal, decimal = reference.groups()
    digits = hexadecimal or decimal
    number = int(digits, 16 if hexadecimal else 10) if len(digits) <= 7 else -1
    return reference[0] if 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else _NO_CHARACTER
