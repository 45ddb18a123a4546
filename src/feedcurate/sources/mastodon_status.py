"""One status of Mastodon, or of a server that speaks its API → an item.

In: a status. Out: its item; a boost is the status it boosts, `via` whoever boosted it.

Accounts are known by handle and address only: the server's own numbers mean other people on another server.
"""

from __future__ import annotations

from feedcurate.model.item import Item, PostKind, Reference, SourceName, Via, Visibility
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.kinds import kind_of_note
from feedcurate.sources.making import quickly
from feedcurate.sources.mastodon_account import account, mentioned
from feedcurate.sources.mastodon_parts import asked, filtered, shared, shown
from feedcurate.sources.short_html import short_prose
from feedcurate.sources.shown import with_html
from feedcurate.sources.values import Record, count, fields, flag, identifier, language, records, text, words

_item, _reference, _via_of = quickly(Item), quickly(Reference), quickly(Via)
_SOURCE = SourceName.MASTODON.value
_VISIBILITIES = {
    "public": Visibility.PUBLIC,
    "unlisted": Visibility.UNLISTED,
    "private": Visibility.FOLLOWERS,
    "mutuals_only": Visibility.FOLLOWERS,
    "direct": Visibility.DIRECT,
}
# A quote of a quote of … ends somewhere, whoever wrote the file.
_QUOTES = 4


def is_status(candidate: object) -> bool:
    """Whether something is a status: it has an account with a user name beside content or a boosted status."""
    if not isinstance(candidate, dict) or not ("content" in candidate or "reblog" in candidate):
        return False
    author = candidate.get("account")
    return isinstance(author, dict) and ("acct" in author or "username" in author)


def item_of(
    make: type[ItemT], status: Record, dates: Dates, *, quotes: int = _QUOTES, mine: bool | None = None
) -> ItemT:
    """The item of a status; `quotes` bounds how many quotes inside quotes are followed."""
    own_id = identifier(status.get("id"))
    if own_id is None:
        raise Unreadable("has no id")
    boosted = fields(status.get("reblog"))
    post = boosted or status
    post_id = (identifier(post.get("id")) or own_id) if boosted else own_id
    pleroma = fields(post.get("pleroma"))
    quote = _quote(post, pleroma, dates, quotes)
    content, given_tags = post.get("content"), post.get("tags")
    # Servers write the quoted address into the text for those that know no quotes.
    body = short_prose(text(content) or "", without=() if quote is None else ("quote-inline",))
    media, poll = shown(post), asked(post, dates)
    is_answer = post.get("in_reply_to_id") is not None
    number = count(post.get("quotes_count"))
    item = quickly(make)(
        id=own_id,
        source=_SOURCE,
        url=words(post.get("url")) or words(post.get("uri")),
        kind=kind_of_note(body.text, media) if poll is None else PostKind.POLL,
        author=account(fields(post.get("account")), dates),
        via=_via(own_id, status, dates) if boosted else None,
        mentions=tuple(mentioned(one) for one in records(named)) if (named := post.get("mentions")) else (),
        title=words(fields(post.get("friendica")).get("title")) or "",
        summary=text(post.get("spoiler_text")) if "spoiler_text" in post else None,
        text=body.text if isinstance(content, str) else None,
        language=language(post.get("language")),
        tags=tuple(name for tag in records(given_tags) if (name := words(tag.get("name"))))
        if "tags" in post
        else body.hashtags,
        published=dates.iso(post.get("created_at")),
        updated=dates.iso(post.get("edited_at")),
        in_reply_to=_in_reply_to(post, pleroma, dates) if is_answer else None,
        # Only the first post of a thread knows which thread it is in.
        thread=None if is_answer or "in_reply_to_id" not in post else post_id,
        quote=quote,
        media=media,
        links=shared(post, body),
        poll=poll,
        sensitive=flag(post.get("sensitive")),
        labels=filtered(status, post, dates),
        likes=count(post.get("favourites_count")),
        reposts=count(post.get("reblogs_count")),
        replies=count(post.get("replies_count")),
        quotes=count(pleroma.get("quotes_count")) if number is None else number,
        pinned=flag(status.get("pinned")),
        visibility=_VISIBILITIES.get(text(post.get("visibility")) or ""),
        liked=flag(post.get("favourited")),
        reposted=flag(post.get("reblogged")),
        bookmarked=flag(post.get("bookmarked")),
        mine=mine,
    )
    return with_html(item, text(content), None)


def _via(own_id: str, status: Record, dates: Dates) -> Via:
    return _via_of(
        id=own_id, account=account(fields(status.get("account")), dates), at=dates.iso(status.get("created_at"))
    )


def _in_reply_to(status: Record, pleroma: Record, dates: Dates) -> Reference:
    """What it answers. Of whom, the server gives its own number, which those mentioned, and the author, also bear."""
    answered_id, number = identifier(status.get("in_reply_to_id")), identifier(status.get("in_reply_to_account_id"))
    if number is not None:
        author = fields(status.get("account"))
        if identifier(author.get("id")) == number:
            return _reference(id=answered_id, author=account(author, dates))
        for one in records(status.get("mentions")):
            if identifier(one.get("id")) == number:
                return _reference(id=answered_id, author=mentioned(one))
    # Pleroma gives the name too, without a host where that is its own.
    name = words(pleroma.get("in_reply_to_account_acct"))
    if name is not None and "@" in name:
        return _reference(id=answered_id, author=mentioned({"acct": name}))
    return _reference(id=answered_id)


def _quote(status: Record, pleroma: Record, dates: Dates, quotes: int) -> Item | None:
    """The quoted status; of one that may not be seen, or lies too deep, only its id where that is known.

    Mastodon 4.4 wraps it in its state and may give an id alone; Pleroma and its kin give the status itself.
    """
    quote = fields(status.get("quote") or pleroma.get("quote"))
    if not quote and "quote_id" not in status and "quote_id" not in pleroma:
        return None
    quoted = quote if is_status(quote) else fields(quote.get("quoted_status"))
    given_id = quote.get("quoted_status_id") or status.get("quote_id") or pleroma.get("quote_id")
    quoted_id = identifier(quoted.get("id")) or identifier(given_id)
    if quoted_id is None:
        return None
    if not is_status(quoted) or quotes == 0:
        return _item(id=quoted_id, source=_SOURCE)
    return item_of(Item, quoted, dates, quotes=quotes - 1)
