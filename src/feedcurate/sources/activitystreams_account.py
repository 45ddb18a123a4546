"""Actors of ActivityStreams 2.0 (https://www.w3.org/TR/activitypub/#actor-objects).

In: an actor, or its address alone. Out: `Account`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedcurate.model.account import Account, Claim, ClaimKind
from feedcurate.model.item import SourceName
from feedcurate.sources.activitystreams_words import address, many, said, types
from feedcurate.sources.addresses import host_of, web_address
from feedcurate.sources.dates import Dates
from feedcurate.sources.html import plain
from feedcurate.sources.values import Record, count, fields, records, text, words

ACTORS = frozenset({"Person", "Group", "Organization", "Service", "Application"})
_BOTS = frozenset({"Service", "Application"})
_NAMED = re.compile(r"https?://[^/]+/@([\w.-]+)/?", re.IGNORECASE)


def account(value: object, dates: Dates) -> Account | None:
    """The account; of an address alone the name where it stands in it (`https://example.social/@ann`)."""
    given, known = fields(value), address(value)
    if not given and known is None:
        return None
    kinds = frozenset(types(given))
    name, bio = said(given, "name").text, said(given, "summary").text
    if known is None and name is None and words(given.get("preferredUsername")) is None:
        return None
    return Account(
        id=known,
        handle=_handle(given, known),
        name=name or words(given.get("preferredUsername")),
        bio=None if bio is None else plain(bio),
        url=page(given) or (web_address(known, None) if known else None),
        source=SourceName.ACTIVITYSTREAMS,
        created=dates.iso(given.get("published")),
        bot=bool(kinds & _BOTS) if kinds else None,
        group="Group" in kinds if kinds else None,
        followers=total(given.get("followers")),
        following=total(given.get("following")),
        posts=total(given.get("outbox")),
        claims=tuple(_claims(given)) if "attachment" in given else None,
    )


def mentioned(tag: Record) -> Account | None:
    """The account that a `Mention` names: `@ann@example.social`, or `@ann` on the host of its address."""
    known, name = address({"id": tag.get("href")}), said(tag, "name").text
    short = name.strip().removeprefix("@") if name else ""
    host = host_of(known)
    is_name = bool(short) and not any(c.isspace() for c in short)
    handle = (short if "@" in short or host is None else f"{short}@{host}") if is_name else None
    if known is None and handle is None:
        return None
    url = web_address(known, None) if known else None
    return Account(id=known, handle=handle, url=url, source=SourceName.ACTIVITYSTREAMS)


def page(given: Record) -> str | None:
    """The web page of an object: the first of its addresses that is said to be one, or is not said to be a file."""
    plain_ones = []
    for one in many(given.get("url")):
        found = text(one) or text(fields(one).get("href"))
        kind = text(fields(one).get("mediaType"))
        url = web_address(found, None) if found else None
        if url is not None and kind is not None and kind.partition(";")[0].strip().lower() == "text/html":
            return url
        if url is not None and kind is None:
            plain_ones.append(url)
    return plain_ones[0] if plain_ones else None


def total(collection: object) -> int | None:
    """How many a collection holds, where it is more than an address."""
    return count(fields(collection).get("totalItems")) if isinstance(collection, dict) else count(collection)


def _handle(given: Record, known: str | None) -> str | None:
    """As WebFinger has it, else the short name on the host of the address."""
    if full := words(given.get("webfinger")):
        return full.removeprefix("acct:")
    name, host = words(given.get("preferredUsername")), host_of(known)
    if name is None and known is not None and (found := _NAMED.fullmatch(known)):
        name = found[1]
    return f"{name}@{host}" if name and host else name


def _claims(given: Record) -> Iterator[Claim]:
    """A profile's lines: the protocol does not say whether a server has verified one."""
    for line in records(list(many(given.get("attachment")))):
        value, label = text(line.get("value")), said(line, "name").text
        if "PropertyValue" in types(line) and value is not None:
            shown = plain(value)
            yield Claim(kind=ClaimKind.SELF_DESCRIBED, text=f"{label}: {shown}" if label else shown)
