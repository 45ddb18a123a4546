"""What is attached to an entry of RSS or Atom.

In: an entry as feedparser gives it. Out: media from enclosures and Media RSS, with the length a podcast names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from feedcurate.model.item import Media, MediaKind
from feedcurate.sources.addresses import distinct_media, media_kind, web_address
from feedcurate.sources.html import plain
from feedcurate.sources.values import Record, count, fields, records, words

_CLOCK = re.compile(r"(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,9})(?:\.\d*)?")
_TIMED = frozenset({MediaKind.AUDIO, MediaKind.VIDEO})
_SEEN = frozenset({MediaKind.IMAGE, MediaKind.VIDEO})


def attached(entry: Record, base: str | None) -> Iterator[Media]:
    """Enclosures, then Media RSS, then the picture of an entry that has none.

    `itunes:duration` is the length of what has none of its own and can have one.
    """
    length = duration(entry.get("itunes_duration"))
    is_live = entry.get("podcast_live") in ("live", "pending")
    found = distinct_media((*_enclosures(entry, base, is_live=is_live), *_media_rss(entry, base)))
    for media in found:
        yield (
            media.model_copy(update={"duration": length}) if media.duration is None and media.kind in _TIMED else media
        )
    if not any(media.kind in _SEEN for media in found):
        yield from _pictures(entry, base)


def duration(value: object) -> timedelta | None:
    """`3723`, `62:03` and `1:02:03` as a length of time; None for anything else."""
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def is_enclosed_file(link: Record) -> bool:
    """Whether a link of an entry is an enclosure that is no picture, clip or recording."""
    return link.get("rel") == "enclosure" and media_kind(words(link.get("type")), words(link.get("href"))) is None


def _enclosures(entry: Record, base: str | None, *, is_live: bool) -> Iterator[Media]:
    for link in records(entry.get("links")):
        url = web_address(words(link.get("href")) or "", base)
        kind = media_kind(words(link.get("type")), url)
        if link.get("rel") == "enclosure" and url is not None and kind is not None:
            yield Media(kind=MediaKind.LIVE if is_live else kind, url=url)
    # Content of Atom that is elsewhere, and no page.
    for content in records(entry.get("content")):
        url = web_address(words(content.get("src")) or "", base)
        kind = media_kind(words(content.get("type")), None)
        if url is not None and kind is not None:
            yield Media(kind=kind, url=url)


def _media_rss(entry: Record, base: str | None) -> Iterator[Media]:
    """What is in `media:content`; those of a group are the same film in several qualities, of which one is taken."""
    groups: dict[object, Record] = {}
    for one in records(entry.get("media_content")):
        group = one.get("group", id(one))
        if group not in groups or (one.get("isdefault") == "true" and groups[group].get("isdefault") != "true"):
            groups[group] = one
    for one in groups.values():
        url = web_address(words(one.get("url")) or "", base)
        kind = media_kind(words(one.get("medium")) or words(one.get("type")), url)
        if url is not None and kind is not None:
            yield Media(
                kind=kind,
                url=url,
                alt=_plain(one.get("description")) or _plain(one.get("title")),
                duration=duration(one.get("duration")),
                width=count(one.get("width")),
                height=count(one.get("height")),
            )


def _pictures(entry: Record, base: str | None) -> Iterator[Media]:
    """The largest of `media:thumbnail`, else the episode's own cover."""
    thumbnails = sorted(records(entry.get("media_thumbnail")), key=lambda one: -(count(one.get("width")) or 0))
    for address in (*(one.get("url") for one in thumbnails), fields(entry.get("image")).get("href")):
        url = web_address(words(address) or "", base)
        if url is not None:
            yield Media(kind=MediaKind.IMAGE, url=url)
            return


def _plain(value: object) -> str | None:
    """A description as plain text; it may be HTML."""
    written = words(value)
    return None if written is None else plain(written) or None
