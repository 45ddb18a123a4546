"""When things are dated, as `Store` says it.

In: posts, and the times of a question. Out: instants, None where there is none; and microseconds for a database.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from feedcurate.engine.moments import LATEST
from feedcurate.model.item import Item

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_DAY, _SECOND = 86_400_000_000, 1_000_000


def dated(item: Item) -> datetime | None:
    """When a post is dated: by its repost, else when it was published, else when it was fetched."""
    if item.via is not None and item.via.at is not None:
        return item.via.at
    return written(item)


def written(item: Item) -> datetime | None:
    """When its author wrote it: when it was published, else when it was fetched."""
    return item.fetched_at if item.published is None else item.published


def reposted(item: Item) -> datetime | None:
    """When its reposter reposted it: the instant of the repost, else when it was fetched; None for what is none."""
    if item.via is None:
        return None
    return item.fetched_at if item.via.at is None else item.via.at


def just_after(instant: datetime) -> datetime:
    """The first instant after another; the last one there is has none and stands for itself."""
    return min(instant, LATEST - _TICK) + _TICK


def to_micros(instant: datetime) -> int:
    """Microseconds since 1970 in UTC, exactly; raises TypeError for a naive time."""
    past = instant - _EPOCH
    return past.days * _DAY + past.seconds * _SECOND + past.microseconds


def from_micros(micros: int) -> datetime:
    """The instant so many microseconds after 1970; raises OverflowError where the calendar has none."""
    return _EPOCH + timedelta(microseconds=micros)
