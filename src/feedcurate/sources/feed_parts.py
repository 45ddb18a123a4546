"""The parts of a feed and of its entries, as feedparser gives them.

In: feedparser's dictionaries, made plain. Out: titles, texts, authors, and whatever else an item has of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from feedcurate.model.account import Account
from feedcurate.model.item import Link, Reference, SourceName
from feedcurate.sources.addresses import web_address
from feedcurate.sources.entries import one_line
from feedcurate.sources.feed_media import is_enclosed_file
from feedcurate.sources.html import Prose, prose
from feedcurate.sources.values import Record, fields, flag, language, records, words

_HTML = frozenset({"text/html", "application/xhtml+xml"})


@frozen
class Channel:
    """What a feed says of itself."""

    title: str | None
    link: str | None
    address: str | None
    language: str | None
    author: Account | None
    is_explicit: bool | None


def channel_of(feed: Record, is_atom: bool) -> Channel:
    """What a feed says of itself."""
    links = tuple(records(feed.get("links")))
    own = next((words(link.get("href")) for link in links if link.get("rel") == "self"), None)
    address = web_address(own or "", None)
    home = web_address(words(feed.get("link")) or "", address)
    return Channel(
        title=headline(feed),
        link=home,
        address=address,
        language=words(feed.get("language")),
        # Entries of Atom without an author have the feed's (RFC 4287, 4.2.1); a channel of RSS names its editors.
        author=_named(feed, home, SourceName.RSS) if is_atom else None,
        is_explicit=flag(feed.get("itunes_explicit")),
    )


def headline(given: Record) -> str | None:
    """A title as plain text on one line, None without one."""
    title = words(given.get("title"))
    if title is None:
        return None
    is_html = fields(given.get("title_detail")).get("type") in _HTML
    return one_line(prose(title).text if is_html else title) or None


def text_of(given: Record, base: str | None) -> Prose | None:
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


def author_of(given: Record, origin: Record, channel: Channel, source: SourceName) -> Account | None:
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


def language_of(given: Record) -> str | None:
    """The language of the entry's text, by `xml:lang`."""
    details = (*records(given.get("content")), fields(given.get("summary_detail")), fields(given.get("title_detail")))
    return next((found for detail in details if (found := language(detail.get("language")))), None)


def tags_of(given: Record) -> Iterator[str]:
    """Categories, as written."""
    for tag in records(given.get("tags")):
        name = one_line(words(tag.get("label")) or words(tag.get("term")))
        if name and name.removeprefix("#"):
            yield name.removeprefix("#")


def related_links(given: Record, base: str | None) -> Iterator[Link]:
    """Links to elsewhere: `via`, `related`, and enclosed files that are no media."""
    for link in records(given.get("links")):
        if link.get("rel") in ("via", "related") or is_enclosed_file(link):
            yield Link(url=web_address(words(link.get("href")) or "", base), title=words(link.get("title")))


def answered(given: Record) -> Reference | None:
    """What it answers (RFC 4685)."""
    answered = words(fields(given.get("thr_in-reply-to")).get("ref"))
    return None if answered is None else Reference(id=answered)


def sensitivity(given: Record, channel: Channel) -> bool | None:
    """Whether it is for adults: Media RSS says so, or iTunes, of the entry or of the whole feed."""
    if fields(given.get("media_rating")).get("content") == "adult":
        return True
    own = flag(given.get("itunes_explicit"))
    return own if own is not None else channel.is_explicit
