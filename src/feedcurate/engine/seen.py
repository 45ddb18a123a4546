"""What the reader saw lately.

In: a store, now and the reader's calendar. Out: for a window, the distinct posts seen in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from attrs import field, frozen

from feedcurate.engine.periods import ReadersTime, stretch
from feedcurate.engine.sameness import each_once
from feedcurate.model.facts import Store
from feedcurate.model.item import Item
from feedcurate.program.expr import Calendar, Window

Identity = tuple[str, str]
Sights = Mapping[Identity, Item]


def identity(item: Item) -> Identity:
    """What makes two items one post: source and id."""
    return item.source, item.id


@frozen
class SeenLately:
    """Posts with a view or `seen_at` in a window that ends now, each once; a window is looked up once."""

    store: Store
    now: datetime
    reader: ReadersTime
    session: Callable[[], datetime | None]
    """When the reader's session began; None where there is none."""
    _known: dict[Window, Sights] = field(factory=dict, init=False)

    def __call__(self, window: Window) -> Sights:
        """The posts seen in a window, by identity."""
        if window not in self._known:
            self._known[window] = self._look_up(window)
        return self._known[window]

    def _look_up(self, window: Window) -> Sights:
        span = stretch(window, self.now, self.reader, self.session() if window is Calendar.SESSION else None)
        if span is None:
            return {}
        seen = [sight.item for sight in self.store.seen(span.start, span.end) if span.has(sight.at)]
        return {identity(item): item for item in each_once(seen)}
