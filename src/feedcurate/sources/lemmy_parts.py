"""What a post or comment of Lemmy shows, points to, names and is tagged with.

In: its parts, or its text, which is Markdown. Out: media, links, accounts and tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedcurate.model.account import Account
from feedcurate.model.item import Link, Media, MediaKind, SourceName
from feedcurate.sources.addresses import media_kind, web_address
from feedcurate.sources.values import Record, count, fields, records, text, words

_LINK = re.compile(r"https?://[^\s<>\[\]()\"]+(?:\([^\s<>\[\]()\"]*\))*[^\s<>\[\]()\"]*", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w/@.])@([\w-]{1,60})@([\w-]+(?:\.[\w-]+)+)")


def media(given: Record, details: Record) -> Iterator[Media]:
    """What a post points to where that is a file, and the film of the page that it points to."""
    url, film = words(given.get("url")), words(given.get("embed_video_url"))
    kind = media_kind(text(given.get("url_content_type")) or text(details.get("content_type")), url)
    if url is not None and kind is not None:
        is_own = details.get("link") in (None, url)
        yield Media(
            kind=kind,
            url=url,
            alt=text(given.get("alt_text")) or "",
            width=count(details.get("width")) if is_own else None,
            height=count(details.get("height")) if is_own else None,
        )
    if film is not None:
        yield Media(kind=MediaKind.VIDEO, url=film, alt=words(given.get("embed_title")))


def pointed(given: Record, shown: tuple[Media, ...]) -> Iterator[Link]:
    """What a link post points to, with its card, unless it shows that itself."""
    url = web_address(text(given.get("url")) or "", None)
    if url is not None and not any(one.url == url for one in shown):
        title, description = words(given.get("embed_title")), words(given.get("embed_description"))
        yield Link(url=url, title=title, description=description)


def links(body: str | None) -> Iterator[Link]:
    """The addresses in a text, without what stands around them."""
    return (Link(url=found[0].rstrip(".,;:!?*_'`")) for found in _LINK.finditer(body or ""))


def mentions(body: str) -> Iterator[Account]:
    """The accounts that a text names with their hosts, each once."""
    named = {found[0].lower(): found for found in _MENTION.finditer(body)}
    for found in named.values():
        url = f"https://{found[2].lower()}/u/{found[1]}"
        yield Account(handle=f"{found[1]}@{found[2]}", url=url, source=SourceName.LEMMY)


def tags(view: Record) -> Iterator[str]:
    """The tags that a community gives to its posts (1.0)."""
    for tag in records(view.get("tags")) if isinstance(view.get("tags"), list) else _tag_lists(view):
        if name := words(tag.get("display_name")) or words(tag.get("name")):
            yield name


def _tag_lists(view: Record) -> Iterator[Record]:
    return (tag for several in fields(view.get("tags")).values() for tag in records(several))
