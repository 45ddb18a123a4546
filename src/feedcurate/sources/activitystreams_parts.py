"""What a post of ActivityStreams 2.0 shows, shares, asks and counts.

In: an object in plain words. Out: media, links, a poll, and who can see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from pydantic import TypeAdapter, ValidationError

from feedcurate.model.item import Link, Media, MediaKind, Option, Poll, Visibility
from feedcurate.sources.activitystreams_account import page, total
from feedcurate.sources.activitystreams_words import address, many, said, types
from feedcurate.sources.addresses import distinct_media, media_kind, web_address
from feedcurate.sources.dates import Dates
from feedcurate.sources.values import Record, count, fields, records, text, words

_SHOWN = {"Image": MediaKind.IMAGE, "Video": MediaKind.VIDEO, "Audio": MediaKind.AUDIO}
_FILES = frozenset({*_SHOWN, "Document"})
_PUBLIC = frozenset({"Public", "as:Public"})
_PUBLIC_ADDRESS = re.compile(r"https?://www\.w3\.org/ns/activitystreams#Public")
_ADDRESSED = 100
_LENGTH = TypeAdapter(timedelta)


def shown(given: Record) -> tuple[Media, ...]:
    """The post's own film, picture or recording, what is attached, and the picture of an article."""
    media: list[Media] = []
    if _FILES & frozenset(types(given)):
        media.extend(_own(given))
    for one in records(list(many(given.get("attachment")))):
        media.extend(_attached(one))
    if not media and "Article" in types(given):
        media.extend(_pictures(given))
    return distinct_media(media)


def shared(given: Record) -> Iterator[Link]:
    """The pages that are attached."""
    for one in many(given.get("attachment")):
        part = fields(one)
        kinds = frozenset(types(part))
        url = text(one) or text(part.get("href")) or (page(part) if kinds & {"Page", "Article"} else None)
        if url is not None and not kinds & _FILES and web_address(url, None) and media_kind(_type(part), url) is None:
            yield Link(url=url.strip(), title=said(part, "name").text, description=words(said(part, "summary").text))


def poll(given: Record, dates: Dates) -> Poll | None:
    """The question; one without answers is one all the same."""
    options = [*many(given.get("oneOf")), *many(given.get("anyOf"))]
    if "Question" not in types(given):
        return None
    answers = tuple(Option(text=said(one, "name").text, votes=total(one.get("replies"))) for one in records(options))
    closed = given.get("closed")
    ends = given.get("endTime") or (closed if isinstance(closed, str) else None)
    return Poll(options=answers if options else None, closes_at=dates.iso(ends))


def visibility(given: Record, around: Iterable[Record]) -> Visibility | None:
    """Who can see it, by whom it or the activity around it is addressed to; unknown without any address."""
    for one in (given, *around):
        # What is around it is around others as well, which have to be gone through as often.
        most = None if one is given else _ADDRESSED
        to, cc = ([address(each) or "" for each in many(one.get(key), most)] for key in ("to", "cc"))
        if any(_is_public(each) for each in to):
            return Visibility.PUBLIC
        if any(_is_public(each) for each in cc):
            return Visibility.UNLISTED
        if any(each.rstrip("/").endswith("/followers") for each in (*to, *cc)):
            return Visibility.FOLLOWERS
        if to or cc:
            return Visibility.DIRECT
    return None


def _is_public(known: str) -> bool:
    return known in _PUBLIC or _PUBLIC_ADDRESS.fullmatch(known) is not None


def _own(given: Record) -> Iterator[Media]:
    """The file a post is, at the first of its addresses that leads to one."""
    kind = next((_SHOWN[name] for name in types(given) if name in _SHOWN), None)
    kind = MediaKind.LIVE if given.get("isLiveBroadcast") is True else kind
    url = _file(given)
    if kind is None:
        kind = media_kind(_type(given), url or page(given))
    if kind is not None:
        yield _medium(given, kind, url)


def _file(given: Record) -> str | None:
    """The first address that is said to be a file's, or ends as one."""
    for one in many(given.get("url")):
        link = fields(one)
        url = web_address(text(one) or text(link.get("href")) or "", None)
        if url is not None and media_kind(_type(link) or _type(given), url) is not None:
            return url
    return None


def _pictures(given: Record) -> Iterator[Media]:
    """The picture at the head of an article."""
    for one in many(given.get("image")):
        picture = fields(one)
        url = page(picture) or _file(picture) or web_address(text(one) or text(picture.get("href")) or "", None)
        if url is not None:
            yield _medium(picture, MediaKind.IMAGE, url)


def _attached(part: Record) -> Iterator[Media]:
    kinds = types(part)
    url = _file(part) or page(part) or web_address(text(part.get("href")) or "", None)
    kind = next((_SHOWN[name] for name in kinds if name in _SHOWN), None) or media_kind(_type(part), url)
    if kind is not None and url is not None:
        yield _medium(part, kind, url)


def _medium(given: Record, kind: MediaKind, url: str | None) -> Media:
    is_post = "content" in given or "attributedTo" in given
    alt = None if is_post else said(given, "name").text or said(given, "summary").text or ""
    size = next((fields(one) for one in many(given.get("url")) if fields(one).get("href") == url), given)
    return Media(
        kind=kind,
        url=url,
        alt=alt,
        duration=_length(given.get("duration")),
        width=count(size.get("width")) or count(given.get("width")),
        height=count(size.get("height")) or count(given.get("height")),
    )


def _type(given: Record) -> str | None:
    return text(given.get("mediaType"))


def _length(value: object) -> timedelta | None:
    """A length of time in ISO 8601."""
    if not isinstance(value, str) or not value.startswith("P") or len(value) > 40:
        return None
    try:
        return _LENGTH.validate_python(value)
    except ValidationError:
        return None
