"""The past in order of time: what has to be decided, one instant after the other.

In: a history and a time. Out: moments. While one is looked at, `Timeline.store` holds what there was at its instant.

Batches count by their instant, other posts by their date: such a post is looked at as of its arrival, which may be
after the time's end. Posts that have no date and are in no batch are left out: nobody knows when they came.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from attrs import frozen

from feedcurate.engine.elements import arrived, dated
from feedcurate.engine.moments import EARLIEST
from feedcurate.engine.periods import ReadersTime
from feedcurate.engine.seen import Identity, identity
from feedcurate.history.base import History
from feedcurate.model.activity import ActivityKind
from feedcurate.model.facts import Act
from feedcurate.model.item import Item
from feedcurate.review.days import Days
from feedcurate.review.moments import BatchMoment, DoneMoment, Moment, PostMoment
from feedcurate.review.past_batches import PastBatch, batches_of
from feedcurate.review.slices import TICK, Slices
from feedcurate.review.unfolding import Unfolding

_BEGIN, _BATCH, _POST, _DONE, _DAY = range(5)
_KEPT = 20_000
_AT_ONCE = 2_000


@frozen
class Wanted:
    """What the rules need of a timeline besides posts: activities, the ends of what was done, the ends of days."""

    acts: bool = True
    done: bool = True
    days: bool = True


class Timeline:
    """See the module. It is gone through once."""

    def __init__(
        self, history: History, start: datetime, end: datetime, reader: ReadersTime, wanted: Wanted | None = None
    ) -> None:
        self.store = Unfolding(history, batches_of(history))
        self._history, self._start, self._end = history, start, end
        self._wanted = wanted or Wanted()
        self._days = Days(reader, end)
        self._waiting: list[tuple[datetime, int, Any, Any]] = []
        """Moments to come: when, what, and what settles which of two at one instant is first; then its subject."""
        self._unbegun: set[ActivityKind] = set()
        """The kinds of activity of which none has come yet."""
        self._recent: dict[Identity, Item] = {}
        """Posts of batches that were read lately: most are asked for again soon."""

    def __iter__(self) -> Iterator[Moment]:
        """The moments in order of time; of two at one instant a batch comes first, the end of a day last."""
        batches = self.store.batches
        place = batches.before(self._start)
        for batch in islice(batches.all, place, None):
            if batch.now > self._end:
                break
            self._waiting.append((batch.now, _BATCH, batch.place, batch))
        if self._start > EARLIEST:
            self.store.begin(self._start - TICK, place)
        if self._wanted.acts and batches.all:
            self._unbegun = kinds_to_come(self._history, self._start)
            self.store.begun |= set(ActivityKind) - self._unbegun
        slices = Slices(self._start, self._end)
        found = 0
        while not slices.is_over():
            if found == 0 and slices.is_long() and self._is_anything(slices.at, slices.end()):
                slices.shorten()
            end = slices.end()
            found = self._take_in(slices.at, end)
            slices.done(end, found)
            yield from self._moments(end)
        yield from self._moments_after()

    # --- Reading ----------------------------------------------------------------------------------

    def _is_anything(self, start: datetime, end: datetime) -> bool:
        """Whether there is a post in a time; none but the first is read."""
        return next(iter(self._history.posts(start, end)), None) is not None

    def _take_in(self, start: datetime, end: datetime) -> int:
        """Read a slice; how many records it held."""
        posts = list(self._history.posts(start, end))
        acts = list(self._history.acts(start, end, tuple(ActivityKind))) if self._wanted.acts else []
        self.store.reach(end, posts, acts)
        for item in posts:
            key = identity(item)
            if key in self.store.batches.first:
                self._keep(key, item)
            else:
                self._await(key, item, end)
        if self._wanted.done:
            self._await_ends(acts)
        if self._unbegun:
            self._await_kinds(acts)
        return len(posts) + len(acts)

    def _await(self, key: Identity, item: Item, end: datetime) -> None:
        """A post that is in no batch; one that arrives after the slice is read again then."""
        now = arrived(item, dated(item))
        if now is not None:
            heapq.heappush(self._waiting, (now, _POST, key, item if now <= end else None))

    def _await_ends(self, acts: Sequence[Act]) -> None:
        """Each end of a view or of what was opened, once."""
        looked = [act.activity for act in acts if act.activity.kind in (ActivityKind.VIEW, ActivityKind.OPEN)]
        for end in {one.at + (one.duration or timedelta(0)) for one in looked}:
            heapq.heappush(self._waiting, (end, _DONE, (), None))

    def _await_kinds(self, acts: Sequence[Act]) -> None:
        """The first activity of each kind."""
        for kind in self._unbegun & {act.activity.kind for act in acts}:
            first = min(act.activity.at for act in acts if act.activity.kind is kind)
            heapq.heappush(self._waiting, (first, _BEGIN, kind, kind))
            self._unbegun.discard(kind)

    def _keep(self, key: Identity, item: Item) -> None:
        self._recent[key] = item
        if len(self._recent) > _KEPT:
            del self._recent[next(iter(self._recent))]

    # --- Moments ----------------------------------------------------------------------------------

    def _moments(self, until: datetime) -> Iterator[Moment]:
        """What waits up to an instant."""
        while self._waiting and self._waiting[0][0] <= until:
            if self._waiting[0][1] == _POST and self._waiting[0][3] is None:
                self._read_again(until)
            now, what, _, subject = heapq.heappop(self._waiting)
            yield from self._moment(now, what, subject)

    def _read_again(self, until: datetime) -> None:
        """Put the next posts that wait without what is in them together with it."""
        again: list[tuple[datetime, Identity]] = []
        others: list[tuple[datetime, int, Any, Any]] = []
        while self._waiting and len(again) < _AT_ONCE and self._waiting[0][0] <= until:
            entry = heapq.heappop(self._waiting)
            if entry[1] == _POST and entry[3] is None:
                again.append((entry[0], entry[2]))
            else:
                others.append(entry)
        found = {identity(item): item for item in self._history.find([key for _, key in again])}
        for entry in (*others, *((now, _POST, key, found[key]) for now, key in again if key in found)):
            heapq.heappush(self._waiting, entry)

    def _moment(self, now: datetime, what: int, subject: Any) -> Iterator[Moment]:
        if what == _BATCH:
            moment = self._batch(subject)
            self._on_day(now, [item for item in moment.posts if identity(item) in moment.fresh])
            yield moment
        elif what == _POST:
            self._on_day(now, [subject])
            yield PostMoment(now, subject)
        elif what == _DONE:
            yield DoneMoment(now)
        elif what == _BEGIN:
            self.store.begin_kind(subject)
        else:
            yield self._days.ended(now)

    def _batch(self, batch: PastBatch) -> BatchMoment:
        first = self.store.batches.first
        known = {key: self._recent[key] for key in batch.posts if key in self._recent}
        missing = [key for key in batch.posts if key not in known]
        known |= {identity(item): item for item in (self._history.find(missing) if missing else ())}
        fresh = frozenset(key for key in known if first[key] == batch.place)
        self.store.come(batch.place, [known[key] for key in sorted(fresh)])
        return BatchMoment(batch.now, tuple(known[key] for key in batch.posts if key in known), fresh)

    def _on_day(self, now: datetime, posts: Sequence[Item]) -> None:
        if self._wanted.days:
            for end in self._days.came(now, posts):
                heapq.heappush(self._waiting, (end, _DAY, (), None))

    def _moments_after(self) -> Iterator[Moment]:
        """What waits when the time is over: posts that arrived later, and ends that come later."""
        batches = self.store.batches
        while self._waiting:
            now, what, _, _ = self._waiting[0]
            if what == _POST:
                # Whoever looks back has to read what came in between anew.
                self.store.begin(now, max(self.store.place, batches.before(now)))
                yield from self._moments(now)
            else:
                heapq.heappop(self._waiting)
                if what == _DAY:
                    yield self._days.ended(now)


def kinds_to_come(history: History, instant: datetime) -> set[ActivityKind]:
    """The kinds of activity of which there was none before an instant."""
    left = {kind for kind in ActivityKind if history.held(kind) is not None}
    absent = set(ActivityKind) - left
    slices = Slices(EARLIEST, instant - TICK) if instant > EARLIEST else None
    while slices is not None and left and not slices.is_over():
        end = slices.end()
        acts = list(history.acts(slices.at, end, tuple(sorted(left))))
        slices.done(end, len(acts))
        left -= {act.activity.kind for act in acts}
    return left | absent
