"""The quotas with an upper bound: which posts each refuses at the next place.

In: for every post, by rank, the group it counts in (None: it counts in none). Out: sets of ranks (`engine.bits`).
Each class answers three questions: who is refused now, what a placed post changes, and how long a feed of these posts
can become at most. Numbers as large as a billion cost nothing: nothing is stored but what was placed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from feedcurate.engine.bits import bit_set

Group = Hashable | None


class Ceiling(Protocol):
    """A quota with an upper bound, over the places filled so far."""

    text: str

    def refused(self, place: int) -> int:
        """The posts that may not stand at a place, all before it being filled."""
        ...

    def took(self, post: int, place: int) -> None:
        """A post was put at the next place."""
        ...

    def longest(self) -> int:
        """No feed of these posts that keeps this quota has more places."""
        ...


class Spread:
    """`at most count in window when C`: in any so many consecutive places; fewer places are bound as well."""

    def __init__(self, text: str, count: int, window: int, counts: Sequence[bool]) -> None:
        self.text = text
        self._count = count
        self._window = window
        self._posts = len(counts)
        self._counted = bit_set((post for post, counted in enumerate(counts) if counted), len(counts))
        self._places: list[int] = []

    def refused(self, place: int) -> int:
        """All posts that count, where the last window but one place is full."""
        if len(self._places) < self._count:
            return 0
        full = self._count == 0 or self._places[-self._count] > place - self._window
        return self._counted if full else 0

    def took(self, post: int, place: int) -> None:
        """Count it, where it counts."""
        if self._counted >> post & 1:
            self._places.append(place)

    def longest(self) -> int:
        """All others, and as many that count as fit between them: `count` to every `window - count` others."""
        counted = self._counted.bit_count()
        others = self._posts - counted
        between = self._window - self._count
        return others + (min(counted, self._count * (others // between + 1)) if between > 0 else counted)


class _Groups:
    """Which posts belong together, as sets made when first asked for; the thousand asked for last are kept."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.of = groups
        self.members: dict[Hashable, list[int]] = {}
        for post, group in enumerate(groups):
            if group is not None:
                self.members.setdefault(group, []).append(post)
        self.posts = lru_cache(maxsize=1024)(self._posts)

    def _posts(self, group: Hashable) -> int:
        return bit_set(self.members[group], len(self.of))


class Run:
    """`at most count in a row by KEY [when C]`.

    A run is a stretch of consecutive places with one group: the key's value, where it is known and C is true.
    Any other post, of that author or not, ends it.
    """

    def __init__(self, text: str, count: int, groups: Sequence[Group]) -> None:
        self.text = text
        self._count = count
        self._groups = _Groups(groups)
        self._everyone = bit_set((post for post, group in enumerate(groups) if group is not None), len(groups))
        self._group: Group = None
        self._length = 0

    def refused(self, place: int) -> int:  # noqa: ARG002 - a run knows where it is
        """The posts of the group whose run is full."""
        if self._count == 0:
            return self._everyone
        if self._group is None or self._length < self._count:
            return 0
        return self._groups.posts(self._group)

    def took(self, post: int, place: int) -> None:  # noqa: ARG002 - places are filled in turn
        """Lengthen the run, or begin another."""
        group = self._groups.of[post]
        self._length = self._length + 1 if group is not None and group == self._group else 1
        self._group = group

    def longest(self) -> int:
        """All others, and `count` of the largest group before, between and after them."""
        posts = len(self._groups.of)
        if self._count == 0:
            return posts - self._everyone.bit_count()
        sizes = map(len, self._groups.members.values())
        return min((posts - size + min(size, self._count * (posts - size + 1)) for size in sizes), default=posts)


class Budget:
    """`at most count per day|DURATION [by KEY] [when C]`: `spent` is what each group used up before this result."""

    def __init__(self, text: str, count: int, groups: Sequence[Group], spent: Mapping[Hashable, int]) -> None:
        self.text = text
        self._groups = _Groups(groups)
        self._left = Counter({group: max(0, count - spent.get(group, 0)) for group in self._groups.members})
        empty = [group for group, left in self._left.items() if not left]
        self._refused = bit_set((post for group in empty for post in self._groups.members[group]), len(groups))

    def refused(self, place: int) -> int:  # noqa: ARG002 - a budget has no places
        """The posts of every group that has used up what it may."""
        return self._refused

    def took(self, post: int, place: int) -> None:  # noqa: ARG002 - a budget has no places
        """Take one off its group's budget."""
        group = self._groups.of[post]
        if group is None:
            return
        self._left[group] -= 1
        if not self._left[group]:
            self._refused |= self._groups.posts(group)

    def longest(self) -> int:
        """All posts but those of each group beyond its budget."""
        members = self._groups.members
        return len(self._groups.of) - sum(max(0, len(members[group]) - left) for group, left in self._left.items())
