"""Statuses of Mastodon and of servers that speak its API (https://docs.joinmastodon.org/entities/Status/).

In: a status, a list of them, a context, or the answer of a search. Out: items; a boost is the status it boosts, `via`
whoever boosted it.

Accounts are known by handle and address only: the server's own numbers mean other people on another server.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedcurate.model.item import (
    Item,
    Link,
    Media,
    MediaKind,
    Option,
    Poll,
    PostKind,
    Reference,
    SourceName,
    Via,
    Visibility,
)
from feedcurate.sources.addresses import distinct_links
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.html import Prose, prose
from feedcurate.sources.kinds import kind_of_note
from feedcurate.sources.mastodon_account import account
from feedcurate.sources.values import (
    Record,
    count,
    elements,
    fields,
    flag,
    identifier,
    language,
    records,
    seconds,
    text,
    words,
)

_LISTS = ("ancestors", "descendants", "statuses")
_VISIBILITIES = {
    "public": Visibility.PUBLIC,
    "unlisted": Visibility.UNLISTED,
    "private": Visibility.FOLLOWERS,
    "direct": Visibility.DIRECT,
}
_MEDIA = {kind.value: kind for kind in (MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.GIFV)}
# A quote of a quote of … ends somewhere, whoever wrote the file.
_QUOTES = 4


class Mastodon:
    """The format `Mastodon`, known by an account with a user name beside content or an address."""

    def recognise(self, document: object) -> str | None:
        """A status, a list with one in it, or an object that holds such a list."""
        return "Mastodon" if any(_is_status(one) for one in _statuses(document)) else None

    def records(self, document: object) -> Iterable[object]:
        """The statuses."""
        return _statuses(document)

    def item(self, make: type[ItemT], record: object, dates: Dates) -> ItemT:
        """One status."""
        if not _is_status(record) or not isinstance(record, dict):
            raise Unreadable("is no status of Mastodon")
        return _item(make, record, dates, _QUOTES)


def _statuses(document: object) -> list[object]:
    if isinstance(document, list):
        return document
    held = fields(document)
    lists = [elements(held[key]) for key in _LISTS if isinstance(held.get(key), list)]
    return [status for one in lists for status in one] if lists else [document]


def _is_status(candidate: object) -> bool:
    status = fields(candidate)
    author = fields(status.get("account"))
    return ("content" in status or "reblog" in status) and ("acct" in author or "username" in author)


def _item(make: type[ItemT], status: Record, dates: Dates, quotes: int) -> ItemT:
    """The item of a status; `quotes` bounds how many quotes inside quotes are followed."""
    own_id = identifier(status.get("id"))
    if own_id is None:
        raise Unreadable("has no id")
    boosted = fields(status.get("reblog"))
    shown = boosted or status
    shown_id = identifier(shown.get("id")) or own_id
    quote = _quote(shown, dates, quotes)
    # Servers write the quoted address into the text for those that know no quotes.
    body = prose(text(shown.get("content")) or "", without=() if quote is None else ("quote-inline",))
    media, poll = tuple(_media(shown)), _poll(shown, dates)
    is_answer = shown.get("in_reply_to_id") is not None
    return make(
        id=own_id,
        source=SourceName.MASTODON,
        url=words(shown.get("url")) or words(shown.get("uri")),
        kind=kind_of_note(body.text, media) if poll is None else PostKind.POLL,
        author=account(fields(shown.get("account")), dates),
        via=_via(own_id, status, dates) if boosted else None,
        mentions=tuple(account(mention, dates) for mention in records(shown.get("mentions"))),
        title="",
        summary=text(shown.get("spoiler_text")) if "spoiler_text" in shown else None,
        text=body.text if isinstance(shown.get("content"), str) else None,
        language=language(shown.get("language")),
        tags=tuple(name for tag in records(shown.get("tags")) if (name := words(tag.get("name"))))
        if "tags" in shown
        else body.hashtags,
        published=dates.iso(shown.get("created_at")),
        updated=dates.iso(shown.get("edited_at")),
        in_reply_to=_in_reply_to(shown, dates) if is_answer else None,
        # Only the first post of a thread knows which thread it is in.
        thread=None if is_answer or "in_reply_to_id" not in shown else shown_id,
        quote=quote,
        media=media,
        links=_links(shown, body),
        poll=poll,
        sensitive=flag(shown.get("sensitive")),
        labels=(),
        likes=count(shown.get("favourites_count")),
        reposts=count(shown.get("reblogs_count")),
        replies=count(shown.get("replies_count")),
        quotes=count(shown.get("quotes_count")),
        pinned=flag(status.get("pinned")),
        visibility=_VISIBILITIES.get(text(shown.get("visibility")) or ""),
        liked=flag(shown.get("favourited")),
        reposted=flag(shown.get("reblogged")),
        bookmarked=flag(shown.get("bookmarked")),
    )


def _via(own_id: str, status: Record, dates: Dates) -> Via:
    return Via(id=own_id, account=account(fields(status.get("account")), dates), at=dates.iso(status.get("created_at")))


def _in_reply_to(status: Record, dates: Dates) -> Reference:
    """What it answers. Of whom, the server gives its own number, which those mentioned, and the author, also bear."""
    number = identifier(status.get("in_reply_to_account_id"))
    known = (*records(status.get("mentions")), fields(status.get("account")))
    answered = next((one for one in known if number is not None and identifier(one.get("id")) == number), None)
    return Reference(
        id=identifier(status.get("in_reply_to_id")), author=None if answered is None else account(answered, dates)
    )


def _quote(status: Record, dates: Dates, quotes: int) -> Item | None:
    """The quoted status; of one that may not be seen, or lies too deep, only its id where that is known."""
    quote = fields(status.get("quote"))
    quoted = quote if _is_status(quote) else fields(quote.get("quoted_status"))
    quoted_id = identifier(quoted.get("id")) or identifier(quote.get("quoted_status_id"))
    if quoted_id is None:
        return None
    if not _is_status(quoted) or quotes == 0:
        return Item(id=quoted_id, source=SourceName.MASTODON)
    return _item(Item, quoted, dates, quotes - 1)


def _media(status: Record) -> Iterator[Media]:
    for attachment in records(status.get("media_attachments")):
        meta = fields(attachment.get("meta"))
        original = fields(meta.get("original"))
        yield Media(
            kind=_MEDIA.get(text(attachment.get("type")) or ""),
            url=words(attachment.get("url")) or words(attachment.get("remote_url")),
            alt=text(attachment.get("description")) or "",
            duration=seconds(original.get("duration") or meta.get("duration")),
            width=count(original.get("width")),
            height=count(original.get("height")),
        )


def _links(status: Record, body: Prose) -> tuple[Link, ...]:
    """The addresses in the text, that of the card with what the card says."""
    card = fields(status.get("card"))
    shown = Link(
        url=words(card.get("url")),
        title=words(card.get("title")),
        description=words(card.get("description")),
        provider=words(card.get("provider_name")),
    )
    return distinct_links((*(Link(url=link.url) for link in body.links if not link.is_mention), shown))


def _poll(status: Record, dates: Dates) -> Poll | None:
    poll = fields(status.get("poll"))
    if not poll:
        return None
    options = (
        Option(text=text(o.get("title")), votes=count(o.get("votes_count"))) for o in records(poll.get("options"))
    )
    return Poll(options=tuple(options), closes_at=dates.iso(poll.get("expires_at")))
