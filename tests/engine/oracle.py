"""The filling of a feed, worked out again from the words of language.md: slow, and with nothing kept between places.

In: for every post, the best-ranked first, what it counts for. Out: the posts in the order of the feed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby

from attrs import field, frozen


@frozen
class Bound:
    """A quota's numbers and, for each post, the group that it counts in; None: it counts in none."""

    kind: str
    count: int
    groups: Sequence[Hashable | None]
    window: int = 0
    spent: Mapping[Hashable, int] = field(factory=dict)

    def found(self, posts: Sequence[int]) -> int:
        """How many of some posts count."""
        return sum(self.groups[post] is not None for post in posts)

    def is_kept(self, feed: Sequence[int]) -> bool:
        """Whether a feed keeps this `at most`, looking at the whole of it."""
        if self.kind == "spread":
            return all(self.found(feed[start : start + self.window]) <= self.count for start in range(len(feed)))
        groups = [self.groups[post] for post in feed]
        if self.kind == "run":
            return all(group is None or len(list(run)) <= self.count for group, run in groupby(groups))
        return all(
            number <= max(0, self.count - self.spent.get(group, 0))
            for group, number in Counter(groups).items()
            if group is not None
        )


def need(floor: Bound, feed: Sequence[int], end: int) -> int:
    """The largest shortfall of any window of N places that ends at the next place or later, and at `end` or before."""
    shortfalls = [
        floor.count - floor.found(feed[last - floor.window : last])
        for last in range(max(len(feed) + 1, floor.window), end + 1)
    ]
    return max(shortfalls, default=0)


def slow_fill(size: int, ceilings: Sequence[Bound], floors: Sequence[Bound], horizon: int) -> list[int]:
    """The feed, place by place, as language.md says; windows up to place `horizon` are complete."""
    feed: list[int] = []
    while True:
        place = len(feed) + 1
        possible = [
            post
            for post in range(size)
            if post not in feed and all(ceiling.is_kept([*feed, post]) for ceiling in ceilings)
        ]
        if not possible:
            return feed
        due = _due_to(place, possible, feed, floors, horizon)
        feed.append(possible[0] if due is None else due)


def _due_to(
    place: int, possible: Sequence[int], feed: Sequence[int], floors: Sequence[Bound], horizon: int
) -> int | None:
    spoken_for = [
        end
        for end in range(place, horizon + 1)
        if sum(max(0, need(floor, feed, end)) for floor in floors) >= end - place + 1
    ]
    if not spoken_for:
        return None
    deadlines = {
        number: min(ends)
        for number, floor in enumerate(floors)
        if (ends := [end for end in range(place, max(spoken_for) + 1) if need(floor, feed, end) > 0])
    }
    serving = {
        post: served
        for post in possible
        if (served := [number for number in deadlines if floors[number].groups[post] is not None])
    }
    if not serving:
        return None
    return min(serving, key=lambda post: (min(deadlines[n] for n in serving[post]), -len(serving[post]), post))


def longest(size: int, ceiling: Bound, feed: tuple[int, ...] = ()) -> int:
    """The length of the longest feed of some posts that keeps an `at most`, by trying all."""
    return max(
        (
            longest(size, ceiling, (*feed, post))
            for post in range(size)
            if post not in feed and ceiling.is_kept((*feed, post))
        ),
        default=len(feed),
    )
