"""The archive of an account of X, formerly Twitter: `tweets.js`, `tweet.js`, `like.js`, `note-tweet.js`.

In: the list that such a file assigns to `window.YTD.….part0`. Out: the account's own posts, and those that it liked.
A repost is told by its text alone (`RT @name: …`). When a like was given is in no archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.item import Link, Media, MediaKind, Reference, SourceName, Via
from feedcurate.sources.addresses import distinct_links
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.exports.done import done
from feedcurate.sources.exports.x_table import TABLE
from feedcurate.sources.kinds import kind_of_note
from feedcurate.sources.tags import unescaped
from feedcurate.sources.values import (
    Record,
    count,
    elements,
    fields,
    flag,
    identifier,
    language,
    records,
    text,
    whole,
    words,
)

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"\w{3} (\w{3}) (\d{2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4}) (\d{4})")
_REPOST = re.compile(r"RT @(\w{1,50}): ?")
_MEDIA = {"photo": MediaKind.IMAGE, "video": MediaKind.VIDEO, "animated_gif": MediaKind.GIFV}
_WRAPPERS = ("tweet", "noteTweet", "like")
_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
"""What the numbers of posts count milliseconds from, in all but their last 22 bits."""
_FIRST_TIMED = 30_000_000_000
"""Numbers below count posts."""
_MOST = 100
"""How many short addresses are written out in one post; none that X took has that many."""


class XArchive:
    """The format `X archive`."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """A list with a record of one of its files in it."""
        return "X archive" if any(_kind(record) is not None for record in records(document)) else None

    def records(self, document: object) -> Iterable[object]:
        """The records of the list."""
        return elements(document)

    def item(self, make: type[ItemT], record: object, dates: Dates) -> ItemT:
        """One post, the reader's or one they liked."""
        match _kind(record):
            case "like":
                return _liked(make, fields(fields(record).get("like")))
            case "noteTweet":
                return _note(make, fields(fields(record).get("noteTweet")), dates)
            case "tweet":
                return _tweet(make, _inner(record), dates)
            case _:
                raise Unreadable("is no post of an X archive")

    def activities(self, record: object, dates: Dates) -> Iterator[Activity]:
        """That it was posted; of a like nobody knows when."""
        if _kind(record) != "tweet":
            return
        given = _inner(record)
        at, own_id = _written(given, dates), _id(given)
        if at is None or own_id is None:
            return
        answered = words(given.get("in_reply_to_status_id_str"))
        if _REPOST.match(text(given.get("full_text")) or ""):
            yield done(ActivityKind.REPOST, at, SourceName.X, own_id)
        elif answered is not None:
            yield done(ActivityKind.REPLY, at, SourceName.X, answered, _account(given.get("in_reply_to_screen_name")))
        else:
            yield done(ActivityKind.POST, at, SourceName.X, own_id)


def _kind(record: object) -> str | None:
    given = fields(record)
    wrapped = next((name for name in _WRAPPERS if isinstance(given.get(name), dict)), None)
    if wrapped is None:
        return "tweet" if "id_str" in given and "full_text" in given else None
    inner, needed = fields(given[wrapped]), {"like": "tweetId", "noteTweet": "core"}
    if wrapped == "tweet":
        return "tweet" if ("id_str" in inner or "id" in inner) and "full_text" in inner else None
    return wrapped if needed[wrapped] in inner else None


def _inner(record: object) -> Record:
    given = fields(record)
    return fields(given.get("tweet")) or given


def _id(given: Record) -> str | None:
    return words(given.get("id_str")) or identifier(given.get("id"))


def _tweet(make: type[ItemT], given: Record, dates: Dates) -> ItemT:
    own_id = _id(given)
    if own_id is None:
        raise Unreadable("has no id")
    written, at = text(given.get("full_text")) or "", _written(given, dates)
    repost = _REPOST.match(written)
    entities = fields(given.get("entities"))
    media = tuple(_media(given))
    body = _shown(written[repost.end() :] if repost else written, given)
    answered, to = words(given.get("in_reply_to_status_id_str")), _account(given.get("in_reply_to_screen_name"))
    is_answer = not repost and (answered is not None or to is not None)
    return make(
        id=own_id,
        source=SourceName.X,
        url=f"https://x.com/i/web/status/{own_id}",
        kind=kind_of_note(body, media),
        author=_account(repost[1]) if repost else None,
        via=Via(id=own_id, at=at) if repost else None,
        mentions=tuple(
            account for one in records(entities.get("user_mentions")) if (account := _account(one.get("screen_name")))
        ),
        title="",
        text=body,
        language=language(given.get("lang")),
        tags=tuple(tag for one in records(entities.get("hashtags")) if (tag := words(one.get("text")))),
        # Of a repost the archive has the repost's instant alone.
        published=None if repost else at,
        in_reply_to=Reference(id=answered, author=to) if is_answer else None,
        media=media,
        links=distinct_links(_links(entities)),
        sensitive=flag(given.get("possibly_sensitive")),
        likes=count(given.get("favorite_count")),
        reposts=count(given.get("retweet_count")),
        mine=repost is None,
    )


