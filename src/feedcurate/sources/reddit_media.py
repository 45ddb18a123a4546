"""What a post of Reddit shows and points to.

In: the data of a post or comment. Out: media and links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedcurate.model.item import Link, Media, MediaKind
from feedcurate.sources.addresses import distinct_links, distinct_media, media_kind, web_address
from feedcurate.sources.html import Prose
from feedcurate.sources.tags import unescaped
from feedcurate.sources.values import Record, count, fields, records, seconds, text, words

SITE = "https://www.reddit.com"
_STORED = {"Image": MediaKind.IMAGE, "RedditVideo": MediaKind.VIDEO}
USER_PAGE = re.compile(rf"{re.escape(SITE)}/u(?:ser)?/([\w-]+)/?", re.IGNORECASE)


def attached(given: Record) -> tuple[Media, ...]:
    """The video, the gallery or the picture of a post, the player of the page it links to, and what is in its text."""
    return distinct_media((*_video(given), *_gallery(given), *_player(given), *_picture(given), *in_text(given)))


def in_text(given: Record) -> Iterator[Media]:
    """Pictures and films that stand in a text; those of a gallery are not."""
    if not fields(given.get("gallery_data")):
        for known in fields(given.get("media_metadata")).values():
            if fields(known).get("status") == "valid":
                yield _stored(fields(known), None)


def shared(given: Record, media: tuple[Media, ...], body: Prose | None) -> tuple[Link, ...]:
    """What a link post points to, with its card, unless it shows that itself; then the links in the text, not users."""
    inside = [Link(url=link.url) for link in body.links if not USER_PAGE.fullmatch(link.url)] if body else []
    target = _target(given)
    is_own = given.get("is_gallery") is True or any(one.url == target for one in media)
    card = fields(fields(given.get("media")).get("oembed"))
    if target is None or given.get("is_self") is True or given.get("is_video") is True or (is_own and not card):
        return distinct_links(inside)
    pointed = Link(
        url=target,
        title=words(card.get("title")),
        description=words(card.get("description")),
        provider=words(card.get("provider_name")),
    )
    return distinct_links((pointed, *inside))


def addresses(given: Record) -> Iterator[str]:
    """Where a post points and what it is shown with, as Reddit wrote it."""
    first = next(records(fields(given.get("preview")).get("images")), {})
    stored = (fields(fields(known).get("s")).get("u") for known in fields(given.get("media_metadata")).values())
    shown = (given.get("url"), given.get("thumbnail"), fields(fields(first).get("source")).get("url"), *stored)
    return (address for one in shown if (address := words(one)) is not None)


def _target(given: Record) -> str | None:
    """Where a link post points; a crosspost names its parent by path alone."""
    target = _address(given.get("url_overridden_by_dest")) or _address(given.get("url"))
    return None if target is None else web_address(target, SITE)


def _address(value: object) -> str | None:
    """An address, which has `&amp;` for `&` in answers that were asked for without `raw_json=1`."""
    found = words(value)
    return unescaped(found) if found is not None and "&amp;" in found else found


def _video(given: Record) -> Iterator[Media]:
    video = fields(fields(given.get("media")).get("reddit_video")) or fields(
        fields(given.get("secure_media")).get("reddit_video")
    )
    if video:
        yield Media(
            kind=MediaKind.GIFV if video.get("is_gif") is True else MediaKind.VIDEO,
            url=_address(video.get("fallback_url")),
            duration=seconds(video.get("duration")),
            width=count(video.get("width")),
            height=count(video.get("height")),
        )


def _gallery(given: Record) -> Iterator[Media]:
    metadata = fields(given.get("media_metadata"))
    for entry in records(fields(given.get("gallery_data")).get("items")):
        yield _stored(fields(metadata.get(text(entry.get("media_id")) or "")), text(entry.get("caption")))


def _stored(known: Record, caption: str | None) -> Media:
    """What Reddit keeps of a picture or film; one that is still being worked on has no address yet."""
    size = fields(known.get("s")) or known
    film = _address(known.get("hlsUrl"))
    still = _address(size.get("u")) or _address(size.get("mp4")) or _address(size.get("gif"))
    return Media(
        kind=_STORED.get(text(known.get("e")) or "Image", MediaKind.GIFV),
        url=film or still,
        alt=caption,
        width=count(size.get("x")),
        height=count(size.get("y")),
    )


def _player(given: Record) -> Iterator[Media]:
    """A film on another site that plays in place."""
    card = fields(fields(given.get("media")).get("oembed"))
    if card.get("type") == "video":
        yield Media(kind=MediaKind.VIDEO, url=_target(given), alt=words(card.get("title")))


def _picture(given: Record) -> Iterator[Media]:
    """A link post whose address is a file, or of which Reddit says that it is a picture."""
    target = _target(given)
    if given.get("is_self") is True or given.get("is_video") is True or "body" in given or target is None:
        return
    kind = MediaKind.IMAGE if given.get("post_hint") == "image" else media_kind(None, target)
    if kind is not None:
        first = next(records(fields(given.get("preview")).get("images")), {})
        size = fields(fields(first).get("source"))
        yield Media(kind=kind, url=target, width=count(size.get("width")), height=count(size.get("height")))
