"""What seeing an account goes with: how its reader felt soon after, beside how they felt at all.

In: check-ins and the times at which an account was seen, in whole microseconds since 1970. Out: the shift.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import field, frozen

from feedcurate.engine.moments import TICK
from feedcurate.model.activity import LONGEST

WITHIN = 3_600_000_000
"""A check-in up to so many microseconds after an account was seen is set down to it: an hour."""
_LONGEST = LONGEST // TICK
"""No view takes longer."""
FEW = 3
"""A mood shift is unknown below so many check-ins."""


@frozen
class Moods:
    """Check-ins that say a mood, in order of time."""

    times: Sequence[int]
    moods: Sequence[int]
    total: int = field(init=False)

    @total.default
    def _total(self) -> int:
        return sum(self.moods)


def mood_shift(moods: Moods, starts: Sequence[int], length: Callable[[int], int]) -> float | None:
    """The mean mood of check-ins within an hour of seeing an account, less that of all; None below three.

    `starts` are when it was seen, in order; `length` says for how long it was, by the index: from the beginning of a
    view to its end.
    """
    if len(starts) < len(moods.times):
        after = _after_each_sight(moods, starts, length)
    else:
        after = [mood for at, mood in zip(moods.times, moods.moods, strict=True) if _was_seen(at, starts, length)]
    if len(after) < FEW:
        return None
    return float(Fraction(sum(after), len(after)) - Fraction(moods.total, len(moods.moods)))


def _after_each_sight(moods: Moods, starts: Sequence[int], length: Callable[[int], int]) -> list[int]:
    found: set[int] = set()
    times = moods.times
    for index, start in enumerate(starts):
        first = bisect_left(times, start)
        end = start + WITHIN
        if first < len(times) and times[first] <= end + _LONGEST:
            found.update(range(first, bisect_right(times, end + length(index))))
    return [moods.moods[index] for index in found]


def _was_seen(at: int, starts: Sequence[int], length: Callable[[int], int]) -> bool:
    """Whether the account was seen within the hour before an instant; most sights are over at once."""
    last = bisect_right(starts, at) - 1
    if last >= 0 and starts[last] + WITHIN >= at:
        return True
    first = bisect_left(starts, at - WITHIN - _LONGEST)
    return any(starts[index] + length(index) + WITHIN >= at for index in range(last, first - 1, -1))
