"""RSS 0.9x and 2.0, RDF, Atom and CDF, through feedparser (the extra `feeds`).

In: a document of tags, in any encoding. Out: items. Nothing is fetched: feedparser gets bytes, never an address.
A feed of YouTube's gives items of the source `youtube`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from feedcurate.errors import MissingExtra
from feedcurate.model.item import Media, MediaKind, PostKind, SourceName
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.charsets import markup_text
from feedcurate.sources.content import Markup
from feedcurate.sources.dates import Dates
from feedcurate.sources.entries import entry_id, entry_links, entry_media, entry_tags
from feedcurate.sources.feed_media import attached
from feedcurate.sources.feed_parts import (
    Channel,
    answered,
    answers,
    author_of,
    channel_of,
    headline,
    language_of,
    named_persons,
    page_of,
    related_links,
    sensitivity,
    tags_of,
    written_in,
)
from feedcurate.sources.feeds_table import TABLE
from feedcurate.sources.html import Prose
from feedcurate.sources.kinds import kind_of_entry
from feedcurate.sources.shown import with_html
from feedcurate.sources.values import Record, count, fields, language, words

if TYPE_CHECKING:
    from feedcurate.sources.feed_parser import Parsed

_NAMES = {"rss": "RSS", "rdf": "RDF", "feed": "Atom", "channel": "CDF"}


@frozen
class _Entry:
    """An entry as feedparser gives it, and its feed."""

    given: Record
    channel: Channel


class Feeds:
    """The formats `RSS`, `RDF`, `Atom` and `CDF`, told apart by their first tag."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """A document with one of their tags; one with none may be a feed in pieces, which only parsing shows."""
        if not isinstance(document, Markup) or document.root in ("html", "opml"):
            return None
        return _NAMES.get(document.root, "a feed")

    def records(self, document: object) -> Iterator[_Entry]:
        """The entries. Raises `MissingExtra`, and `Unreadable` where the document is no feed."""
        if not isinstance(document, Markup):
            return
        found = _parsed(document)
        if not found.entries and not found.version:
            raise Unreadable("is markup, but no feed")
        if not found.entries and found.is_broken:
            raise Unreadable("is broken markup, and no posts were found in it")
        channel = channel_of(found.feed, document.served.address, is_atom=found.version.startswith("atom"))
        # feedparser's dictionaries answer for other keys too, some with a warning; plain ones do not.
        yield from (_Entry(dict(entry), channel) for entry in found.entries)
        if found.is_cut_off:
            raise Unreadable("breaks off in the middle: its last post may lack a part, and later ones are missing")

    def item(self, make: type[ItemT], record: _Entry, dates: Dates) -> ItemT:
        """One entry."""
        given, channel = record.given, record.channel
        is_youtube = "yt_videoid" in given
        source = SourceName.YOUTUBE if is_youtube else SourceName.RSS
        url = page_of(given, channel)
        title, written = headline(given), written_in(given, url or channel.link)
        body = None if written is None else written.prose()
        published, updated, created = (
            dates.written(given.get(key), _as_feedparser) for key in ("published", "updated", "created")
        )
        media = (
            (Media(kind=MediaKind.VIDEO, url=url),)
            if is_youtube
            else entry_media(attached(given, channel.link), body or Prose())
        )
        origin = fields(given.get("source"))
        item = make(
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
            community=headline(origin) or channel.title,
            title=title or "",
            text=None if body is None else body.text,
            mentions=named_persons(given, source),
            language=language_of(given, channel),
            tags=entry_tags(tags_of(given), body or Prose()),
            published=published or created or updated,
            updated=updated,
            media=media,
            links=entry_links(related_links(given, url or channel.link), body or Prose(), url),
            in_reply_to=answered(given),
            sensitive=sensitivity(given, channel),
            likes=count(fields(given.get("media_starrating")).get("count")) if is_youtube else None,
            replies=answers(given),
            views=count(fields(given.get("media_statistics")).get("views")),
            feed=channel.title or channel.address or channel.link,
        )
        return item if written is None else with_html(item, written.value, written.base, is_plain=written.is_plain)


def _parsed(document: Markup) -> Parsed:
    """What feedparser makes of a document. Raises `MissingExtra` and `Unreadable`."""
    try:
        import feedparser  # noqa: F401  (the module below needs it)
    except ImportError:
        raise MissingExtra("feeds", "reading RSS, RDF and Atom") from None
    from feedcurate.sources.feed_parser import parsed

    served = document.served
    try:
        return parsed(markup_text(document.data, served.content_type), served.address, language(served.language))
    except Unreadable:
        raise
    except Exception as error:  # noqa: BLE001 (whatever a parser of others trips over is this document's problem)
        raise Unreadable(f"cannot be read as a feed ({type(error).__name__})") from None


def _as_feedparser(date: str) -> object:
    """The dialects that it alone knows; it is there, since it gave the date."""
    from feedcurate.sources.feed_parser import date_of

    return date_of(date)
