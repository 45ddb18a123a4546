"""`once per post|link|title|SIGNAL [in DURATION]`: which posts repeat another.

In: posts in the feed's order, and what was seen lately. Out: the posts to hold, each with the lines that hold it.

All lines are read together, so that their order means nothing. The posts are gone through from the best-ranked down;
one that equals, by any line, a post that stays, or one that was seen within the duration of that line, is held; every
other stays. A held post holds none: where A and B share a link, and B and C another, A and C both stay. A post itself
seen within the duration repeats itself and is held too. This comes before any place is filled, so a post that stays
keeps its repeats back even where another quota then holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from feedcurate.engine.keys import once_values
from feedcurate.engine.seen import SeenLately
from feedcurate.model.item import Item
from feedcurate.program.program import Once

Signal = Callable[[Item, str], object]


def repeats(lines: Sequence[Once], ranked: Sequence[Item], seen: SeenLately, signal: Signal) -> dict[int, list[str]]:
    """The indexes into `ranked` of the posts that repeat another, with the texts of the lines they fall under."""
    if not lines:
        return {}
    taken = [_seen_before(line, seen, signal) for line in lines]
    held: dict[int, list[str]] = {}
    for index, item in enumerate(ranked):
        values = [once_values(line.key, item, signal) for line in lines]
        broken = [line.text for line, gone, own in zip(lines, taken, values, strict=True) if not gone.isdisjoint(own)]
        if broken:
            held[index] = broken
            continue
        for gone, own in zip(taken, values, strict=True):
            gone.update(own)
    return held


def _seen_before(line: Once, seen: SeenLately, signal: Signal) -> set[Hashable]:
    items = () if line.within is None else seen(line.within).values()
    return {value for item in items for value in once_values(line.key, item, signal)}
