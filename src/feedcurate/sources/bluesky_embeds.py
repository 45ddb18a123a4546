"""What hangs on a post of Bluesky (lexicons `app.bsky.embed.*`).

In: a post view and its record. Out: media, links and the quoted record. The view's embed has addresses and says more;
a record without a view has descriptions at least.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from feedcurate.model.item import Link, Media, MediaKind
from feedcurate.sources.making import quickly
from feedcurate.sources.values import Record, fields, records, text, words

_link, _medium = quickly(Link), quickly(Media)
_EMBED = "app.bsky.embed."
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


_NOTHING = Embeds((), (), {})


def embeds(post: Record, record: Record) -> Embeds:
    """What hangs on a post."""
    first = fields(post.get("embed")) or next(records(post.get("embeds")), {}) or fields(record.get("embed"))
    if not first:
        return _NOTHING
    kind, inner = _kind(first), fields(first.get("record"))
    part = fields(first.get("media")) if kind == "recordWithMedia" else first
    # `recordWithMedia` holds one more layer than `record`.
    quoted = fields(inner.get("record")) if kind == "recordWithMedia" else inner
    shown = _kind(part) if part is not first else kind
    return Embeds(tuple(_media(part, shown)), (*_external(part), *(_page(quoted) if quoted else ())), quoted)


def _kind(embed: Record) -> str:
    """`images` of `app.bsky.embed.images#view`."""
    name = text(embed.get("$type")) or ""
    return name[len(_EMBED) :].partition("#")[0] if name.startswith(_EMBED) else ""


def _media(embed: Record, kind: str) -> Iterator[Media]:
    match kind:
        case "images":
            yield from (_picture(image) for image in records(embed.get("images")))
        case "gallery":
            yield from (_picture(image) for image in records(embed.get("items")))
        case "video":
            shown = MediaKind.GIFV if embed.get("presentation") == "gif" else MediaKind.VIDEO
            yield _medium(kind=shown, url=words(embed.get("playlist")), alt=text(embed.get("alt")) or "")


def _picture(image: Record) -> Media:
    """A picture. Its `aspectRatio` is a proportion, not a size in pixels, so the size stays unknown."""
    return _medium(kind=MediaKind.IMAGE, url=words(image.get("fullsize")), alt=text(image.get("alt")) or "")


def _external(embed: Record) -> Iterator[Link]:
    card = fields(embed.get("external"))
    if url := words(card.get("uri")):
        yield _link(url=url, title=words(card.get("title")), description=words(card.get("description")))


def _page(quoted: Record) -> Iterator[Link]:
    """The page of what is quoted but is no post: a feed, a list, a starter pack, a labeller."""
    found = _RECORD.match(text(quoted.get("uri")) or "")
    if found is None or found[2] not in _PAGES:
        return
    shown = fields(quoted.get("record"))
    yield _link(
        url=_PAGES[found[2]].format(found[1], found[3]),
        title=words(quoted.get("displayName")) or words(quoted.get("name")) or words(shown.get("name")),
        description=words(quoted.get("description")) or words(shown.get("description")),
    )
