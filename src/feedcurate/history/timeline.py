"""Things in the order of their instants, for questions about a stretch of time.

In: keys with instants, put in and taken out one by one or by thousands. Out: those from one instant to another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator
from datetime import datetime
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

_FEW = 64


class Timeline(Generic[K]):
    """Pairs of an instant and a key, each once; keys of one timeline can be ordered.

    What was put in waits until somebody asks: a few are then put into their places, many are sorted in. What was
    taken out stays in its place, passed over, until there is much of it.
    """

    def __init__(self) -> None:
        self._pairs: set[tuple[datetime, K]] = set()
        self._sorted: list[tuple[datetime, K]] = []
        self._waiting: list[tuple[datetime, K]] = []
        self._gone: set[tuple[datetime, K]] = set()

    def put(self, at: datetime | None, key: K) -> None:
        """Put a key at an instant; nothing where there is none."""
        if at is None or (at, key) in self._pairs:
            return
        self._pairs.add((at, key))
        if (at, key) in self._gone:
            self._gone.remove((at, key))
        else:
            self._waiting.append((at, key))

    def take(self, at: datetime | None, key: K) -> None:
        """Take a key from an instant, if it is there."""
        if at is not None and (at, key) in self._pairs:
            self._pairs.remove((at, key))
            self._gone.add((at, key))

    def between(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, K]]:
        """The pairs from `start` to `end`, both included, in order."""
        self._settle()
        place = bisect_left(self._sorted, start, key=_instant)
        while place < len(self._sorted) and self._sorted[place][0] <= end:
            if self._sorted[place] not in self._gone:
                yield self._sorted[place]
            place += 1

    def _settle(self) -> None:
        if len(self._waiting) > _FEW or len(self._gone) > max(_FEW, len(self._pairs) // 4):
            self._sorted.extend(self._waiting)
            self._sorted = [pair for pair in self._sorted if pair not in self._gone]
            self._sorted.sort()
            self._gone.clear()
        else:
            for pair in self._waiting:
                self._sorted.insert(bisect_left(self._sorted, pair), pair)
        self._waiting.clear()


def _instant(pair: tuple[datetime, K]) -> datetime:
    return pair[0]
