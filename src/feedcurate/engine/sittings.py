"""Sessions, and the passive and active time in them.

In: activities of all kinds. Out: where each session begins and ends, and sums of passive and active time between two
instants. The definitions are language.md's: an activity that starts less than the gap after the end of those before
belongs to their session; passive is a view of a post that nothing active was done about in the same session.
Instants are whole microseconds since 1970.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from attrs import field, frozen

from feedcurate.engine.moments import TICK, ticks
from feedcurate.model.activity import LONGEST, ActivityKind
from feedcurate.model.facts import Act

REACH = LONGEST // TICK
"""No activity reaches further than this from its beginning."""


@frozen(order=True)
class Doing:
    """One activity: when it began and ended, and the post it was about."""

    at: int
    end: int
    kind: str
    post: tuple[str, str] | None = field(order=False)

    @property
    def length(self) -> int:
        """How long it took; nothing where that is not known."""
        return self.end - self.at


def doing_of(act: Act) -> Doing:
    """An activity of a store."""
    activity, at = act.activity, ticks(act.activity.at)
    length = 0 if activity.duration is None else activity.duration // TICK
    return Doing(at, at + length, activity.kind.value, act.post)


class Sittings:
    """Activities in order of time, cut into sessions; from `since` on everything is here."""

    def __init__(self, acts: Iterable[Act], gap: int, active: frozenset[str], since: int) -> None:
        """`gap`: how long a pause ends a session; `active`: the kinds of activity that count as active."""
        self.since = since
        self._gap, self._active = gap, active
        self._doings = sorted(map(doing_of, acts), key=_order)
        self._times: array[int] = array("q")
        self._starts: list[int] = []
        self._ends: array[int] = array("q")
        """When all that a session had by an activity was over."""
        self._passive: array[int] = array("q", [0])
        self._active_time: array[int] = array("q", [0])
        self._looked: array[int] = array("q", [0])
        """The time on views up to an index."""
        self._turned: array[int] = array("q", [0])
        """How much of it had turned out to be active by then: it does so with what is done about the post later."""
        self._cut(0)

    def take_in(self, acts: Iterable[Act]) -> None:
        """Put more activities where they belong; the sessions from the earliest on are cut anew."""
        first = len(self._doings)
        for doing in map(doing_of, acts):
            if doing.at >= self.since:
                is_last = not self._doings or _order(self._doings[-1]) <= _order(doing)
                index = len(self._doings) if is_last else bisect_right(self._doings, _order(doing), key=_order)
                self._doings.insert(index, doing)
                first = min(first, index)
        # A late activity may join two sessions: what it can reach begins with the session before it.
        number = max(0, bisect_right(self._starts, first) - 2)
        self._cut(self._starts[number] if self._starts else 0)

    def trim(self, since: int) -> None:
        """Forget the sessions that were over before an instant."""
        number = bisect_right(self._starts, bisect_left(self._times, since)) - 1
        if since <= self.since or number < 0:
            return
        index = self._starts[number]
        self.since = since
        self._starts = [start - index for start in self._starts[number:]]
        for each in (self._doings, self._times, self._ends):
            del each[:index]
        for sums in (self._passive, self._active_time, self._looked, self._turned):
            del sums[:index]

    def _cut(self, first: int) -> None:
        """Find the sessions from an index on, which is the first of one, and add up the time in them."""
        kept = bisect_left(self._starts, first)
        del self._starts[kept:]
        tail = self._doings[first:]
        self._times[first:] = array("q", [doing.at for doing in tail])
        del self._ends[first:]
        end = None
        for index, doing in enumerate(tail, first):
            if end is None or doing.at - end >= self._gap:
                self._starts.append(index)
                end = doing.end
            end = max(end, doing.end)
            self._ends.append(end)
        self._add_up(first, kept)

    def _add_up(self, first: int, kept: int) -> None:
        active, looked, turned = ([0] * (len(self._doings) - first) for _ in range(3))
        for start, stop in pairwise([*self._starts[kept:], len(self._doings)]):
            taken_up = self._taken_up(start, stop)
            for index, doing in enumerate(self._doings[start:stop], start):
                if doing.kind in self._active:
                    active[index - first] = doing.length
                elif doing.kind == ActivityKind.VIEW:
                    looked[index - first] = doing.length
                    if doing.post in taken_up:
                        active[index - first] = doing.length
                        turned[max(index, taken_up[doing.post]) - first] += doing.length
        passive = [view - (view and acted) for view, acted in zip(looked, active, strict=True)]
        sums = (self._passive, passive), (self._active_time, active), (self._looked, looked), (self._turned, turned)
        for kept_sums, new in sums:
            kept_sums[first:] = array("q", accumulate(new, initial=kept_sums[first]))

    def _taken_up(self, start: int, stop: int) -> dict[tuple[str, str], int]:
        """The posts about which something active was done in a session, and the index at which it was first."""
        found: dict[tuple[str, str], int] = {}
        for index, doing in enumerate(self._doings[start:stop], start):
            if doing.kind in self._active and doing.post is not None:
                found.setdefault(doing.post, index)
        return found

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The indexes of the activities from `start` to `end`, both included."""
        first = bisect_left(self._times, start)
        return first, max(first, bisect_right(self._times, end))

    def passive(self, first: int, last: int) -> int:
        """The passive time of the activities between two indexes, in microseconds."""
        cut = self._cut_short(first, last)
        looked = self._looked[last] - self._looked[cut]
        return self._passive[cut] - self._passive[first] + looked - self._turned_by(cut, last)

    def active(self, first: int, last: int) -> int:
        """Their active time."""
        cut = self._cut_short(first, last)
        views = self._looked[last] - self._looked[cut] - (self._passive[last] - self._passive[cut])
        acted = self._active_time[last] - self._active_time[cut] - views
        return self._active_time[cut] - self._active_time[first] + acted + self._turned_by(cut, last)

    def _cut_short(self, first: int, last: int) -> int:
        """From where on, between two indexes, activities are of a session that goes on after the last.

        What was done later in it did not yet make any of them active.
        """
        if first >= last or last == len(self._doings):
            return last
        begin = self._begin_of(last)
        return last if begin == last else max(first, begin)

    def _turned_by(self, cut: int, last: int) -> int:
        """How much time on the views from where `_cut_short` says was active as far as their session had come."""
        if cut == last:
            return 0
        begin = self._begin_of(cut)
        if cut == begin:
            return self._turned[last] - self._turned[begin]
        taken_up = self._taken_up(begin, last)
        views = (doing for doing in self._doings[cut:last] if doing.kind == ActivityKind.VIEW)
        return sum(doing.length for doing in views if doing.kind not in self._active and doing.post in taken_up)

    def _begin_of(self, index: int) -> int:
        """The index of the first activity of the session that one is part of."""
        return self._starts[bisect_right(self._starts, index) - 1]

    def sessions(self, first: int, last: int) -> int:
        """How many sessions they are part of."""
        if first >= last:
            return 0
        return bisect_right(self._starts, last - 1) - bisect_right(self._starts, first) + 1

    def views(self, first: int, last: int) -> Sequence[Doing]:
        """The views among them."""
        return [doing for doing in self._doings[first:last] if doing.kind == ActivityKind.VIEW]

    def current(self, now: int) -> int | None:
        """When the session that goes on at an instant began; None where there is none.

        Only what began up to then counts, and a gap after the last end of it the session is over.
        """
        last = bisect_right(self._times, now) - 1
        if last < 0:
            return None
        return self._times[self._begin_of(last)] if self._goes_on(last, now) else None

    def _goes_on(self, last: int, now: int) -> bool:
        """Whether the session of an activity, as far as that, goes on at an instant."""
        return now - self._ends[last] < self._gap

    def is_whole_from(self, start: int) -> bool:
        """Whether the sessions of all that began from `start` on, or went on then, are here from their beginning.

        What began before `since` ended at most a day later: where a session begins a gap after that, nothing is missing
        of it, nor of any that follows.
        """
        safe = self.since + REACH + self._gap
        if start < safe:
            return False
        first = bisect_left(self._times, start)
        if first > 0 and self._goes_on(first - 1, start):
            first -= 1
        return first == len(self._times) or self._times[self._begin_of(first)] >= safe


def _order(doing: Doing) -> tuple[int, int, str, tuple[str, str]]:
    """A total order, so that no order of recording can show."""
    return doing.at, doing.end, doing.kind, doing.post or ("", "")
