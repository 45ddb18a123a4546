"""The batches of a history, kept small: which posts were curated together, and with which of them a post first came.

In: a history. Out: `Batches`, which knows for every post whether it had come by some batch.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime

from attrs import frozen

from feedcurate.engine.moments import EARLIEST, LATEST
from feedcurate.engine.seen import Identity
from feedcurate.history.base import History


@frozen
class PastBatch:
    """Posts that were curated together. `place` counts batches from 1 in order of time."""

    place: int
    now: datetime
    posts: tuple[Identity, ...]


@frozen(eq=False)
class Batches:
    """All batches in order of time, and the place of the first batch of every post that is in one."""

    all: tuple[PastBatch, ...]
    first: dict[Identity, int]

    def before(self, instant: datetime) -> int:
        """The place of the last batch before an instant; 0 where there is none."""
        return bisect_left(self.all, instant, key=lambda batch: batch.now)

    def has_come(self, post: Identity, place: int) -> bool:
        """Whether a post was there with the batch at a place; what is in no batch always was."""
        return self.first.get(post, 0) <= place


def batches_of(history: History) -> Batches:
    """The batches of a history; the decisions that were made on them are not kept."""
    first: dict[Identity, int] = {}
    names: dict[Identity, Identity] = {}
    found: list[PastBatch] = []
    for place, batch in enumerate(history.batches(EARLIEST, LATEST), start=1):
        # A post that came a hundred times is named by one object.
        posts = tuple(names.setdefault(key, key) for key in batch.posts)
        for key in posts:
            first.setdefault(key, place)
        found.append(PastBatch(place, batch.now, posts))
    return Batches(tuple(found), first)
