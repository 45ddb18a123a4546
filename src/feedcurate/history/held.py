"""Since when a history holds what it holds completely.

In: what is said when records come in or go. Out: the new instants; None where a thing is not held at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from feedcurate.history.dates import just_after

Held = Mapping[str, datetime]
"""By `POSTS` or the kind of an activity; what is not in it is not held."""


def since_when(dates: Iterable[datetime | None], since: datetime | None) -> datetime | None:
    """Since when records are complete that came with dates: as it was said, else since the earliest of them."""
    return min((at for at in dates if at is not None), default=None) if since is None else since


def extended(held: Held, news: Mapping[str, datetime | None]) -> dict[str, datetime]:
    """What is held once some things are held since other instants as well: the earlier counts."""
    both = dict(held)
    for what, since in news.items():
        if since is not None:
            both[what] = min(both.get(what, since), since)
    return both


def cut(held: Held, start: datetime | None, end: datetime | None) -> dict[str, datetime]:
    """What is still held once all from `start` to `end`, both included, is taken out.

    Where that is the beginning, what is left is held from just after `end`; without an end nothing is left of it.
    """
    left: dict[str, datetime] = {}
    for what, since in held.items():
        if start is not None and start > since:
            left[what] = since
        elif end is not None:
            left[what] = max(since, just_after(end))
    return left
