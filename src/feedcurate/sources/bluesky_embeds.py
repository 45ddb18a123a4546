"""What hangs on a post of Bluesky (lexicons `app.bsky.embed.*`).

In: a post view and its record. Out: media, links and the quoted record. The view's embed has addresses and says more;
a record without a view has descriptions at least.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from feedcurate.model.item import Link, Media, MediaKind
from feedcurate.sources.values import Record, fields, records, text, words

_TYPE = re.compile(r"app\.bsky\.embed\.([A-Za-z]+)")
_PAGES = {
    "app.bsky.feed.generator": "https://bsky.app/profile/{}/feed/{}",
    "app.bsky.graph.list": "https://bsky.app/profile/{}/lists/{}",
    "app.bsky.graph.starterpack": "https://bsky.app/starter-pack/{}/{}",
    "app.bsky.labeler.service": "https://bsky.app/profile/{}",
}
_RECORD = re.compile(r"at://([^/]+)/([^/]+)/([^/?#]+)")


@frozen
class Embeds:
    """Media, links, and what is quoted (a view, or an address alone; empty without one)."""

    media: tuple[Media, ...]
    links: tuple[Link, ...]
    quoted: Record


def embeds(post: Record, record: Record) -> Embeds:
    """What hangs on a post."""
    several = list(records(post.get("embeds")))
    first = fields(post.get("embed")) or (several[0] if several else fields(record.get("embed")))
    parts = [first, fields(first.get("media"))] if _kind(first) == "recordWithMedia" else [first]
    media = tuple(one for part in parts for one in _media(part))
    links = [link for part in parts for link in _external(part)]
    quoted = _quoted(first)
    page = _page(quoted)
    return Embeds(media, (*links, *page), quoted)


def _kind(embed: Record) -> str:
    found = _TYPE.match(text(embed.get("$type")) or "")
    return found[1] if found else ""


def _media(embed: Record) -> Iterator[Media]:
    match _kind(embed):
        case "images":
            yield from (_picture(image) for image in records(embed.get("images")))
        case "gallery":
            yield from (_picture(image) for image in records(embed.get("items")))
        case "video":
            kind = MediaKind.GIFV if embed.get("presentation") == "gif" else MediaKind.VIDEO
            yield Media(kind=kind, url=words(embed.get("playlist")), alt=text(embed.get("alt")) or "")


def _picture(image: Record) -> Media:
    """A picture. Its `aspectRatio` is a proportion, not a size in pixels, so the size stays unknown."""
    return Media(kind=MediaKind.IMAGE, url=words(image.get("fullsize")), alt=text(image.get("alt")) or "")


def _external(embed: Record) -> Iterator[Link]:
    card = fields(embed.get("external"))
    if url := words(card.get("uri")):
        yield Link(url=url, title=words(card.get("title")), description=words(card.get("description")))


def _quoted(embed: Record) -> Record:
    """The record that is quoted: `recordWithMedia` holds one more layer than `record`."""
    inner = fields(embed.get("record"))
    return fields(inner.get("record")) if _kind(embed) == "recordWithMedia" else inner


def _page(quoted: Record) -> Iterator[Link]:
    """The page of what is quoted but is no post: a feed, a list, a starter pack, a labeller."""
    found = _RECORD.match(text(quoted.get("uri")) or "")
    if found is None or found[2] not in _PAGES:
        return
    shown = fields(quoted.get("record"))
    yield Link(
        url=_PAGES[found[2]].format(found[1], found[3]),
        title=words(quoted.get("displayName")) or words(quoted.get("name")) or words(shown.get("name")),
        description=words(quoted.get("description")) or words(shown.get("description")),
    )
