"""Where the time of a period went: by post, by hour and day, and which check-ins followed which posts.

In: activities as plain rows, in order, from before the period on. Out: `Time`. Sessions, and what is passive and active
in them, are those of `engine.sittings`, whose sums these equal; here everything is added up in one pass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import Factory, define, frozen

from feedcurate.engine.moments import EARLIEST
from feedcurate.engine.sittings import REACH
from feedcurate.history.audit_rows import NOBODY, ActRow, Rows
from feedcurate.history.dates import to_micros

MOOD_WITHIN = 3_600_000_000
"""Check-ins up to so many microseconds after an account was seen are set down to it, as in `engine.view`: an hour."""

_LONG_AGO = -(1 << 62)
_NEVER = 1 << 62
_EARLIEST = to_micros(EARLIEST)


@frozen
class Period:
    """When a period starts, and where each of its cells ends.

    `gap` is the pause that ends a session, `active` are the kinds of activity that count as active; check-ins from the
    place `first` on are looked at.
    """

    start: int
    cell_ends: Sequence[int]
    gap: int
    active: frozenset[str]
    first: int


@define
class Named:
    """Views of a post that name an account themselves: how long, and the check-ins that followed."""

    length: int = 0
    checkins: set[int] = Factory(set)


@define
class Time:
    """Sums in microseconds. `passive` and `active` are by cell; `spent` and `followed` by post.

    `followed` are the check-ins within an hour after a post was seen, by their places among all. `named` is by post
    and account; the post may be none.
    """

    passive: list[int]
    active: list[int]
    sessions: int = 0
    unplaced: int = 0
    spent: defaultdict[int, int] = Factory(lambda: defaultdict(int))
    followed: defaultdict[int, set[int]] = Factory(lambda: defaultdict(set))
    named: defaultdict[tuple[int, int], Named] = Factory(lambda: defaultdict(Named))


def time_of(rows: Iterable[Sequence[ActRow]], checkins: Sequence[int], period: Period) -> Time:
    """Add up the activities of a period. `checkins` are the instants of those that have a mood, in order."""
    count = len(period.cell_ends)
    time = Time([0] * count, [0] * count)
    passive, active, spent = time.passive, time.active, time.spent
    ends, gap, kinds = period.cell_ends, period.gap, period.active
    cell, cell_end = 0, ends[0]
    over = _LONG_AGO
    has_counted = True
    views_are_active = "view" in kinds
    taken_up: set[int] = set()
    views: list[tuple[int, int, int]] = []
    followed = time.followed
    due = [*checkins, _NEVER, _NEVER]
    mood = period.first
    next_mood, later_mood = due[mood], due[mood + 1]
    for some in rows:
        for at, length, kind, post, named in some:
            if at - over >= gap:
                if taken_up:
                    _move(time, views, taken_up)
                    taken_up = set()
                views = []
                has_counted = False
                over = at + length
            elif at + length > over:
                over = at + length
            is_in = at >= period.start
            if is_in:
                if not has_counted:
                    has_counted = True
                    time.sessions += 1
                while at >= cell_end:
                    cell += 1
                    cell_end = ends[cell]
            if kind == "view":
                while next_mood < at:
                    mood += 1
                    next_mood, later_mood = later_mood, due[mood + 1]
                until = at + length + MOOD_WITHIN
                if next_mood <= until:
                    if named == NOBODY and later_mood > until:
                        followed[post].add(mood)
                    else:
                        _follow(time, checkins, mood, until, post, named)
                if is_in:
                    spent[post] += length
                    if named != NOBODY:
                        time.named[post, named].length += length
                    if not views_are_active:
                        passive[cell] += length
                        if post != NOBODY:
                            views.append((post, cell, length))
                if not views_are_active:
                    continue
            if kind in kinds:
                if post != NOBODY:
                    taken_up.add(post)
                if is_in:
                    active[cell] += length
    if taken_up:
        _move(time, views, taken_up)
    time.unplaced = spent.pop(NOBODY, 0)
    followed.pop(NOBODY, None)
    return time


def start_of_reading(rows: Rows, start: int, gap: int) -> int:
    """From when on activities have to be read, so that sessions that anything from `start` on is part of are whole."""
    back = 3 * REACH + gap
    while True:
        since = max(start - back, _EARLIEST)
        begin, end = None, _LONG_AGO
        for some in rows.acts(since, start - 1):
            for at, length, *_ in some:
                if at - end >= gap:
                    begin = at
                end = max(end, at + length)
        # What began before then, and is not read, ended at most a day later.
        if since == _EARLIEST or begin is None or start - end >= gap or begin >= since + REACH + gap:
            return since
        back *= 4


def _move(time: Time, views: Iterable[tuple[int, int, int]], taken_up: set[int]) -> None:
    """The views of posts that were taken up in the same session are active time."""
    for post, cell, length in views:
        if post in taken_up:
            time.passive[cell] -= length
            time.active[cell] += length


def _follow(time: Time, checkins: Sequence[int], place: int, until: int, post: int, named: int) -> None:
    while place < len(checkins) and checkins[place] <= until:
        if post != NOBODY:
            time.followed[post].add(place)
        if named != NOBODY:
            time.named[post, named].checkins.add(place)
        place += 1
