"""What entries of feeds have in common, whichever syntax they come in.

In: the parts of an entry. Out: its id, and the media and links of its text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from feedcurate.model.item import Link, Media
from feedcurate.sources.addresses import distinct_links, distinct_media
from feedcurate.sources.html import Prose

MOST = 100_000
"""Posts in one feed; whoever writes more of them means harm."""

_GLOBAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def entry_id(feed: str | None, given: str | None, url: str | None, rest: Sequence[str | None]) -> str:
    """A stable id: the one given, else the address, else a hash of what there is.

    `feed` is the feed's address. An id that is no URI counts within its feed only (two feeds number their entries
    alike), so the feed's address stands before it.
    """
    if given:
        return given if feed is None or _GLOBAL.match(given) else f"{feed}#{given}"
    if url:
        return url
    parts = "\x00".join(part or "" for part in (feed, *rest))
    return f"sha256:{hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()}"


def entry_media(attached: Iterable[Media], body: Prose) -> tuple[Media, ...]:
    """What is attached, then what stands in the text."""
    inside = (Media(kind=m.kind, url=m.url, alt=m.alt, width=m.width, height=m.height) for m in body.media)
    return distinct_media((*attached, *inside))


def entry_links(given: Iterable[Link], body: Prose, own: str | None) -> tuple[Link, ...]:
    """The addresses it names beside its own, then those of the links in the text."""
    inside = (Link(url=anchor.url) for anchor in body.links if not anchor.is_mention)
    return distinct_links((*given, *inside), own)


def entry_tags(given: Iterable[str], body: Prose) -> tuple[str, ...]:
    """What it is filed under, then the hashtags of its text, each once however it is written."""
    kept: dict[str, str] = {}
    for tag in (*given, *body.hashtags, *body.written_hashtags):
        kept.setdefault(tag.casefold(), tag)
    return tuple(kept.values())


def one_line(words: str | None) -> str | None:
    """A headline on one line."""
    return None if words is None else " ".join(words.split())
