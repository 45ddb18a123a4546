"""Instants, durations and people in the few words a table has room for.

In: values of the model. Out: short English text; what comes from posts is made visible.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from feedcurate.model.account import Account
from feedcurate.model.item import Item
from feedcurate.outputs.safe import excerpt

UNKNOWN = "–"

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_YEAR = timedelta(days=365)

_UNITS = ((_WEEK, "week"), (_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute"), (_SECOND, "second"))
_AGES = (
    (_HOUR, _MINUTE, "min"),
    (2 * _DAY, _HOUR, "h"),
    (2 * _WEEK, _DAY, "d"),
    (_YEAR, _WEEK, "w"),
    (timedelta.max, _YEAR, "y"),
)


def duration_words(duration: timedelta) -> str:
    """A duration as a rule file would say it, sign dropped: `6 hours`, `1 day 12 hours`; parts of a second are cut."""
    rest = abs(duration)
    parts = []
    for unit, name in _UNITS:
        amount, rest = divmod(rest, unit)
        if amount:
            parts.append(f"{amount} {name}{'' if amount == 1 else 's'}")
    return " ".join(parts) or "0 seconds"


def age_words(instant: datetime | None, now: datetime) -> str:
    """How long ago an instant was: `now`, `5 min`, `2 h`, `in 3 d`."""
    if instant is None:
        return UNKNOWN
    age = abs(now - instant)
    if age < _MINUTE:
        return "now"
    unit, name = next((unit, name) for limit, unit, name in _AGES if age < limit)
    return f"{'in ' if instant > now else ''}{age // unit} {name}"


def date_words(instant: datetime, now: datetime) -> str:
    """The reader's date of an instant; `now` is in the reader's zone."""
    return _local(instant, now).date().isoformat()


def end_words(end: datetime, now: datetime, *, with_span: bool = True) -> str:
    """When something ends on the reader's clock, with its date on another day, and how long that is: `15:00 (1 hour)`.

    `now` is in the reader's zone.
    """
    there = _local(end, now)
    clock = f"{there:%H:%M}" if there.date() == now.date() else f"{there.date().isoformat()} {there:%H:%M}"
    return f"{clock} ({duration_words(end - now)})" if with_span else clock


def _local(instant: datetime, now: datetime) -> datetime:
    """An instant in the zone of another; as it is where that zone has no such year."""
    try:
        return instant.astimezone(now.tzinfo)
    except OverflowError:
        return instant


def account_words(account: Account | None) -> str:
    """An account by its handle, else its name, address or id."""
    if account is None:
        return UNKNOWN
    handle = f"@{account.handle}" if account.handle else None
    known = next((text for text in (handle, account.name, account.url, account.id) if text and text.strip()), UNKNOWN)
    return excerpt(known)


def post_words(item: Item) -> str:
    """What a reader recognises a post by: its title and text, behind a content warning only that; else an address."""
    body = f"CW: {item.summary}" if item.summary and item.summary.strip() else item.text
    alts = (media.alt for media in item.media or ())
    pick = [text for text in (item.title, body) if text and text.strip()]
    pick = pick or [text for text in (*alts, item.url, item.id) if text and text.strip()][:1]
    return " · ".join(dict.fromkeys(excerpt(text) for text in pick))


def ranked_at(item: Item) -> datetime | None:
    """The instant that ranks a post: its repost's, else its own, else when it was fetched."""
    at = item.via.at if item.via is not None else None
    return at or item.published or item.fetched_at
