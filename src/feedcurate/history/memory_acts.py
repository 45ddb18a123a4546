"""The activities that a history in memory holds, and where to find them.

In: activities, put in by hundreds and taken out one by one. Out: those of a kind and time, about a post or an account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

from attrs import define

from feedcurate.history.memory_posts import Fate
from feedcurate.history.people import Pairs, pairs_of
from feedcurate.history.texts import activity_name, text_of
from feedcurate.history.timeline import Timeline
from feedcurate.model.activity import Activity, ActivityKind


@define
class Deed:
    """An activity, the account it names, and the change that brought it."""

    activity: Activity
    name: str
    account: Pairs
    born: int = 0

    @classmethod
    def of(cls, activity: Activity) -> Deed:
        """An activity as it came."""
        return cls(activity, activity_name(activity, text_of(activity)), pairs_of(activity.account))


class ActShelf:
    """Activities by what makes each one, by kind and time, by post and by account."""

    def __init__(self) -> None:
        self._deeds: dict[str, Deed] = {}
        self._by_item: defaultdict[str, set[str]] = defaultdict(set)
        self._by_pair: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._times: defaultdict[ActivityKind, Timeline[str]] = defaultdict(Timeline)

    def __len__(self) -> int:
        return len(self._deeds)

    def __iter__(self) -> Iterator[str]:
        return iter(self._deeds)

    def __getitem__(self, name: str) -> Deed:
        return self._deeds[name]

    def put(self, deed: Deed, change: int) -> Fate:
        """Remember an activity, in place of the one with its source and id."""
        before = self._deeds.get(deed.name)
        if before is not None:
            if before.activity == deed.activity:
                return Fate.KNOWN
            self.drop(deed.name)
        activity = deed.activity
        self._deeds[deed.name] = Deed(activity, deed.name, deed.account, change)
        self._times[activity.kind].put(activity.at, deed.name)
        if activity.item is not None:
            self._by_item[activity.item].add(deed.name)
        for pair in deed.account:
            self._by_pair[pair].add(deed.name)
        return Fate.NEW if before is None else Fate.NEWER

    def drop(self, name: str) -> None:
        """Forget an activity."""
        deed = self._deeds.pop(name)
        self._times[deed.activity.kind].take(deed.activity.at, name)
        if deed.activity.item is not None:
            self._by_item[deed.activity.item].discard(name)
        for pair in deed.account:
            self._by_pair[pair].discard(name)

    def between(self, start: datetime, end: datetime, kinds: Collection[ActivityKind]) -> list[Deed]:
        """The activities of some kinds that began from `start` to `end`."""
        found = [(at, name) for kind in set(kinds) for at, name in self._times[kind].between(start, end)]
        return [self._deeds[name] for _at, name in sorted(found)]

    def about(self, post: str, source: str) -> list[Deed]:
        """The activities about a post: those that name its id, and its source or none."""
        found = [self._deeds[name] for name in self._by_item.get(post, ())]
        return [deed for deed in found if deed.activity.source is None or deed.activity.source == source]

    def naming(self, pairs: Pairs) -> set[str]:
        """The names of the activities that name an account."""
        return {name for pair in pairs if pair in self._by_pair for name in self._by_pair[pair]}
