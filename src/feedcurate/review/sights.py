"""Which posts the reader had seen by an instant.

In: a whole history. Out: something that answers `in`, for `Context.seen`.
"""

from __future__ import annotations

from datetime import datetime
from typing import cast

from attrs import field, frozen

from feedcurate.engine.moments import EARLIEST, TICK
from feedcurate.engine.seen import Identity, identity
from feedcurate.model.facts import Store


@frozen(eq=False)
class SeenBy:
    """The posts that were seen by an instant."""

    first: dict[Identity, datetime]
    now: datetime

    def __contains__(self, post: object) -> bool:
        """Whether a post, by its source and id, was seen."""
        at = self.first.get(cast(Identity, post))
        return at is not None and at <= self.now


@frozen(eq=False)
class Sights:
    """When each post was first seen, beside what it says of that itself.

    It may be asked of posts that came later than they were seen, so it reads the history itself.
    """

    store: Store
    _first: dict[Identity, datetime] = field(factory=dict, init=False)
    _until: list[datetime] = field(factory=list, init=False)

    def by(self, now: datetime) -> frozenset[Identity]:
        """The posts seen by an instant, no earlier than the one asked about before.

        It only answers `in`, which is all that is asked of it: a set of its own for every instant would cost more than
        all the rest.
        """
        start = self._until[-1] + TICK if self._until else EARLIEST
        if start <= now:
            for one in self.store.seen(start, now):
                if one.at != one.item.seen_at:
                    key = identity(one.item)
                    self._first[key] = min(one.at, self._first.get(key, one.at))
            self._until[:] = [now]
        return cast("frozenset[Identity]", SeenBy(self._first, now))
