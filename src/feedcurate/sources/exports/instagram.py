"""The export of an account of Instagram: its posts, reels, stories and comments, its likes, and what it has seen.

In: the JSON of a file of the export. Out: the account's own posts and comments, and what was liked and viewed. Of
posts of others the export has an address and a name at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from attrs import frozen

from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.item import PostKind, Reference, SourceName
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.exports.done import done, hashed
from feedcurate.sources.exports.instagram_table import TABLE
from feedcurate.sources.exports.meta import labelled, meant, media_of
from feedcurate.sources.kinds import kind_of_note
from feedcurate.sources.values import Record, fields, records, words

_POSTS = frozenset({"ig_reels_media", "ig_igtv_media", "ig_stories", "ig_archived_post_media", "ig_other_media"})
_LIKES = frozenset({"likes_media_likes", "likes_comment_likes", "story_activities_story_likes"})
_VIEWS = frozenset(
    {"impressions_history_posts_seen", "impressions_history_videos_watched", "impressions_history_ads_seen"}
)
_COMMENTS = frozenset({"comments_media_comments", "comments_reels_comments", "comments_story_comments"})
_DID: Mapping[str, ActivityKind] = {
    **dict.fromkeys(_POSTS, ActivityKind.POST),
    **dict.fromkeys(_LIKES, ActivityKind.LIKE),
    **dict.fromkeys(_VIEWS, ActivityKind.VIEW),
    **dict.fromkeys(_COMMENTS, ActivityKind.REPLY),
}
_CODE = re.compile(r"instagram\.com/(?:[\w.]{1,40}/)?(?:p|reel|tv)/([\w-]{5,64})")
_PAGE = re.compile(r"https?://(?:www\.)?instagram\.com/([\w.]{1,40})/?")
_OWNERS = ("Media Owner", "Author", "Username", "Owner", "Name")


@frozen
class _Record:
    """A record and what it says was done; what is none of Instagram's has no kind."""

    given: Record
    did: ActivityKind | None


class InstagramExport:
    """The format `Instagram export`."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """A list of posts, or an object with one of Instagram's lists."""
        is_ours = any(one.did is not None for one in _records(document))
        return "Instagram export" if is_ours or _DID.keys() & fields(document).keys() else None

    def records(self, document: object) -> Iterator[object]:
        """What stands in the lists."""
        return _records(document)

    def item(self, make: type[ItemT], record: _Record, dates: Dates) -> ItemT | None:
        """A post or comment of one's own; None where something was liked or viewed."""
        match record.did:
            case ActivityKind.POST:
                return _post(make, record.given, dates)
            case ActivityKind.REPLY:
                return _comment(make, record.given, dates)
            case None:
                raise Unreadable("is no record of an Instagram export")
            case _:
                return None

    def activities(self, record: _Record, dates: Dates) -> Iterator[Activity]:
        """What was done."""
        if record.did is None:
            return
        at = _at(record.given, dates)
        if at is None:
            return
        address = _address(record.given)
        code = _CODE.search(address or "")
        item = code[1] if code else None
        account = None if record.did is ActivityKind.POST else _owner(record.given)
        if record.did is ActivityKind.POST:
            item = _post_id(record.given)
        yield done(record.did, at, SourceName.INSTAGRAM, item, account)


def _records(document: object) -> Iterator[_Record]:
    if isinstance(document, list):
        for given in records(document):
            yield _Record(given, _guessed(given))
        return
    for name, several in fields(document).items():
        if name in _DID:
            yield from (_Record(given, _DID[name]) for given in records(several))


def _guessed(given: Record) -> ActivityKind | None:
    """What a record of a bare list is: such lists are of posts, of comments, or, in newer exports, of likes."""
    if _media(given) and ("creation_timestamp" in given or "creation_timestamp" in _media(given)[0]):
        return ActivityKind.POST
    if isinstance(fields(given.get("string_map_data")).get("Comment"), dict):
        return ActivityKind.REPLY
    if "label_values" in given and "timestamp" in given and _CODE.search(_address(given) or ""):
        return ActivityKind.LIKE
    return None


def _media(given: Record) -> list[Record]:
    """The pictures and films of a post; a story is one itself."""
    inside = given.get("media")
    several = list(records([inside] if isinstance(inside, dict) else inside))
    return several or ([given] if words(given.get("uri")) else [])


def _post(make: type[ItemT], given: Record, dates: Dates) -> ItemT:
    several = _media(given)
    caption = meant(given.get("title")) or (meant(several[0].get("title")) if several else None) or ""
    shown = tuple(media for one in several if (media := media_of(one)) is not None)
    return make(
        id=_post_id(given),
        source=SourceName.INSTAGRAM,
        kind=kind_of_note("", shown),
        title="",
        text=caption,
        published=_at(given, dates),
        media=shown,
        mine=True,
    )


def _post_id(given: Record) -> str:
    """The place of its first picture in the export, whose name holds a number of Instagram's; else a hash."""
    first = next((uri for one in _media(given) if (uri := words(one.get("uri")))), None)
    return first or hashed(_stamp(given), meant(given.get("title")))


def _comment(make: type[ItemT], given: Record, dates: Dates) -> ItemT:
    body = meant(labelled(given).get("Comment", {}).get("value"))
    if body is None:
        raise Unreadable("is a comment without a text")
    return make(
        id=hashed(_stamp(given), body),
        source=SourceName.INSTAGRAM,
        kind=PostKind.NOTE,
        title="",
        text=body,
        published=_at(given, dates),
        in_reply_to=Reference(author=_owner(given)),
        media=(),
        mine=True,
    )


def _stamp(given: Record) -> object:
    """Seconds since 1970, wherever a record has them."""
    holders = [given, *records(given.get("string_list_data")), *labelled(given).values(), *_media(given)[:1]]
    names = ("creation_timestamp", "timestamp")
    return next((holder[name] for holder in holders for name in names if holder.get(name)), None)


def _at(given: Record, dates: Dates) -> datetime | None:
    return dates.unix(_stamp(given))


def _address(given: Record) -> str | None:
    """The page of what a record is about."""
    holders = [*records(given.get("string_list_data")), *labelled(given).values()]
    written = (words(holder.get("href")) or words(holder.get("value")) for holder in holders)
    return next((one for one in written if one is not None and "instagram.com/" in one), None)


def _owner(given: Record) -> Account | None:
    """Whose post it was: the title of a like, a value with a label of its own elsewhere."""
    values = labelled(given)
    named = next((name for label in _OWNERS if (name := meant(values.get(label, {}).get("value")))), None)
    name = meant(given.get("title")) or named
    if name is None:
        page = _PAGE.fullmatch(_address(given) or "")
        name = page[1] if page else None
    if name is None or " " in name:
        return None
    return Account(
        handle=f"{name}@instagram.com", url=f"https://www.instagram.com/{name}/", source=SourceName.INSTAGRAM
    )
