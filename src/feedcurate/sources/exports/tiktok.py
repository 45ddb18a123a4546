"""The export of an account of TikTok: `user_data_tiktok.json`, earlier `user_data.json`.

In: the object in that file. Out: the account's own films and comments, and what was watched, liked and shared. The
names of its sections have changed over the years, those of its lists have not; these are gone by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from attrs import frozen

from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.item import Media, MediaKind, PostKind, SourceName, Visibility
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.exports.done import done, hashed
from feedcurate.sources.tables import Gap, Row, Table
from feedcurate.sources.values import Record, count, fields, words

TABLE = Table(
    name="tiktok",
    title="TikTok export",
    reads=(
        "`user_data_tiktok.json` (earlier `user_data.json`), asked for as JSON, or the whole export as a zip. Known by "
        "`Activity`, `Your Activity`, `Video` or `Post` with one of TikTok's lists in it."
    ),
    described=("https://support.tiktok.com/en/account-and-privacy/personalized-ads-and-data/requesting-your-data",),
    posts=(
        Row("id", "the number in `Link`, else `Date` and the text"),
        Row("source", "", "`tiktok`"),
        Row("url", "`Link`", "of one's own films where it is one of TikTok's pages"),
        Row("kind", "", "`video` of `VideoList`, `note` of `CommentsList`"),
        Row("title", "", "there is none"),
        Row("text", "`Title`, `comment`"),
        Row("published", "`Date`", "in UTC"),
        Row("media.kind", "", "`video`"),
        Row("likes", "`Likes`"),
        Row("visibility", "`WhoCanView`", "`public` where everybody can"),
        Row("mine", "", "true: of films of others the export has the address alone"),
    ),
    activities=(
        Row("id", "", "made of the kind, the instant and the film: the same at every import"),
        Row("kind", "the list", "`view`, `like`, `share`, `post` or `reply`"),
        Row("at", "`Date`", "in UTC"),
        Row("item", "`Link`", "the number of the film"),
        Row("source", "", "`tiktok`"),
    ),
    gaps=(
        Gap("duration", "the export does not say how long a film was watched"),
        Gap("account", "the export does not say whose film it was"),
        Gap("bookmarked", "a favourite has an address and an instant, and nothing else of the post"),
    ),
)

_SECTIONS = frozenset({"Activity", "Your Activity", "Video", "Post", "Comment", "Likes and Favorites"})
_DID: Mapping[str, ActivityKind] = {
    "Video Browsing History": ActivityKind.VIEW,
    "Watch History": ActivityKind.VIEW,
    "Like List": ActivityKind.LIKE,
    "Share History": ActivityKind.SHARE,
}
_LISTS = ("VideoList", "ItemFavoriteList", "ShareHistoryList", "CommentsList")
_NUMBER = re.compile(r"/(?:video|photo|v)/(\d{5,25})\b")
_IN_UTC = re.compile(r" ?(?:UTC|\(UTC\))$")


@frozen
class _Record:
    """A record, and what its list says was done with it; `is_comment` of one's own words."""

    given: Record
    did: ActivityKind
    is_comment: bool = False


class TikTokExport:
    """The format `TikTok export`."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """An object with one of TikTok's lists in one of its sections."""
        return "TikTok export" if next(_lists(document), None) is not None else None

    def records(self, document: object) -> Iterator[object]:
        """What stands in the lists."""
        for part, name, several in _lists(document):
            if name == "CommentsList":
                yield from (_Record(fields(one), ActivityKind.REPLY, is_comment=True) for one in several)
            else:
                did = _DID.get(part, ActivityKind.POST)
                yield from (_Record(fields(one), did) for one in several)

    def item(self, make: type[ItemT], record: _Record, dates: Dates) -> ItemT | None:
        """A film or comment of one's own; None where something was watched, liked or shared."""
        if record.did not in (ActivityKind.POST, ActivityKind.REPLY):
            return None
        given = record.given
        at, body = _at(given, dates), words(given.get("Title")) or words(given.get("comment"))
        if at is None and body is None:
            raise Unreadable("has neither a date nor a text")
        number, link = _number(given), _link(given)
        return make(
            id=number or hashed(at and at.isoformat(), body),
            source=SourceName.TIKTOK,
            url=link if number is not None else None,
            kind=PostKind.NOTE if record.is_comment else PostKind.VIDEO,
            title="",
            text=body,
            published=at,
            media=() if record.is_comment else (Media(kind=MediaKind.VIDEO),),
            likes=count(given.get("Likes")),
            visibility=Visibility.PUBLIC if given.get("WhoCanView") in ("Public", "Everyone") else None,
            mine=True,
        )

    def activities(self, record: _Record, dates: Dates) -> Iterator[Activity]:
        """What was done."""
        at = _at(record.given, dates)
        if at is not None:
            yield done(record.did, at, SourceName.TIKTOK, None if record.is_comment else _number(record.given))


def _lists(document: object) -> Iterator[tuple[str, str, list[object]]]:
    """The lists that are read, each with the name of the part it is in."""
    for section, parts in fields(document).items():
        if section not in _SECTIONS:
            continue
        for part, lists in fields(parts).items():
            for name, several in fields(lists).items():
                if name in _LISTS and isinstance(several, list):
                    yield part, name, several


def _at(given: Record, dates: Dates) -> datetime | None:
    value = given.get("Date", given.get("date"))
    return dates.iso(_IN_UTC.sub("", value.strip()) if isinstance(value, str) else value)


def _link(given: Record) -> str | None:
    return next((link for name in ("Link", "link", "VideoLink") if (link := words(given.get(name)))), None)


def _number(given: Record) -> str | None:
    found = _NUMBER.search(_link(given) or "")
    return None if found is None else found[1]
