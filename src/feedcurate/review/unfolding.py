"""A history as it was at an instant that moves forward.

In: a history and its batches. Out: `Unfolding`, a `Store` (`model.facts`) in which nothing is there before it came.

A post of a batch comes with the first batch that it was in; any other post, and what the reader did, comes at its date.
Everything is there in its newest state, as that is all a history keeps; accounts are known as they are now, and since
when things are held is what the history says now. But where there are batches, somebody lived with it: then no kind of
activity was held before there was one.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from feedcurate.engine.elements import dated
from feedcurate.engine.moments import EARLIEST
from feedcurate.engine.seen import Identity, identity
from feedcurate.history.base import History
from feedcurate.model.account import Account
from feedcurate.model.activity import ActivityKind
from feedcurate.model.facts import POSTS, Act, Changes, Seen
from feedcurate.model.item import Item
from feedcurate.review.past_batches import Batches

_MOST_KEPT = 4_000
"""Of so many posts and activities that came last `changes` can say it; whoever is further behind has to read again."""


class Unfolding:
    """See the module. `reach` and `come` move it forward; it is read between two of these."""

    def __init__(self, history: History, batches: Batches) -> None:
        self.history = history
        self.batches = batches
        self.horizon = EARLIEST
        self.place = 0
        self.begun: set[str] = set()
        """The kinds of activity of which there has been one, where there are batches."""
        self._step = 0
        self._steps: list[Changes] = []
        self._kept = 0

    @property
    def is_empty(self) -> bool:
        """Whether it has not begun to move: nothing is there."""
        return self._step == 0

    # --- Moving forward ---------------------------------------------------------------------------

    def begin(self, horizon: datetime, place: int) -> None:
        """Go to an instant at which a batch was the last, without saying what came until then."""
        self.horizon, self.place = horizon, place
        self._steps.clear()
        self._kept = 0
        self._step += 1

    def reach(self, horizon: datetime, posts: Iterable[Item], acts: Sequence[Act]) -> None:
        """Go on to an instant. `posts` and `acts` are what is dated since; posts may be of batches to come."""
        self.horizon = horizon
        self._took(tuple(filter(self._has_come, posts) if self.batches.all else posts), tuple(acts))

    def come(self, place: int, posts: Iterable[Item]) -> None:
        """Let the batch at a place come; `posts` are those of it that were in none before."""
        self.place = place
        self._took(tuple(item for item in posts if self._is_dated(item)), ())

    def begin_kind(self, kind: str) -> None:
        """Let there be the first activity of a kind."""
        self.begun.add(kind)
        self._step += 1
        self._steps.append(Changes(self._step))

    def _took(self, posts: tuple[Item, ...], acts: tuple[Act, ...]) -> None:
        if not (posts or acts):
            return
        self._step += 1
        self._steps.append(Changes(self._step, posts, acts))
        self._kept += len(posts) + len(acts)
        while self._kept > _MOST_KEPT and len(self._steps) > 1:
            oldest = self._steps.pop(0)
            self._kept -= len(oldest.posts) + len(oldest.acts)

    def _has_come(self, item: Item) -> bool:
        return self.batches.has_come(identity(item), self.place)

    def _is_dated(self, item: Item) -> bool:
        at = dated(item)
        return at is not None and at <= self.horizon

    # --- What a store answers ---------------------------------------------------------------------

    def seen(self, start: datetime, end: datetime) -> Iterator[Seen]:
        """See `Store`."""
        return (one for one in self.history.seen(start, end) if self._has_come(one.item))

    def posts(self, start: datetime, end: datetime, by: Account | None = None, *, mine: bool = False) -> Iterator[Item]:
        """See `Store`."""
        end = min(end, self.horizon)
        found = self.history.posts(start, end, by, mine=mine) if start <= end else ()
        return (item for item in found if self._has_come(item) and self._is_dated(item))

    def find(self, posts: Collection[Identity]) -> Iterator[Item]:
        """See `Store`."""
        return (item for item in self.history.find(posts) if self._has_come(item))

    def acts(
        self, start: datetime, end: datetime, kinds: Collection[ActivityKind], of: Account | None = None
    ) -> Iterable[Act]:
        """See `Store`."""
        end = min(end, self.horizon)
        return self.history.acts(start, end, kinds, of) if start <= end else ()

    def people(self) -> Iterable[Account]:
        """See `Store`: all that there are by now."""
        return self.history.people()

    def held(self, what: str) -> datetime | None:
        """See `Store`."""
        if self.batches.all and what != POSTS and what not in self.begun:
            return None
        return self.history.held(what)

    def mark(self) -> Hashable:
        """See `Store`."""
        return self._step

    def changes(self, mark: Hashable) -> Changes | None:
        """See `Store`."""
        behind = self._step - mark if isinstance(mark, int) else len(self._steps) + 1
        if behind > len(self._steps):
            return None
        steps = self._steps[len(self._steps) - behind :]
        return Changes(
            self._step,
            tuple(item for step in steps for item in step.posts),
            tuple(act for step in steps for act in step.acts),
        )

    def reading(self) -> AbstractContextManager[None]:
        """See `Store`."""
        return self.history.reading()
