"""The history of YouTube in an export of Google Takeout: `watch-history.json`.

In: the list in that file, which has to be asked for as JSON. Out: the films that were watched, and that they were.
A search is none, and is left out. What stands before a title (`Watched …`) is in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, urlsplit

from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.item import Media, MediaKind, PostKind, Reason, SourceName
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.exports.done import done
from feedcurate.sources.tables import Gap, Row, Table
from feedcurate.sources.values import Record, elements, fields, records, text, words

TABLE = Table(
    name="youtube",
    title="YouTube history (Google Takeout)",
    reads=(
        "`watch-history.json` of an export of Google Takeout, asked for as JSON, or the whole export as a zip or a "
        "folder. Known by `titleUrl` and `time` in records of YouTube. Feeds of channels are [feeds](feeds.md)."
    ),
    described=("https://support.google.com/accounts/answer/3024190",),
    posts=(
        Row("id", "`titleUrl`", "`yt:video:` and the film's id, as in the feeds of channels"),
        Row("source", "", "`youtube`"),
        Row("url", "`titleUrl`"),
        Row("kind", "", "`video`"),
        Row("author.name", "`subtitles`"),
        Row("author.url", "`url` of `subtitles`"),
        Row("author.source", "", "`youtube`"),
        Row("community", "`subtitles`", "the channel"),
        Row("title", "`title`", "without `Watched`; of a film that is gone unknown"),
        Row("media.kind", "", "`video`"),
        Row("media.url", "`titleUrl`"),
        Row("sponsored", "`details`", "`From Google Ads`"),
        Row("reason", "`details`", "`ad`"),
        Row("fetched_at", "`time`", "that is when it came from YouTube; when it was published is unknown"),
        Row("seen_at", "`time`"),
    ),
    activities=(
        Row("id", "", "made of the instant and the film: the same at every import"),
        Row("kind", "", "`view`"),
        Row("at", "`time`"),
        Row("item", "`titleUrl`"),
        Row("account", "`subtitles`", "the channel"),
        Row("source", "", "`youtube`"),
    ),
    gaps=(
        Gap("duration", "the history does not say how long a film was watched"),
        Gap("published", "the history does not say when a film was published"),
        Gap("likes", "the history does not say how a film was received"),
    ),
)

_HOSTS = ("youtube.com", "youtu.be")
_WATCHED = ("Watched ", "Viewed ")
_WATCHING = "YouTube watch history"


class YouTubeHistory:
    """The format `YouTube history`."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """A list with a record of the history in it; one of searches, too, which holds no post."""
        return "YouTube history" if any(map(_is_record, records(document))) else None

    def records(self, document: object) -> Iterable[object]:
        """The records of the list."""
        return elements(document)

    def item(self, make: type[ItemT], record: object, dates: Dates) -> ItemT | None:
        """The film that was watched; None for a search, and for a film that was taken down since."""
        given = fields(record)
        if not _is_record(given):
            raise Unreadable("is no record of a YouTube history")
        video = _video(given)
        if video is None:
            return None
        channel, at = _channel(given), dates.iso(given.get("time"))
        is_ad = any(one.get("name") == "From Google Ads" for one in records(given.get("details"))) or None
        return make(
            id=f"yt:video:{video}",
            source=SourceName.YOUTUBE,
            url=words(given.get("titleUrl")),
            kind=PostKind.VIDEO,
            author=channel,
            community=None if channel is None else channel.name,
            title=_title(given),
            media=(Media(kind=MediaKind.VIDEO, url=words(given.get("titleUrl"))),),
            sponsored=is_ad,
            reason=Reason.AD if is_ad else None,
            fetched_at=at,
            seen_at=at,
        )

    def activities(self, record: object, dates: Dates) -> Iterator[Activity]:
        """That it was watched."""
        given = fields(record)
        video, at = _video(given), dates.iso(given.get("time"))
        if at is None:
            return
        if video is not None:
            yield done(ActivityKind.VIEW, at, SourceName.YOUTUBE, f"yt:video:{video}", _channel(given))
        elif "titleUrl" not in given and _WATCHING in elements(given.get("activityControls")):
            yield done(ActivityKind.VIEW, at, SourceName.YOUTUBE)


def _is_record(given: Record) -> bool:
    """Whether it is of the history; a film that was taken down has left no address."""
    if "time" not in given or "header" not in given or not {"titleUrl", "products"} & given.keys():
        return False
    return str(given["header"]).startswith("YouTube") or _host(given) in _HOSTS


def _host(given: Record) -> str:
    try:
        host = urlsplit(text(given.get("titleUrl")) or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("music.")


def _video(given: Record) -> str | None:
    """The id of the film that a record leads to."""
    if _host(given) not in _HOSTS:
        return None
    address = urlsplit(text(given.get("titleUrl")) or "")
    steps = [step for step in address.path.split("/") if step]
    if _host(given) == "youtu.be":
        return steps[0] if steps else None
    match steps:
        case ["watch"]:
            return words(parse_qs(address.query).get("v", [""])[0])
        case ["shorts" | "live" | "embed", video, *_]:
            return video
        case _:
            return None


def _channel(given: Record) -> Account | None:
    for one in records(given.get("subtitles")):
        if name := words(one.get("name")):
            return Account(name=name, url=words(one.get("url")), source=SourceName.YOUTUBE)
    return None


def _title(given: Record) -> str | None:
    """The film's title; of one that is gone the record has its address alone."""
    title = words(given.get("title"))
    if title is None:
        return None
    for before in _WATCHED:
        title = title.removeprefix(before)
    return None if title.startswith(("https://www.youtube.com/", "https://youtu.be/")) else title
