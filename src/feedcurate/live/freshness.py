"""When a feed may be asked for again.

In: headers of an answer, and what a feed says of itself. Out: instants. A feed is left alone for as long as its server
(`Cache-Control`, RFC 9111; `Retry-After`, RFC 9110) or the feed itself (`ttl`, `skipHours`, `skipDays` of RSS 2.0;
`sy:updatePeriod`) asks for, up to a limit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from attrs import frozen

from feedcurate.live.limits import FetchLimits
from feedcurate.sources.decode import decoded

_HEAD = 65_536
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NO_STORE = re.compile(r"(?:^|[,\s])no-(?:store|cache)\b", re.IGNORECASE)
_TTL = re.compile(r"<ttl[^>]{0,200}>\s{0,20}(\d{1,7})\s{0,20}</ttl\s*>")
_PERIOD = re.compile(r"<sy:updatePeriod>\s{0,20}(hourly|daily|weekly|monthly|yearly)\s{0,20}<")
_FREQUENCY = re.compile(r"<sy:updateFrequency>\s{0,20}(\d{1,5})\s{0,20}<")
_HOURS = re.compile(r"<hour>\s{0,20}(\d{1,2})\s{0,20}</hour\s*>")
_DAYS = re.compile(r"<day>\s{0,20}([A-Za-z]{6,9})\s{0,20}</day\s*>")
_SKIPPED_HOURS = re.compile(r"<skipHours>(.{0,4000}?)</skipHours", re.DOTALL)
_SKIPPED_DAYS = re.compile(r"<skipDays>(.{0,2000}?)</skipDays", re.DOTALL)
_FIRST_POST = re.compile(r"<(?:item|entry)[\s>]")
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@frozen
class Wishes:
    """What a feed says about when to ask: how long it holds, hours (0 to 23) and days (0 is Monday) of rest, in UTC."""

    holds: timedelta | None = None
    hours: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()


def wishes_of(data: bytes) -> Wishes:
    """The wishes of a feed, from its first bytes: what stands before its first post."""
    head = decoded(data[:_HEAD])
    first = _FIRST_POST.search(head)
    head = head[: first.start()] if first else head
    hours = (int(hour) % 24 for part in _SKIPPED_HOURS.findall(head) for hour in _HOURS.findall(part))
    names = (day.lower() for part in _SKIPPED_DAYS.findall(head) for day in _DAYS.findall(part))
    return Wishes(_holds(head), frozenset(hours), frozenset(_WEEK.index(name) for name in names if name in _WEEK))


def fresh_until(headers: Mapping[str, str], wishes: Wishes, now: datetime, limits: FetchLimits) -> datetime:
    """Until when an answer of now holds; now, where nothing is said."""
    longest = max(_age(headers, now), wishes.holds or timedelta())
    return now + min(max(longest, timedelta()), limits.longest_fresh)


def rest_until(wishes: Wishes, now: datetime) -> datetime | None:
    """When the hours or days end in which a feed is not to be asked; None where it may be, or never may."""
    here = now.astimezone(UTC)
    if not _rests(wishes, here):
        return None
    hour = here.replace(minute=0, second=0, microsecond=0)
    later = (hour + timedelta(hours=more) for more in range(1, 8 * 24))
    return next((one for one in later if not _rests(wishes, one)), None)


def refused_until(headers: Mapping[str, str], now: datetime, limits: FetchLimits) -> datetime:
    """Until when a server that refuses is to be left alone, by its `Retry-After` or the reset of its rate limit."""
    said = _retry_after(headers.get("retry-after", ""), now) or rate_reset(headers, now)
    wait = limits.refusal if said is None else said - now
    return now + min(max(wait, timedelta()), limits.longest_refusal)


def rate_reset(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When the rate limit of an account begins anew: an instant (Mastodon), Unix seconds (Bluesky), or seconds."""
    said = (headers.get("x-ratelimit-reset") or headers.get("ratelimit-reset") or "").strip()
    try:
        if re.fullmatch(r"\d{1,7}", said):
            return now + timedelta(seconds=int(said))
        if re.fullmatch(r"\d{8,12}", said):
            return datetime.fromtimestamp(int(said), UTC)
        found = datetime.fromisoformat(said)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo is not None else None


def is_spent(headers: Mapping[str, str]) -> bool:
    """Whether a rate limit allows no further question."""
    left = headers.get("x-ratelimit-remaining") or headers.get("ratelimit-remaining") or ""
    return left.strip() == "0"


def _age(headers: Mapping[str, str], now: datetime) -> timedelta:
    control = headers.get("cache-control", "")
    if _NO_STORE.search(control):
        return timedelta()
    found = _MAX_AGE.search(control)
    if found:
        age = headers.get("age", "").strip()
        return timedelta(seconds=int(found[1]) - (int(age) if re.fullmatch(r"\d{1,10}", age) else 0))
    expires = _http_date(headers.get("expires", ""))
    return timedelta() if expires is None else expires - (_http_date(headers.get("date", "")) or now)


def _holds(head: str) -> timedelta | None:
    ttl = _TTL.search(head)
    if ttl:
        return timedelta(minutes=int(ttl[1]))
    period = _PERIOD.search(head)
    if not period:
        return None
    times = _FREQUENCY.search(head)
    return _PERIODS[period[1]] / max(1, int(times[1]) if times else 1)


def _rests(wishes: Wishes, instant: datetime) -> bool:
    return instant.hour in wishes.hours or instant.weekday() in wishes.days


def _retry_after(said: str, now: datetime) -> datetime | None:
    said = said.strip()
    if re.fullmatch(r"\d{1,9}", said):
        return now + timedelta(seconds=int(said))
    return _http_date(said)


def _http_date(said: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
