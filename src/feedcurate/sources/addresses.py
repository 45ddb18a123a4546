"""Web addresses: what an address says of the thing behind it.

In: addresses and media types. Out: hosts, kinds of media, and links without repetition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from feedcurate.model.identity import same_address
from feedcurate.model.item import Link, Media, MediaKind

_EXTENSION = re.compile(r"\.([a-z0-9]{2,5})(?:[?#]|$)", re.IGNORECASE)
_BY_EXTENSION = {
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "heic", "bmp"), MediaKind.IMAGE),
    **dict.fromkeys(("mp4", "m4v", "webm", "mov", "mkv", "ogv", "avi", "m3u8"), MediaKind.VIDEO),
    **dict.fromkeys(("mp3", "m4a", "m4b", "ogg", "oga", "opus", "wav", "flac", "aac"), MediaKind.AUDIO),
    "gifv": MediaKind.GIFV,
}
_WEB = ("http://", "https://")
_BY_TYPE = {
    "application/x-shockwave-flash": MediaKind.VIDEO,
    "application/vnd.apple.mpegurl": MediaKind.VIDEO,
    "application/x-mpegurl": MediaKind.VIDEO,
    "application/ogg": MediaKind.AUDIO,
}


def web_address(url: str, base: str | None) -> str | None:
    """An absolute http address, None for any other kind (`mailto:`, `javascript:`, a place in the page)."""
    url = url.strip()
    if not url or url.startswith("#"):
        return None
    if base is not None:
        try:
            url = urljoin(base, url)
        except ValueError:
            return None
    return url if url.lower().startswith(_WEB) else None


def host_of(url: str | None) -> str | None:
    """The host of an address, lower case, with its port where one is given."""
    if url is None:
        return None
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower() or None
    except ValueError:
        return None


def media_kind(media_type: str | None, url: str | None) -> MediaKind | None:
    """What a file is: by its media type (`image/png`, or `image` alone), else by how its address ends."""
    whole = (media_type or "").partition(";")[0].strip().lower()
    main = whole.partition("/")[0]
    if main in (MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO):
        return MediaKind(main)
    if whole in _BY_TYPE:
        return _BY_TYPE[whole]
    path = (url or "").partition("?")[0].partition("#")[0]
    ending = _EXTENSION.search(path, max(0, len(path) - 6))
    return _BY_EXTENSION.get(ending[1].lower()) if ending else None


def distinct_links(links: Iterable[Link], own: str | None = None) -> tuple[Link, ...]:
    """Each address once, with its card where one of them has it; a post's own address is none that it shares."""
    kept: dict[str, Link] = {}
    for link in links:
        if link.url is None or (own is not None and same_address(link.url, own)):
            continue
        known = kept.get(link.url)
        if known is None or (known.title is None and link.title is not None):
            kept[link.url] = link
    return tuple(kept.values())


def distinct_media(media: Iterable[Media]) -> tuple[Media, ...]:
    """Each address once, the first that has it; media without an address are all kept."""
    kept: dict[object, Media] = {}
    for one in media:
        kept.setdefault(one.url or object(), one)
    return tuple(kept.values())
