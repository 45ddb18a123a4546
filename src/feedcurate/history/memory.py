"""A history held in memory.

In: items and activities, at once or batch after batch. Out: what a decision asks of a history
(`feedcurate.model.facts.Store`). Threads may read while another adds: each sees a batch wholly or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from threading import Lock

from feedcurate.engine.sameness import newer
from feedcurate.engine.seen import Identity, identity
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.facts import Seen
from feedcurate.model.item import Item


class MemoryHistory:
    """What was recorded since it was made; nothing is ever forgotten, and the order of recording changes nothing.

    Of several states of one post, by (source, id), the newest is kept (`engine.sameness`), and every instant at which
    any of them was seen. A view counts for the post with its id, of its source where the view names one; a view
    of a post that is not there waits until it is.
    """

    def __init__(self, items: Iterable[Item] = (), activities: Iterable[Activity] = ()) -> None:
        self._busy = Lock()
        self._items: dict[Identity, Item] = {}
        self._sources: dict[str, set[str]] = {}
        self._seen: set[tuple[datetime, Identity]] = set()
        self._views: set[tuple[datetime, str, str | None]] = set()
        self.add(items)
        self.record(activities)

    def add(self, items: Iterable[Item]) -> None:
        """Remember posts, and when they were seen where they say so."""
        batch = list(items)
        with self._busy:
            for item in batch:
                key = identity(item)
                self._items[key] = newer(self._items.get(key, item), item)
                self._sources.setdefault(item.id, set()).add(item.source)
                if item.seen_at is not None:
                    self._seen.add((item.seen_at, key))

    def record(self, activities: Iterable[Activity]) -> None:
        """Remember what the reader viewed; other activities say nothing about what was seen."""
        views = {
            (activity.at, activity.item, activity.source)
            for activity in activities
            if activity.kind is ActivityKind.VIEW and activity.item is not None
        }
        with self._busy:
            self._views |= views

    def seen(self, start: datetime, end: datetime) -> list[Seen]:
        """The posts seen or viewed from `start` to `end`, both aware and included, once for every such instant."""
        with self._busy:
            found = {(at, key) for at, key in self._seen if start <= at <= end}
            for at, post, source in self._views:
                if start <= at <= end:
                    sources = self._sources.get(post, set())
                    found |= {(at, (known, post)) for known in sources if source is None or source == known}
            return [Seen(self._items[key], at) for at, key in sorted(found)]
