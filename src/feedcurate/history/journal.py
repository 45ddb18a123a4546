"""Which changes brought what into a history in memory.

In: the keys of what came, change by change. Out: those since a mark.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable

from attrs import frozen

from feedcurate.engine.seen import Identity


@frozen
class Mark:
    """A change of an unbroken row of changes."""

    row: object
    change: int


@frozen
class Since:
    """The posts and the names of activities that changes after a given one brought."""

    change: int
    posts: frozenset[Identity]
    acts: frozenset[str]


class Journal:
    """Changes count up. Once the row is broken, nothing can be said about what came since an earlier mark."""

    def __init__(self) -> None:
        self.change = 0
        self.break_off()

    def break_off(self) -> None:
        """Begin another row of changes."""
        self._row = object()
        self._posts: list[tuple[int, Identity]] = []
        self._acts: list[tuple[int, str]] = []

    def add(self, posts: Iterable[Identity] = (), acts: Iterable[str] = ()) -> None:
        """Note what the present change brought."""
        self._posts.extend((self.change, key) for key in posts)
        self._acts.extend((self.change, name) for name in acts)

    def mark(self) -> Hashable:
        """The present change of the present row."""
        return Mark(self._row, self.change)

    def since(self, mark: Hashable) -> Since | None:
        """What came after a mark of the present row; None for any other."""
        if not isinstance(mark, Mark) or mark.row is not self._row:
            return None
        posts = self._posts[bisect_right(self._posts, mark.change, key=_change) :]
        acts = self._acts[bisect_right(self._acts, mark.change, key=_change) :]
        return Since(mark.change, frozenset(key for _, key in posts), frozenset(name for _, name in acts))


def _change(entry: tuple[int, object]) -> int:
    return entry[0]
