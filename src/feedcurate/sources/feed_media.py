"""What is attached to an entry of RSS or Atom.

In: an entry as feedparser gives it. Out: media from enclosures and Media RSS, with the length a podcast names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from feedcurate.model.item import Media, MediaKind
from feedcurate.sources.addresses import distinct_media, media_kind, web_address
from feedcurate.sources.values import Record, count, records, words

_CLOCK = re.compile(r"(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,9})(?:\.\d*)?")
_TIMED = frozenset({MediaKind.AUDIO, MediaKind.VIDEO})


def attached(entry: Record, base: str | None) -> Iterator[Media]:
    """Enclosures, then Media RSS; `itunes:duration` is the length of what has none of its own and can have one."""
    length = duration(entry.get("itunes_duration"))
    for media in distinct_media((*_enclosures(entry, base), *_media_rss(entry, base))):
        yield (
            media.model_copy(update={"duration": length}) if media.duration is None and media.kind in _TIMED else media
        )


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


def _enclosures(entry: Record, base: str | None) -> Iterator[Media]:
    for link in records(entry.get("links")):
        url = web_address(words(link.get("href")) or "", base)
        kind = media_kind(words(link.get("type")), url)
        if link.get("rel") == "enclosure" and url is not None and kind is not None:
            yield Media(kind=kind, url=url)


def _media_rss(entry: Record, base: str | None) -> Iterator[Media]:
    for one in records(entry.get("media_content")):
        url = web_address(words(one.get("url")) or "", base)
        kind = media_kind(words(one.get("medium")) or words(one.get("type")), url)
        if url is not None and kind is not None:
            yield Media(
                kind=kind,
                url=url,
                duration=duration(one.get("duration")),
                width=count(one.get("width")),
                height=count(one.get("height")),
            )
