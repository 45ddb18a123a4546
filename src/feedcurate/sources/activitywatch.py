"""ActivityWatch: what was looked at in a browser → views of posts, accounts and social sites.

In: an export, and what is known of addresses. Out: views with ids that are the same at every import, and what was left
out, in words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from attrs import define, field, frozen

from feedcurate.model.activity import LONGEST, Activity, ActivityKind
from feedcurate.model.identity import canonical_address
from feedcurate.sources.activities_values import Reader
from feedcurate.sources.activitywatch_attention import Attention, attention
from feedcurate.sources.activitywatch_events import Bucket, Skipped, Watcher, buckets_of
from feedcurate.sources.told import Told
from feedcurate.sources.values import words
from feedcurate.sources.watched import Addresses, Match, match

_GAP = timedelta(seconds=1)
"""Watchers in browsers end an event a millisecond before the next one begins."""


@frozen
class Watched:
    """The views of an export, the oldest first, and what is to be said about it."""

    views: tuple[Activity, ...]
    notes: tuple[str, ...]


@frozen
class _Look:
    """A page that was looked at for a while."""

    start: datetime
    end: datetime
    address: str


@define
class _LeftOut:
    """How many events of watchers in browsers are no views, by why."""

    elsewhere: int = 0
    away: int = 0
    addressless: int = 0
    buckets: list[Skipped] = field(factory=list)

    def notes(self) -> Iterator[str]:
        """Each in a sentence."""
        told = (
            (self.elsewhere, "left out: no known post or account, and on no known site of posts"),
            (self.away, "left out: away from the keyboard, or another window was in front"),
            (self.addressless, "left out: without an address"),
        )
        for count, why in told:
            if count:
                yield f"{_events(count)} {why}"
        for bucket in self.buckets:
            yield f"bucket `{bucket.id}` ({bucket.type}, {_events(bucket.count)}) left out"


def _events(count: int) -> str:
    return "1 event" if count == 1 else f"{count:,} events"


def views_of(document: object, told: Told, reader: Reader, known: Addresses) -> Watched:
    """The views in a document that `is_export`; what cannot be read of it becomes a problem."""
    found = buckets_of(document, told, reader)
    buckets = [bucket for bucket in found if isinstance(bucket, Bucket)]
    left_out = _LeftOut(buckets=[bucket for bucket in found if isinstance(bucket, Skipped)])
    views: list[Activity] = []
    matched = _remembered(known)
    for bucket in buckets:
        if bucket.watcher is Watcher.WEB:
            looks = _looks(bucket, attention(bucket, buckets), matched, left_out)
            views.extend(_view(bucket, look, matched(look.address)) for look in _merged(looks))
    views.sort(key=lambda view: (view.at, view.id or ""))
    return Watched(tuple(views), tuple(left_out.notes()))


def _remembered(known: Addresses) -> Callable[[str], Match | None]:
    """Each address is looked up once."""
    found: dict[str, Match | None] = {}

    def matched(address: str) -> Match | None:
        if address not in found:
            found[address] = match(address, known)
        return found[address]

    return matched


def _looks(
    bucket: Bucket, looked: Attention, matched: Callable[[str], Match | None], left_out: _LeftOut
) -> Iterator[_Look]:
    for event in sorted(bucket.events, key=lambda event: (event.start, event.end, str(event.data.get("url")))):
        address = words(event.data.get("url"))
        if address is None:
            left_out.addressless += 1
        elif matched(address) is None:
            left_out.elsewhere += 1
        else:
            parts = list(looked.parts(event))
            left_out.away += not parts
            yield from (_Look(start, end, address) for start, end in parts)


def _merged(looks: Iterable[_Look]) -> Iterator[_Look]:
    """Looks at one address that follow each other without a gap are one, as long as it is no longer than a day."""
    current: _Look | None = None
    for look in looks:
        if current is not None and _goes_on(current, look):
            current = _Look(current.start, max(current.end, look.end), current.address)
            continue
        if current is not None:
            yield current
        current = look
    if current is not None:
        yield current


def _goes_on(before: _Look, look: _Look) -> bool:
    if look.start >= before.end + _GAP or max(before.end, look.end) - before.start > LONGEST:
        return False
    return canonical_address(before.address) == canonical_address(look.address)


def _view(bucket: Bucket, look: _Look, found: Match | None) -> Activity:
    """A view; its id is of what was recorded, not of what is known about it, which may grow until the next import."""
    found = found or Match()
    digest = hashlib.sha256(canonical_address(look.address).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    stamp = look.start.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return Activity(
        id=f"aw:{bucket.id}:{stamp}:{digest}",
        kind=ActivityKind.VIEW,
        at=look.start,
        duration=look.end - look.start,
        item=found.item,
        account=found.account,
        source=found.source,
    )
