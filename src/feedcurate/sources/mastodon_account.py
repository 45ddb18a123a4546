"""Accounts of Mastodon and of servers that speak its API (https://docs.joinmastodon.org/entities/Account/).

In: an account, or a mention. Out: `Account`; the host that the server leaves out of its own users' names is put back.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedcurate.model.account import Account, Claim, ClaimKind, Relation
from feedcurate.model.item import SourceName
from feedcurate.sources.addresses import host_of
from feedcurate.sources.dates import Dates
from feedcurate.sources.making import quickly
from feedcurate.sources.short_html import kept_prose
from feedcurate.sources.values import Record, count, fields, flag, records, text, words

_account, _claim, _relation = quickly(Account), quickly(Claim), quickly(Relation)
_SOURCE = SourceName.MASTODON.value


def account(given: Record, dates: Dates) -> Account:
    """The account; what a mention leaves out is unknown."""
    note = text(given.get("note"))
    return _account(
        handle=handle(given),
        name=words(given.get("display_name")) or words(given.get("username")),
        bio=None if note is None else kept_prose(note).text,
        url=words(given.get("url")) or words(given.get("uri")),
        source=_SOURCE,
        created=dates.iso(given.get("created_at")),
        bot=flag(given.get("bot")),
        group=flag(given.get("group")),
        followers=count(given.get("followers_count")),
        following=count(given.get("following_count")),
        posts=count(given.get("statuses_count")),
        claims=tuple(_claims(given, dates)) if "fields" in given else None,
        relation=_stands(fields(fields(given.get("pleroma")).get("relationship"))),
    )


def mentioned(given: Record) -> Account:
    """The account that a mention names."""
    return _account(
        handle=handle(given),
        name=words(given.get("username")),
        url=words(given.get("url")),
        source=_SOURCE,
    )


def handle(given: Record) -> str | None:
    """The name with its host, casefolded."""
    name = words(given.get("acct")) or words(given.get("username"))
    if name is None:
        return None
    name = name.lstrip("@").casefold()
    if "@" in name:
        return name
    host = host_of(text(given.get("url"))) or host_of(text(given.get("uri")))
    return f"{name}@{host}".casefold() if host else name


def _claims(given: Record, dates: Dates) -> Iterator[Claim]:
    """A profile's fields: one that the server has verified is vouched for by the page that links back."""
    for line in records(given.get("fields")):
        value = kept_prose(text(line.get("value")) or "")
        label, verified = words(line.get("name")), dates.iso(line.get("verified_at"))
        shown = f"{label}: {value.text}" if label else value.text
        if verified is None:
            yield _claim(kind=ClaimKind.SELF_DESCRIBED, text=shown)
        else:
            page = value.links[0].url if value.links else value.text
            yield _claim(kind=ClaimKind.LINK, text=shown, issuer=host_of(page), verified_at=verified)


def _stands(given: Record) -> Relation | None:
    """How the reader stands to it, which only Pleroma tells beside a status."""
    if not given:
        return None
    return _relation(
        followed=flag(given.get("following")),
        follower=flag(given.get("followed_by")),
        muted=flag(given.get("muting")),
        blocked=flag(given.get("blocking")),
        note=words(given.get("note")),
    )
