"""The quotas with a lower bound: when a place is due to one of them, and what was not met in the end.

In: for every post, by rank, whether it counts. Out: which of the possible posts a due place goes to, and the windows
of the finished feed that fall short.

**Complete windows.** `at least M in N` speaks of every N consecutive places, the last of which is at most the
*horizon*: the length that the feed can reach (`engine.places`). A window that reaches beyond it does not exist.

**Need.** With the places before p filled, the need of one `at least` up to a place e ≥ p is the largest shortfall, M
less the posts that count, of any of its complete windows that end at p … e. (A window that ended before p is past
mending; it is reported, and nothing more is owed to it.) The shortfall grows with e, so it is that of the window
ending at e: the k-th missing post of `at least M in N` has the deadline N, or N places after the k-th of the last M
that were placed. Placing one takes the earliest deadline away and adds one N places on.

**Due.** Place p is due when for some e ≥ p the needs of all `at least`s up to e reach e − p + 1: from then on every
place up to e is spoken for. The `at least`s it is due to are those with a need up to the largest such e.

**Who gets it.** Of the posts that every `at most` allows, those that serve the `at least` with the earliest deadline;
where there is none, the next deadline. Among them, the one that serves most of the `at least`s the place is due to;
among those, the best-ranked. Where none serves any, the place is filled as if it were not due.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby

from attrs import define, field

from feedcurate.engine.bits import bit_set, lowest
from feedcurate.engine.deadlines import Deadlines
from feedcurate.model.decision import Unmet
from feedcurate.program.program import AtLeast


@define
class Floor:
    """One `at least`, the posts that count for it, and the places they were put at."""

    quota: AtLeast
    counted: int
    places: list[int] = field(factory=list)

    @property
    def deadline(self) -> int:
        """The last place of the first window that falls short; it may have gone by."""
        placed, count = self.places, self.quota.count
        return self.quota.window + (placed[-count] if len(placed) >= count else 0)


class Floors:
    """All `at least`s of a feed, over the places filled so far."""

    def __init__(self, counts: Sequence[tuple[AtLeast, Sequence[bool]]], horizon: int) -> None:
        self._horizon = horizon
        self._bound = [
            Floor(quota, bit_set((post for post, counted in enumerate(counting) if counted), len(counting)))
            for quota, counting in counts
            if quota.count > 0 and quota.window <= horizon
        ]
        self._deadlines = Deadlines(horizon)
        for floor in self._bound:
            self._want(floor.quota.window, floor.quota.count)

    def claim(self, possible: int) -> int | None:
        """The post that the next place is due to, out of a set; None where it is free to the best-ranked."""
        until = self._deadlines.spoken_for()
        if until is None:
            return None
        last = min(until, self._horizon)
        due = sorted(
            (max(floor.deadline, self._deadlines.place), floor.counted)
            for floor in self._bound
            if floor.deadline <= last
        )
        for _, earliest in groupby(due, key=lambda pair: pair[0]):
            serving = possible & _union(counted for _, counted in earliest)
            if serving:
                return lowest(_serving_most(serving, [counted for _, counted in due]))
        return None

    def took(self, post: int) -> None:
        """A post was put at the next place."""
        place = self._deadlines.place
        for floor in self._bound:
            if floor.counted >> post & 1:
                self._want(floor.deadline, -1)
                floor.places.append(place)
                self._want(place + floor.quota.window, 1)
        self._deadlines.advance()

    def unmet(self, length: int) -> tuple[Unmet, ...]:
        """Those with windows that fall short in a feed of so many places, by their texts."""
        found = (_unmet(floor, length) for floor in self._bound)
        return tuple(sorted((unmet for unmet in found if unmet is not None), key=lambda unmet: (unmet.quota, unmet.at)))

    def _want(self, deadline: int, posts: int) -> None:
        if deadline <= self._horizon:
            self._deadlines.want(deadline, posts)


def _union(sets: Iterable[int]) -> int:
    union = 0
    for bits in sets:
        union |= bits
    return union


def _serving_most(posts: int, sets: Iterable[int]) -> int:
    """Those of the posts that are in most of the sets."""
    in_so_many = [posts]
    for bits in sets:
        for number in reversed(range(len(in_so_many))):
            more = in_so_many[number] & bits
            if number + 1 < len(in_so_many):
                in_so_many[number + 1] |= more
            elif more:
                in_so_many.append(more)
    return in_so_many[-1]


def _unmet(floor: Floor, length: int) -> Unmet | None:
    wanted, window = floor.quota.count, floor.quota.window
    if window > length:
        return None
    counted = [0] * (length + 1)
    for place in floor.places:
        counted[place] = 1
    upto = list(accumulate(counted))
    found = [upto[end] - upto[end - window] for end in range(window, length + 1)]
    short = sum(number < wanted for number in found)
    if not short:
        return None
    fewest = min(found)
    first = found.index(fewest) + 1
    message = (
        f"wanted {wanted} in every {window} places; {short} of {len(found)} such runs have fewer, "
        f"the first of the worst has {fewest} (places {first} to {first + window - 1})"
    )
    return Unmet(quota=floor.quota.text, at=floor.quota.span.place, message=message)