def _note(make: type[ItemT], given: Record, dates: Dates) -> ItemT:
    """A post longer than others, which stands in a file of its own."""
    own_id, core = words(given.get("noteTweetId")), fields(given.get("core"))
    if own_id is None:
        raise Unreadable("has no id")
    return make(
        id=own_id,
        source=SourceName.X,
        kind=kind_of_note(text(core.get("text")), ()),
        title="",
        text=text(core.get("text")),
        tags=tuple(tag for one in records(core.get("hashtags")) if (tag := words(one.get("text")))),
        published=dates.iso(given.get("createdAt")),
        links=distinct_links(
            Link(url=words(one.get("expandedUrl")) or words(one.get("expanded_url")))
            for one in records(core.get("urls"))
        ),
        mine=True,
    )


def _liked(make: type[ItemT], given: Record) -> ItemT:
    liked_id = identifier(given.get("tweetId"))
    if liked_id is None:
        raise Unreadable("has no id")
    body = words(given.get("fullText"))
    return make(
        id=liked_id,
        source=SourceName.X,
        url=words(given.get("expandedUrl")) or f"https://x.com/i/web/status/{liked_id}",
        title="",
        text=None if body is None else unescaped(body),
        published=instant_of(liked_id),
        liked=True,
        mine=False,
    )


def instant_of(number: str) -> datetime | None:
    """When a post with this number was written; None for those that only count."""
    if not (number.isascii() and number.isdigit() and len(number) <= 19) or int(number) < _FIRST_TIMED:
        return None
    return _EPOCH + timedelta(milliseconds=int(number) >> 22)


def _written(given: Record, dates: Dates) -> datetime | None:
    """`Wed Oct 10 20:19:24 +0000 2018`, in English whatever the reader speaks; ISO 8601 in some archives."""
    value = given.get("created_at")
    found = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or found[1] not in _MONTHS:
        return dates.iso(value)
    month, day, clock, offset, year = found.groups()
    return dates.iso(f"{year}-{_MONTHS.index(month) + 1:02}-{day}T{clock}{offset[:3]}:{offset[3:]}")


def _account(name: object) -> Account | None:
    known = words(name)
    if known is None:
        return None
    return Account(handle=f"{known}@x.com", url=f"https://x.com/{known}", source=SourceName.X)


def _shown(written: str, given: Record) -> str:
    """The text with addresses written out; the one of its own pictures is no part of what was written."""
    entities = fields(given.get("entities"))
    shown = unescaped(written)
    for one in islice(records(entities.get("urls")), _MOST):
        if (short := words(one.get("url"))) and (long := words(one.get("expanded_url"))):
            shown = shown.replace(short, long)
    for one in islice(records(entities.get("media")), _MOST):
        if short := words(one.get("url")):
            shown = shown.replace(short, "")
    return shown.strip()


def _links(entities: Record) -> Iterator[Link]:
    for one in records(entities.get("urls")):
        yield Link(url=words(one.get("expanded_url")) or words(one.get("url")))


def _media(given: Record) -> Iterator[Media]:
    several = fields(given.get("extended_entities")).get("media") or fields(given.get("entities")).get("media")
    for one in records(several):
        size = fields(fields(one.get("sizes")).get("large"))
        film = fields(one.get("video_info"))
        best = max(records(film.get("variants")), key=lambda variant: whole(variant.get("bitrate")) or 0, default={})
        length = whole(film.get("duration_millis"))
        yield Media(
            kind=_MEDIA.get(text(one.get("type")) or ""),
            url=words(best.get("url")) or words(one.get("media_url_https")) or words(one.get("media_url")),
            alt=words(one.get("ext_alt_text")),
            duration=None if length is None or length < 0 else timedelta(milliseconds=length),
            width=count(size.get("w")),
            height=count(size.get("h")),
        )
