"""The marked-up places in a text of Bluesky (lexicon `app.bsky.richtext.facet`).

In: a post's record. Out: its hashtags, links and mentions. Places are counted in bytes of UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from feedcurate.model.account import Account
from feedcurate.model.item import SourceName
from feedcurate.sources.making import quickly
from feedcurate.sources.values import Record, elements, fields, records, text, words


@frozen
class Facets:
    """What is marked up: hashtags without `#`, addresses, accounts; each once, in the order of the record."""

    tags: tuple[str, ...]
    links: tuple[str, ...]
    mentions: tuple[Account, ...]


_account = quickly(Account)
_NOTHING = Facets((), (), ())
# A handle is a name of the domain name system.
_LONGEST = 254
_HANDLE = re.compile(r"@([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)", re.IGNORECASE)


def facets(record: Record) -> Facets:
    """What the facets mark, and the hashtags that stand beside the text."""
    if not record.get("facets") and not record.get("tags"):
        return _NOTHING
    body = (text(record.get("text")) or "").encode("utf-8", "surrogatepass")
    tags: dict[str, None] = {}
    links: dict[str, None] = {}
    mentions: dict[str, Account] = {}
    for feature, shown in _features(record, body):
        match feature.get("$type"):
            case "app.bsky.richtext.facet#tag":
                if tag := words(feature.get("tag")):
                    tags[tag.removeprefix("#")] = None
            case "app.bsky.richtext.facet#link":
                if url := words(feature.get("uri")):
                    links[url] = None
            case "app.bsky.richtext.facet#mention":
                if did := words(feature.get("did")):
                    mentions.setdefault(did, _mentioned(did, shown))
    for outside in elements(record.get("tags")):
        if tag := words(outside):
            tags[tag.removeprefix("#")] = None
    return Facets(tuple(tags), tuple(links), tuple(mentions.values()))


def _features(record: Record, body: bytes) -> Iterator[tuple[Record, str]]:
    for facet in records(record.get("facets")):
        index = fields(facet.get("index"))
        start, end = index.get("byteStart"), index.get("byteEnd")
        shown = ""
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= min(len(body), start + _LONGEST):
            shown = body[start:end].decode("utf-8", "replace")
        for feature in records(facet.get("features")):
            yield feature, shown


def _mentioned(did: str, shown: str) -> Account:
    """The account of a mention; its handle is the text it marks, where that looks like one."""
    found = _HANDLE.fullmatch(shown)
    handle = found[1].lower() if found else None
    return _account(
        id=did, handle=handle, url=f"https://bsky.app/profile/{handle or did}", source=SourceName.BLUESKY.value
    )
