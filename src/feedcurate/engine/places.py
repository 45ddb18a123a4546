"""Which post stands at which place.

In: for every post, by rank, what it counts for in each quota. Out: the posts in the order of the feed, and for those
that found no place the quotas that refused them.

The feed is filled from the top. Place p goes to the best-ranked post left that every `at most` allows, unless it is
due to an `at least` (`engine.atleast` has the definition); where every post that serves one is refused, `at most`
comes first and the place goes to the best-ranked that is not. Where every post left is refused, the feed ends: all it
could ever wait for is another post. Each of the rest is held, for all quotas that refuse it at that place.

The *horizon* is the greatest length the feed may reach: the number of posts, or less where one `at most` by itself
leaves no way to place them all. Windows of an `at least` that reach beyond it are not complete.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from feedcurate.engine.atleast import Floors
from feedcurate.engine.atmost import Ceiling
from feedcurate.engine.bits import lowest, ranks_in
from feedcurate.model.decision import Unmet
from feedcurate.program.program import AtLeast


@frozen
class Filled:
    """The posts by place, what refused each of the others (texts of quotas), and what was not met."""

    feed: tuple[int, ...]
    refused: dict[int, list[str]]
    unmet: tuple[Unmet, ...]


def fill(size: int, ceilings: Sequence[Ceiling], counts: Sequence[tuple[AtLeast, Sequence[bool]]]) -> Filled:
    """Put posts 0 … size − 1, the best-ranked first, at their places; `counts` has one answer a post."""
    if not ceilings and not counts:
        return Filled(tuple(range(size)), {}, ())
    horizon = min((ceiling.longest() for ceiling in ceilings), default=size)
    floors = Floors(counts, horizon)
    left = (1 << size) - 1
    feed: list[int] = []
    while possible := left & ~_refused(ceilings, len(feed) + 1):
        claimed = floors.claim(possible)
        post = lowest(possible) if claimed is None else claimed
        left &= ~(1 << post)
        feed.append(post)
        floors.took(post)
        for ceiling in ceilings:
            ceiling.took(post, len(feed))
    return Filled(tuple(feed), _reasons(left, ceilings, len(feed) + 1), floors.unmet(len(feed)))


def _refused(ceilings: Sequence[Ceiling], place: int) -> int:
    refused = 0
    for ceiling in ceilings:
        refused |= ceiling.refused(place)
    return refused


def _reasons(left: int, ceilings: Sequence[Ceiling], place: int) -> dict[int, list[str]]:
    reasons: dict[int, list[str]] = {}
    for ceiling in ceilings:
        for post in ranks_in(left & ceiling.refused(place)):
            reasons.setdefault(post, []).append(ceiling.text)
    return reasons
