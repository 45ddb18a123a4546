"""Accounts of Bluesky (lexicon `app.bsky.actor.defs`).

In: any of the profile views, or a DID alone. Out: `Account`, and the addresses of pages on bsky.app.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedcurate.model.account import Account, Claim, ClaimKind, Relation
from feedcurate.model.item import SourceName
from feedcurate.sources.dates import Dates
from feedcurate.sources.making import quickly
from feedcurate.sources.values import Record, count, fields, flag, records, text, words

_account, _claim, _relation_of = quickly(Account), quickly(Claim), quickly(Relation)
_SOURCE = SourceName.BLUESKY.value
_AUTHORITY = re.compile(r"at://([^/]+)/[^/]+/([^/?#]+)")
# What servers write where a handle no longer leads to its account.
_NO_HANDLE = "handle.invalid"


def did_of(uri: str) -> str | None:
    """The DID in an `at://` address."""
    parts = uri.split("/", 3)
    return parts[2] if len(parts) > 2 and parts[0] == "at:" and parts[2].startswith("did:") else None


def page(uri: str, author: Account | None) -> str | None:
    """The web page of a post."""
    found = _AUTHORITY.match(uri)
    if found is None:
        return None
    name = (author and author.handle) or found[1]
    return f"https://bsky.app/profile/{name}/post/{found[2]}"


def account(given: Record, dates: Dates, did: str | None = None) -> Account:
    """The account; `did` is what is known of it besides."""
    if not given:
        return _account(id=did, url=f"https://bsky.app/profile/{did}" if did else None, source=_SOURCE)
    known = words(given.get("did")) or did
    handle = words(given.get("handle"))
    if handle == _NO_HANDLE:
        handle = None
    marks = given.get("labels")
    is_bot = bool(marks) and any(one.get("val") == "bot" and one.get("src") == known for one in records(marks))
    name = handle or known
    return _account(
        id=known,
        handle=handle.lstrip("@").casefold() if handle else None,
        name=words(given.get("displayName")),
        bio=text(given.get("description")),
        url=f"https://bsky.app/profile/{name}" if name else None,
        source=_SOURCE,
        created=dates.iso(given.get("createdAt")),
        bot=True if is_bot else None,
        followers=count(given.get("followersCount")),
        following=count(given.get("followsCount")),
        posts=count(given.get("postsCount")),
        claims=tuple(_claims(given, dates)) if "verification" in given else None,
        relation=_relation(fields(given.get("viewer"))),
    )


def _claims(given: Record, dates: Dates) -> Iterator[Claim]:
    """Verifications that still hold; what they vouch for is the name."""
    for verification in records(fields(given.get("verification")).get("verifications")):
        if verification.get("isValid") is True:
            yield _claim(
                kind=ClaimKind.PLATFORM,
                text=words(given.get("displayName")) or words(given.get("handle")),
                issuer=words(verification.get("issuerHandle")) or words(verification.get("issuer")),
                verified_at=dates.iso(verification.get("createdAt")),
            )


def _relation(viewer: Record) -> Relation | None:
    """How the reader stands to it; of a follow or a block the server gives the address, or nothing."""
    if not viewer:
        return None
    return _relation_of(
        followed=bool(viewer.get("following")),
        follower=bool(viewer.get("followedBy")),
        muted=flag(viewer.get("muted")),
        blocked=bool(viewer.get("blocking") or viewer.get("blockingByList")),
    )
