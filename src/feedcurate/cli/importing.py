"""Posts and activities from elsewhere into a history, portion by portion.

In: a history and portions of what inputs hold. Out: counts of what was new. Every portion is in the history, whole,
before the next one is read; that the history is complete since some instant is written down when all of them are, so
that an import that was cut short claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import define, field

from feedcurate.engine.elements import dated
from feedcurate.engine.moments import LATEST
from feedcurate.history.base import Added
from feedcurate.model.activity import Activity, ActivityKind

if TYPE_CHECKING:
    from feedcurate.history.base import History
    from feedcurate.model.decision import InputProblem
    from feedcurate.sources.base import Recognised
    from feedcurate.sources.flow import Portion


@define
class Count:
    """How many records were read, and what they were to the history."""

    read: int = 0
    new: int = 0
    newer: int = 0
    known: int = 0

    def add(self, added: Added) -> None:
        """Some more of them."""
        self.read += added.new + added.newer + added.known
        self.new += added.new
        self.newer += added.newer
        self.known += added.known


@define
class _First:
    """The oldest activity of a kind, in its latest state, and when it began."""

    activity: Activity
    at: datetime


@define
class Import:
    """What an import has done so far."""

    history: History
    posts: Count = field(factory=Count)
    activities: Count = field(factory=Count)
    sources: list[Recognised] = field(factory=list)
    notes: list[InputProblem] = field(factory=list)
    problems: list[InputProblem] = field(factory=list)
    _oldest: datetime | None = None
    _first: dict[ActivityKind, _First] = field(factory=dict)

    def take(self, portion: Portion) -> None:
        """Put a portion into the history."""
        if portion.items:
            self.posts.add(self.history.add(portion.items, since=LATEST))
            dates = [at for at in map(dated, portion.items) if at is not None]
            self._oldest = min(dates if self._oldest is None else [self._oldest, *dates], default=None)
        if portion.activities:
            fresh = self._unnamed(portion.activities) if portion.may_be_known else portion.activities
            self.activities.add(self.history.record(fresh, since=LATEST))
            self.activities.add(Added(known=len(portion.activities) - len(fresh)))
            for activity in fresh:
                self._remember(activity)
        self.sources.extend(portion.sources)
        self.notes.extend(portion.notes)
        self.problems.extend(portion.problems)

    def complete(self, since: datetime | None) -> None:
        """Write down since when the history has all there is of what came: as told, else since the oldest of each."""
        if self.posts.read and (since or self._oldest) is not None:
            self.history.add((), since=since or self._oldest)
        for first in self._first.values():
            self.history.record((first.activity,), since=since or first.at)

    def _unnamed(self, activities: Iterable[Activity]) -> tuple[Activity, ...]:
        """Those that the history does not hold with the same id under another source, which it may have known less of.

        An activity is known by its source and id; the source of what ActivityWatch saw is that of the post at an
        address, and may have been only that of the site when there was no such post yet.
        """
        some = tuple(activities)
        first, last = min(one.at for one in some), max(one.at for one in some)
        ids = {one.id for one in some}
        acts = (act.activity for act in self.history.acts(first, last, frozenset({ActivityKind.VIEW})))
        held = {one.id: one.source for one in acts if one.id in ids}
        return tuple(one for one in some if one.id not in held or held[one.id] == one.source)

    def _remember(self, activity: Activity) -> None:
        first = self._first.get(activity.kind)
        if first is None or activity.at < first.at:
            self._first[activity.kind] = _First(activity, activity.at)
        elif activity.id is not None and (activity.source, activity.id) == (first.activity.source, first.activity.id):
            # It is written again at the end, and must not take back what came of it meanwhile.
            first.activity = activity
