"""What ActivityWatch recorded, as buckets of events.

In: the JSON of a whole export (`{"buckets": {…}}`), of one bucket with its events, or a bare list of events. Out:
buckets of the three types that say something about feeds, and what is wrong with single events. Other buckets are
only named.

https://docs.activitywatch.net/en/latest/buckets-and-events.html
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from attrs import frozen

from feedcurate.model.activity import LONGEST
from feedcurate.sources.activities_values import Reader
from feedcurate.sources.base import Unreadable
from feedcurate.sources.told import Told
from feedcurate.sources.values import Record, elements, fields, records, seconds, words

_EVENT = frozenset({"id", "timestamp", "duration", "data"})
_BARE = "events"
"""What a bare list of events is called where a bucket's name is asked for."""


class Watcher(StrEnum):
    """The types of buckets that are read."""

    WEB = "web.tab.current"
    WINDOW = "currentwindow"
    AWAY = "afkstatus"


@frozen
class Event:
    """What was the case from an instant to another."""

    start: datetime
    end: datetime
    data: Record


@frozen
class Bucket:
    """The events of one watcher on one host, `host` None where it is not told."""

    id: str
    watcher: Watcher
    host: str | None
    events: tuple[Event, ...]


@frozen
class Skipped:
    """A bucket that says nothing about feeds."""

    id: str
    type: str
    count: int


def is_export(document: object) -> bool:
    """Whether a document is of ActivityWatch."""
    if isinstance(document, list):
        return any(map(_is_event, records(document)))
    record = fields(document)
    if isinstance(record.get("buckets"), dict):
        return True
    is_bucket = isinstance(record.get("events"), list) or record.keys() >= {"client", "hostname", "created"}
    return isinstance(record.get("type"), str) and is_bucket and "text" not in record


def _is_event(record: Record) -> bool:
    return "timestamp" in record and record.keys() <= _EVENT and isinstance(record.get("data", {}), dict)


def buckets_of(document: object, told: Told, reader: Reader) -> list[Bucket | Skipped]:
    """The buckets of a document that `is_export`; what cannot be read of them becomes a problem."""
    if isinstance(document, list):
        return _by_data(document, told, reader)
    record = fields(document)
    found: list[Bucket | Skipped] = []
    given = fields(record["buckets"]) if isinstance(record.get("buckets"), dict) else {words(record.get("id")): record}
    for name, content in given.items():
        bucket = fields(content)
        known = words(bucket.get("id")) or name or _BARE
        if not isinstance(content, dict):
            told.problem(None, f"bucket `{known}`: is no object")
            continue
        events = elements(bucket.get("events"))
        if bucket.get("type") in list(Watcher):
            watcher = Watcher(str(bucket["type"]))
            read = tuple(_events(events, watcher, f" of bucket `{known}`", told, reader))
            found.append(Bucket(known, watcher, _host(bucket), read))
        else:
            found.append(Skipped(known, words(bucket.get("type")) or "no type", len(events)))
    return found


def _host(bucket: Record) -> str | None:
    """Some watchers in browsers do not know where they are, and say `unknown`."""
    host = words(bucket.get("hostname"))
    return None if host == "unknown" else host


def _by_data(events: list[object], told: Told, reader: Reader) -> list[Bucket | Skipped]:
    """A bare list: what an event is of is told by what is in it."""
    keys = {Watcher.WEB: "url", Watcher.WINDOW: "app", Watcher.AWAY: "status"}
    read = tuple(_events(events, None, "", told, reader))
    sorts = {kind: tuple(event for event in read if key in event.data) for kind, key in keys.items()}
    found: list[Bucket | Skipped] = [Bucket(_BARE, kind, None, some) for kind, some in sorts.items() if some]
    others = sum(not any(key in event.data for key in keys.values()) for event in read)
    return [*found, Skipped(_BARE, "no known type", others)] if others else found


def _events(
    events: list[object] | tuple[object, ...] | object, watcher: Watcher | None, where: str, told: Told, reader: Reader
) -> Iterator[Event]:
    for number, given in enumerate(elements(events), 1):
        try:
            yield _event(given, watcher, reader)
        except Unreadable as problem:
            told.problem(None, f"event {number}{where}: {problem}")


def _event(given: object, watcher: Watcher | None, reader: Reader) -> Event:
    """One event. Raises `Unreadable`. Who is away or has a window open may be so for longer than a day."""
    if not isinstance(given, dict):
        raise Unreadable("is no object")
    stamp, data = given.get("timestamp"), fields(given.get("data"))
    if not isinstance(stamp, str):
        raise Unreadable("`timestamp`: is no text")
    is_watched = watcher is Watcher.WEB or (watcher is None and "url" in data)
    lasted = _duration(given.get("duration", 0), LONGEST if is_watched else timedelta.max)
    start = reader.instant(stamp, "timestamp")
    try:
        return Event(start, start + lasted, data)
    except OverflowError:
        raise Unreadable("`duration`: ends after the year 9999") from None


def _duration(value: object, longest: timedelta) -> timedelta:
    if isinstance(value, float) and not math.isfinite(value):
        raise Unreadable("`duration`: is no length of time")
    found = seconds(value)
    if found is None:
        is_negative = isinstance(value, int | float) and value < 0
        raise Unreadable(f"`duration`: is {'less than nothing' if is_negative else 'no number of seconds'}")
    if found > longest:
        raise Unreadable(f"`duration`: {found.total_seconds():g} seconds is longer than a day")
    return found
