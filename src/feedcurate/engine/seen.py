"""What the reader saw lately, of the history and of the posts at hand.

In: the history, the posts at hand, now and the reader's day. Out: for a period, the distinct posts seen in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta, tzinfo

from attrs import field, frozen

from feedcurate.engine.periods import stretch
from feedcurate.engine.sameness import each_once
from feedcurate.model.facts import Store
from feedcurate.model.item import Item
from feedcurate.program.program import Period

Identity = tuple[str, str]
Sights = Mapping[Identity, Item]


def identity(item: Item) -> Identity:
    """What makes two items one post: source and id."""
    return item.source, item.id


@frozen
class SeenLately:
    """Posts with a view or `seen_at` in a period that ends now, each once; a period is looked up once."""

    history: Store | None
    batch: Sequence[Item]
    now: datetime
    zone: tzinfo
    day_start: time
    _known: dict[Period | timedelta, Sights] = field(factory=dict, init=False)

    def __call__(self, period: Period | timedelta) -> Sights:
        """The posts seen in the reader's today or the last so much of time, by identity."""
        if period not in self._known:
            self._known[period] = self._look_up(period)
        return self._known[period]

    def _look_up(self, period: Period | timedelta) -> Sights:
        span = stretch(period, self.now, self.zone, self.day_start)
        seen = [item for item in self.batch if item.seen_at is not None and span.has(item.seen_at)]
        if self.history is not None:
            seen += [sight.item for sight in self.history.seen(span.start, span.end) if span.has(sight.at)]
        return {identity(item): item for item in each_once(seen)}
