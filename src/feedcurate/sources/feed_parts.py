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
from feedcurate.sources.html import Prose, as_it_is, plain, prose
from feedcurate.sources.values import Record, count, fields, flag, language, records, words

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_RATED = {"adult": True, "nonadult": False}


@frozen
class Channel:
    """What a feed says of itself."""

    title: str | None
    link: str | None
    address: str | None
    language: str | None
    author: Account | None
    is_explicit: bool | None
    is_atom: bool


@frozen
class Written:
    """A text as the feed has it, HTML unless `is_plain`, and what its relative addresses are taken from."""

    value: str
    base: str | None
    is_plain: bool

    def prose(self) -> Prose:
        """What it shows."""
        return as_it_is(self.value) if self.is_plain else prose(self.value, base=self.base)


def channel_of(feed: Record, served_from: str | None, *, is_atom: bool) -> Channel:
    """What a feed says of itself; its address is the one it gives, else the one that it was served from."""
    links = tuple(records(feed.get("links")))
    own = next((words(link.get("href")) for link in links if link.get("rel") == "self"), None)
    address = web_address(own or "", served_from) or served_from
    home = web_address(words(feed.get("link")) or "", address)
    return Channel(
        title=headline(feed),
        link=home,
        address=address,
        language=words(feed.get("language")),
        # Entries of Atom without an author have the feed's (RFC 4287, 4.2.1); a channel of RSS names its editors.
        author=_named(feed, home, SourceName.RSS) if is_atom else None,
        is_explicit=flag(feed.get("itunes_explicit")),
        is_atom=is_atom,
    )


def page_of(given: Record, channel: Channel) -> str | None:
    """The address of an entry's page: its link, of several the one to a page of HTML."""
    alternate = (link.get("href") for link in records(given.get("links")) if link.get("rel") == "alternate")
    addresses = (words(address) for address in (given.get("link"), *alternate))
    base = channel.link or channel.address
    return next((url for address in addresses if address and (url := web_address(address, base))), None)


def headline(given: Record) -> str | None:
    """A title as plain text on one line, None without one."""
    title = words(given.get("title"))
    if title is None:
        return one_line(words(given.get("itunes_title")) or words(given.get("media_title")))
    is_plain = fields(given.get("title_detail")).get("type", "text/plain") == "text/plain"
    return one_line(title if is_plain else prose(title).text) or None


def written_in(given: Record, base: str | None) -> Written | None:
    """The fullest text an entry has: `content`, else the summary; None where the feed leaves it to the page behind."""
    details = [
        *records(given.get("content")),
        {**fields(given.get("summary_detail")), "value": given.get("summary")},
        {"type": "text/html", "value": given.get("itunes_summary")},
        {"type": f"text/{given.get('media_description_type') or 'plain'}", "value": given.get("media_description")},
    ]
    for detail in details:
        value, kind = words(detail.get("value")), str(detail.get("type"))
        if value is not None and (kind in _HTML or kind.startswith("text/")):
            own = web_address(words(detail.get("base")) or "", base)
            return Written(value, own or base, is_plain=kind not in _HTML)
    return None


def author_of(given: Record, origin: Record, channel: Channel, source: SourceName) -> Account | None:
    """Who the entry names, else the feed it was taken from, else its own feed; the feed's page is their address."""
    home = web_address(words(origin.get("link")) or words(origin.get("href")) or "", channel.link) or channel.link
    named = _named(given, home, source) or _named(origin, home, source)
    if named is not None:
        return named
    title = headline(origin)
    if title is None and channel.author is not None:
        return channel.author.model_copy(update={"source": source})
    name = title or channel.title
    return Account(name=name, url=home, source=source) if name or home else None


def _named(given: Record, home: str | None, source: SourceName) -> Account | None:
    for author in (*records(given.get("authors")), fields(given.get("author_detail"))):
        name = _name(author.get("name")) or words(author.get("email"))
        url = web_address(words(author.get("href")) or "", home)
        if name or url:
            return Account(name=name, url=url or home, source=source)
    return None


def _name(value: object) -> str | None:
    """A name as plain text; some feeds put tags and references around it."""
    name = one_line(words(value))
    return None if name is None else one_line(plain(name)) or name


def named_persons(given: Record, source: SourceName) -> tuple[Account, ...] | None:
    """Hosts and guests of a podcast's episode, None where it names none."""
    named = (
        Account(name=_name(person.get("name")), url=web_address(words(person.get("href")) or "", None), source=source)
        for person in records(given.get("podcast_persons"))
    )
    return tuple(account for account in named if account.name or account.url) or None


def language_of(given: Record, channel: Channel) -> str | None:
    """The language of the entry's text by `xml:lang`, else the feed's; in Atom an empty one takes the feed's back."""
    details = (*records(given.get("content")), fields(given.get("summary_detail")), fields(given.get("title_detail")))
    found = next((found for detail in (*details, given) if (found := language(detail.get("language")))), None)
    is_taken_back = channel.is_atom and any("language" in detail for detail in details)
    return found if found is not None or is_taken_back else language(channel.language)


def tags_of(given: Record) -> Iterator[str]:
    """Categories, as written."""
    for tag in records(given.get("tags")):
        name = one_line(words(tag.get("label")) or words(tag.get("term")))
        if name and name.removeprefix("#"):
            yield name.removeprefix("#")


def related_links(given: Record, base: str | None) -> Iterator[Link]:
    """Links to elsewhere: `via`, `related`, enclosed files that are no media, and transcripts."""
    for link in records(given.get("links")):
        if link.get("rel") in ("via", "related") or is_enclosed_file(link):
            yield Link(url=web_address(words(link.get("href")) or "", base), title=words(link.get("title")))
    for transcript in records(given.get("podcast_transcripts")):
        yield Link(url=web_address(words(transcript.get("url")) or "", base), title="Transcript")


def answered(given: Record) -> Reference | None:
    """What it answers (RFC 4685)."""
    answered = words(fields(given.get("thr_in-reply-to")).get("ref"))
    return None if answered is None else Reference(id=answered)


def answers(given: Record) -> int | None:
    """How many comments it has, by Slash or by RFC 4685."""
    linked = (link.get("thr:count") for link in records(given.get("links")) if link.get("rel") == "replies")
    found = (count(said) for said in (given.get("slash_comments"), given.get("thr_total"), *linked))
    return next((number for number in found if number is not None), None)


def sensitivity(given: Record, channel: Channel) -> bool | None:
    """Whether it is for adults: Media RSS says so, or iTunes, of the entry or of the whole feed."""
    rating = _RATED.get(str(fields(given.get("media_rating")).get("content")).strip().lower())
    own = flag(given.get("itunes_explicit"))
    return next((said for said in (rating, own, channel.is_explicit) if said is not None), None)
