"""RSS 0.9x and 2.0, RDF, Atom and CDF, through feedparser (the extra `feeds`).

In: a document of tags, in any encoding. Out: items. Nothing is fetched: feedparser gets bytes, never an address.
A feed of YouTube's gives items of the source `youtube`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from attrs import frozen

from feedcurate.errors import MissingExtra
from feedcurate.model.account import Account
from feedcurate.model.item import Link, Media, MediaKind, PostKind, Reference, SourceName
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.content import Markup
from feedcurate.sources.dates import Dates
from feedcurate.sources.entries import entry_id, entry_links, entry_media, one_line
from feedcurate.sources.feed_media import attached, is_enclosed_file
from feedcurate.sources.html import Prose, prose, web_address
from feedcurate.sources.kinds import kind_of_entry
from feedcurate.sources.values import Record, count, elements, fields, flag, language, records, words

_NAMES = {"rss": "RSS", "rdf": "RDF", "feed": "Atom", "channel": "CDF"}
_HTML = frozenset({"text/html", "application/xhtml+xml"})


@frozen
class _Channel:
    """What a feed says of itself."""

    title: str | None
    link: str | None
    address: str | None
    language: str | None
    author: Account | None
    is_explicit: bool | None


@frozen
class _Entry:
    """An entry as feedparser gives it, and its feed."""

    given: Record
    channel: _Channel


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
        channel = _channel(dict(fields(parsed.get("feed"))), str(parsed.get("version")).startswith("atom"))
        # feedparser's dictionaries answer for other keys too, some with a warning; plain ones do not.
        yield from (_Entry(dict(entry), channel) for entry in records(entries))

    def item(self, make: type[ItemT], record: _Entry, dates: Dates) -> ItemT:
        """One entry."""
        given, channel = record.given, record.channel
        is_youtube = "yt_videoid" in given
        source = SourceName.YOUTUBE if is_youtube else SourceName.RSS
        link = words(given.get("link"))
        url = web_address(link, channel.link or channel.address) if link else None
        title, body = _headline(given), _body(given, url or channel.link)
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
            author=_author(given, origin, channel, source),
            community=one_line(words(origin.get("title"))) or channel.title,
            title=title or "",
            text=None if body is None else body.text,
            language=_language(given) or language(channel.language),
            tags=tuple(_tags(given)),
            published=published or created or updated,
            updated=updated,
            media=media,
            links=entry_links(_related(given, url), body or Prose(), url),
            in_reply_to=_in_reply_to(given),
            sensitive=_is_sensitive(given, channel),
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
    try:
        # A stream, since feedparser would open or fetch a text that looks like a path or an address; HTML is ours.
        return fields(feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False))
    except Exception as error:  # noqa: BLE001 (whatever a parser of others trips over is this document's problem)
        raise Unreadable(f"cannot be read as a feed ({type(error).__name__})") from None


def _channel(feed: Record, is_atom: bool) -> _Channel:
    links = tuple(records(feed.get("links")))
    address = next((words(link.get("href")) for link in links if link.get("rel") == "self"), None)
    link = words(feed.get("link"))
    home = web_address(link, address) if link else None
    return _Channel(
        title=_headline(feed),
        link=home,
        address=address,
        language=words(feed.get("language")),
        # Entries of Atom without an author have the feed's (RFC 4287, 4.2.1); a channel of RSS names its editors.
        author=_named(feed, home, SourceName.RSS) if is_atom else None,
        is_explicit=flag(feed.get("itunes_explicit")),
    )


def _headline(given: Record) -> str | None:
    """A title as plain text on one line, None without one."""
    title = words(given.get("title"))
    if title is None:
        return None
    is_html = fields(given.get("title_detail")).get("type") in _HTML
    return one_line(prose(title).text if is_html else title) or None


def _body(given: Record, base: str | None) -> Prose | None:
    """The text: what is in `content`, else the summary; None where the feed leaves it to the page behind."""
    details = [*records(given.get("content")), {**fields(given.get("summary_detail")), "value": given.get("summary")}]
    for detail in details:
        value, kind = words(detail.get("value")), detail.get("type")
        if value is None:
            continue
        if kind in _HTML and "yt_videoid" not in given:
            return prose(value, base=web_address(words(detail.get("base")) or "", base) or base)
        if kind in _HTML or kind == "text/plain":
            return Prose(value.strip())
    return None


def _author(given: Record, origin: Record, channel: _Channel, source: SourceName) -> Account | None:
    """Who the entry names, else the feed it was taken from, else its own feed; the feed's page is their address."""
    home = web_address(words(origin.get("link")) or words(origin.get("href")) or "", channel.link) or channel.link
    named = _named(given, home, source) or _named(origin, home, source)
    if named is not None:
        return named
    title = one_line(words(origin.get("title")))
    if title is None and channel.author is not None:
        return channel.author
    name = title or channel.title
    return Account(name=name, url=home, source=source) if name or home else None


def _named(given: Record, home: str | None, source: SourceName) -> Account | None:
    for author in (*records(given.get("authors")), fields(given.get("author_detail"))):
        name = words(author.get("name")) or words(author.get("email"))
        url = web_address(words(author.get("href")) or "", home)
        if name or url:
            return Account(name=name and name.strip(), url=url or home, source=source)
    return None


def _language(given: Record) -> str | None:
    details = (*records(given.get("content")), fields(given.get("summary_detail")), fields(given.get("title_detail")))
    return next((found for detail in details if (found := language(detail.get("language")))), None)


def _tags(given: Record) -> Iterator[str]:
    for tag in records(given.get("tags")):
        name = one_line(words(tag.get("label")) or words(tag.get("term")))
        if name and name.removeprefix("#"):
            yield name.removeprefix("#")


def _related(given: Record, base: str | None) -> Iterator[Link]:
    for link in records(given.get("links")):
        if link.get("rel") in ("via", "related") or is_enclosed_file(link):
            yield Link(url=web_address(words(link.get("href")) or "", base), title=words(link.get("title")))


def _in_reply_to(given: Record) -> Reference | None:
    """What it answers (RFC 4685)."""
    answered = words(fields(given.get("thr_in-reply-to")).get("ref"))
    return None if answered is None else Reference(id=answered)


def _is_sensitive(given: Record, channel: _Channel) -> bool | None:
    if fields(given.get("media_rating")).get("content") == "adult":
        return True
    own = flag(given.get("itunes_explicit"))
    return own if own is not None else channel.is_explicit
