"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).

In: a feed's object. Out: items; the feed is their community, and their author where none is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from feedcurate.model.account import Account
from feedcurate.model.item import Link, Media, MediaKind, SourceName
from feedcurate.sources.addresses import media_kind, web_address
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.entries import MOST, entry_id, entry_links, entry_media, entry_tags, one_line
from feedcurate.sources.html import Prose, as_it_is, plain, prose
from feedcurate.sources.jsonfeed_table import TABLE
from feedcurate.sources.kinds import kind_of_entry
from feedcurate.sources.shown import with_html
from feedcurate.sources.values import Record, elements, fields, identifier, language, records, seconds, words

_ADDRESS = "://jsonfeed.org/version/"
# What feeds write that have the number but not the address.
_NUMBERS = frozenset({"1", "1.0", "1.1"})


@frozen
class _Entry:
    """An item's object, and its feed's."""

    given: object
    feed: Record


class JsonFeed:
    """The format `JSON Feed`, known by its version's address."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """An object with items whose `version` is JSON Feed's."""
        feed = fields(document)
        version = str(feed.get("version", "")).replace("://www.", "://")
        is_ours = _ADDRESS in version or version in _NUMBERS
        return "JSON Feed" if is_ours and isinstance(feed.get("items"), list) else None

    def records(self, document: object) -> Iterator[_Entry]:
        """The feed's items. Raises `Unreadable` where there are more than any feed has."""
        feed = fields(document)
        items = elements(feed.get("items"))
        if len(items) > MOST:
            raise Unreadable(f"has more than {MOST:,} posts")
        return (_Entry(entry, feed) for entry in items)

    def item(self, make: type[ItemT], record: _Entry, dates: Dates) -> ItemT:
        """One item of the feed."""
        if not isinstance(record.given, dict):
            raise Unreadable("is no object")
        given, feed = record.given, record.feed
        home, feed_title = words(feed.get("home_page_url")), words(feed.get("title"))
        url, elsewhere = _address(given.get("url"), home), _address(given.get("external_url"), home)
        title, body = one_line(words(given.get("title"))), _body(given, url or home)
        media = entry_media(_media(given, url or home), body)
        published = dates.written(given.get("date_published"))
        updated = dates.written(given.get("date_modified"))
        feed_address = words(feed.get("feed_url")) or home
        parts = (title, body.text, words(given.get("date_published")))
        item = make(
            id=entry_id(feed_address, identifier(given.get("id")), url, parts),
            source=SourceName.JSONFEED,
            url=url,
            kind=kind_of_entry(title, media, is_link=elsewhere is not None),
            author=_author(given, feed, feed_title, home),
            community=feed_title,
            title=title or "",
            text=body.text if "content_html" in given or "content_text" in given or body.text else None,
            language=language(given.get("language")) or language(feed.get("language")),
            tags=entry_tags((tag.removeprefix("#") for tag in map(words, elements(given.get("tags"))) if tag), body),
            published=published or updated,
            updated=updated,
            media=media,
            links=entry_links(_links(given, elsewhere, url or home), body, url),
            feed=feed_title or feed_address,
        )
        html, text = words(given.get("content_html")), words(given.get("content_text"))
        return with_html(item, html or text, url or home, is_plain=html is None)


def _body(given: Record, base: str | None) -> Prose:
    html, text = words(given.get("content_html")), words(given.get("content_text"))
    if html is not None:
        return prose(html, base=base)
    return as_it_is(text or plain(words(given.get("summary")) or ""))


def _attached(given: Record, base: str | None) -> Iterator[tuple[Record, str | None]]:
    """Attached files and their addresses; those with one title are the same file in several forms: one is taken."""
    titles: set[str] = set()
    for attachment in records(given.get("attachments")):
        title = words(attachment.get("title"))
        if title is None or title not in titles:
            yield attachment, _address(attachment.get("url"), base)
        titles |= {title} if title else set()


def _media(given: Record, base: str | None) -> Iterator[Media]:
    for key in ("image", "banner_image"):
        if url := _address(given.get(key), base):
            yield Media(kind=MediaKind.IMAGE, url=url)
    for attachment, url in _attached(given, base):
        kind = media_kind(words(attachment.get("mime_type")), url)
        if kind is not None:
            yield Media(
                kind=kind,
                url=url,
                alt=words(attachment.get("title")),
                duration=seconds(attachment.get("duration_in_seconds")),
            )


def _links(given: Record, elsewhere: str | None, base: str | None) -> Iterator[Link]:
    """What it points to, and attached files that are no media."""
    yield Link(url=elsewhere)
    for attachment, url in _attached(given, base):
        if media_kind(words(attachment.get("mime_type")), url) is None:
            yield Link(url=url, title=words(attachment.get("title")))


def _address(value: object, base: str | None) -> str | None:
    """An address made whole; the specification asks for whole ones, and not all feeds have them."""
    written = words(value)
    return None if written is None else web_address(written, base)


def _author(given: Record, feed: Record, feed_title: str | None, home: str | None) -> Account | None:
    """The first author of the item, else of the feed (1.0 knew one, `author`); without a name the feed itself."""
    for holder in (given, feed):
        for author in (*records(holder.get("authors")), fields(holder.get("author"))):
            name, url = words(author.get("name")), words(author.get("url"))
            if name or url:
                return Account(name=name, url=url or home, source=SourceName.JSONFEED)
    if feed_title is None and home is None:
        return None
    return Account(name=feed_title, url=home, source=SourceName.JSONFEED)
