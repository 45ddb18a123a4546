"""A history as plainly as can be: lists of everything, walked through for every answer.

In: what happens. Out: the answers that `Store` describes; what the stores are compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from feedcurate.engine.elements import dated, reposted_at, written_at
from feedcurate.engine.sameness import newer
from feedcurate.history.base import Erased
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.facts import POSTS, Act, Changes
from feedcurate.model.identity import identifiers, same_account
from feedcurate.model.item import Item
from tests.history.things import FIRST, LAST

Key = tuple[str, str]


def reposter(item: Item) -> Account | None:
    """Who reposted it."""
    return None if item.via is None else item.via.account


def is_by(item: Item, account: Account) -> bool:
    """Whether somebody wrote or reposted a post."""
    return same_account(item.author, account) is True or same_account(reposter(item), account) is True


def is_about(activity: Activity, item: Item) -> bool:
    """Whether an activity names a post."""
    return activity.item == item.id and activity.source in (None, item.source)


def is_same(left: Activity, right: Activity) -> bool:
    """Whether two activities are one."""
    if left.id is None or right.id is None:
        return left == right
    return (left.source, left.id) == (right.source, right.id)


class Plain:
    """Posts in their newest state, when they were seen, and activities."""

    def __init__(self) -> None:
        self.items: dict[Key, Item] = {}
        self.sights: set[tuple[Key, datetime]] = set()
        self.activities: list[Activity] = []
        self.held: dict[str, datetime] = {}

    def add(self, items: Sequence[Item], since: datetime | None) -> None:
        """Remember posts."""
        for item in items:
            key = (item.source, item.id)
            self.items[key] = newer(self.items.get(key, item), item)
            if item.seen_at is not None:
                self.sights.add((key, item.seen_at))
        self.hold(POSTS, [at for item in items if (at := dated(item)) is not None], since)

    def record(self, activities: Sequence[Activity], since: datetime | None) -> None:
        """Remember activities."""
        for activity in activities:
            self.activities = [one for one in self.activities if not is_same(one, activity)] + [activity]
        for kind in {activity.kind for activity in activities}:
            self.hold(kind, [one.at for one in activities if one.kind is kind], since)

    def hold(self, what: str, dates: list[datetime], since: datetime | None) -> None:
        """Since when a thing is held."""
        known = [self.held[what]] if what in self.held else []
        told = dates if since is None else [since]
        if known or told:
            self.held[what] = min(known + told)

    def posts(self, start: datetime, end: datetime, by: Account | None = None, *, mine: bool = False) -> list[Item]:
        """See `Store`."""
        return [
            item for item in self.items.values() if self._is_asked(item, start, end, by) and (item.mine or not mine)
        ]

    def _is_asked(self, item: Item, start: datetime, end: datetime, by: Account | None) -> bool:
        dates: list[datetime | None] = [dated(item)] if by is None else []
        if by is not None and same_account(item.author, by) is True:
            dates.append(written_at(item))
        if by is not None and same_account(reposter(item), by) is True:
            dates.append(reposted_at(item))
        return any(at is not None and start <= at <= end for at in dates)

    def seen(self, start: datetime, end: datetime) -> set[tuple[Key, datetime]]:
        """The posts seen, and when."""
        views = [one for one in self.activities if one.kind is ActivityKind.VIEW]
        viewed = {(key, one.at) for one in views for key, item in self.items.items() if is_about(one, item)}
        return {(key, at) for key, at in self.sights | viewed if start <= at <= end}

    def act(self, activity: Activity) -> Act:
        """An activity with its people."""
        post = min((key for key, item in self.items.items() if is_about(activity, item)), default=None)
        if post is None:
            named = None if activity.item is None else (activity.source or "unknown", activity.item)
            return Act(activity, activity.account, None, named)
        item = self.items[post]
        return Act(activity, activity.account or item.author, reposter(item), post, item.author)

    def acts(
        self, start: datetime, end: datetime, kinds: Iterable[ActivityKind], of: Account | None = None
    ) -> list[Act]:
        """See `Store`."""
        acts = [self.act(one) for one in self.activities if start <= one.at <= end and one.kind in kinds]
        return [one for one in acts if of is None or self._is_of(one, of)]

    def _is_of(self, act: Act, account: Account) -> bool:
        item = None if act.post is None else self.items.get(act.post)
        return same_account(act.activity.account, account) is True or (item is not None and is_by(item, account))

    def people(self) -> list[Account]:
        """See `Store`."""
        states: list[tuple[tuple[datetime, bool, str, str, str], Account]] = []
        for item in self.items.values():
            for role, at, account in (("a", written_at(item), item.author), ("b", reposted_at(item), reposter(item))):
                if account is not None and identifiers(account):
                    age = (FIRST if at is None else at, at is not None, item.source, item.id, role)
                    states.append((age, account))
        groups: list[list[tuple[tuple[datetime, bool, str, str, str], Account]]] = []
        for state in states:
            same = [group for group in groups if any(same_account(state[1], one) for _age, one in group)]
            groups = [group for group in groups if group not in same]
            groups.append([state, *(one for group in same for one in group)])
        return [max(group, key=lambda state: state[0])[1] for group in groups]

    def erase(self, account: Account | None, start: datetime | None, end: datetime | None) -> Erased:
        """Take out what is meant."""

        def meant(at: datetime | None) -> bool:
            if start is None and end is None:
                return True
            return at is not None and (start or FIRST) <= at <= (end or LAST)

        def theirs(item: Item) -> bool:
            return account is None or is_by(item, account)

        gone = {key for key, item in self.items.items() if theirs(item) and meant(dated(item))}
        out = [one for one in self.activities if meant(one.at) and self._is_theirs(one, account, theirs)]
        sights = {(key, at) for key, at in self.sights if key in gone or (theirs(self.items[key]) and meant(at))}
        self.activities = [one for one in self.activities if one not in out]
        self.sights -= sights
        for key, at in sights:
            if self.items[key].seen_at == at:
                self.items[key] = self.items[key].model_copy(update={"seen_at": None})
        self.items = {key: item for key, item in self.items.items() if key not in gone}
        if account is None:
            for what, since in list(self.held.items()):
                if start is None or start <= since:
                    del self.held[what]
                    if end is not None:
                        self.held[what] = max(since, end + timedelta(microseconds=1))
        return Erased(len(gone), len(out))

    def _is_theirs(self, activity: Activity, account: Account | None, theirs: Callable[[Item], bool]) -> bool:
        if account is None or same_account(activity.account, account) is True:
            return True
        return any(is_about(activity, item) and theirs(item) for item in self.items.values())


def changes(before: Plain, after: Plain) -> Changes | None:
    """What one call of `add` or `record` changed; None where that is not simply more."""
    posts = [key for key, item in after.items.items() if before.items.get(key) != item or _seen(before, after, key)]
    acts = [one for one in after.activities if one not in before.activities]
    fresh = [after.items[key] for key in posts if key not in before.items]
    moved = [after.items[key] for key in posts if key in before.items and _forms(before, key) != _forms(after, key)]
    late = any(is_about(one, item) for one in before.activities for item in fresh + moved)
    if late or any(one not in after.activities for one in before.activities):
        return None
    replaced = frozenset(key for key in posts if key in before.items)
    return Changes(None, tuple(after.items[key] for key in posts), tuple(after.act(one) for one in acts), replaced)


def _seen(before: Plain, after: Plain, key: Key) -> bool:
    return {at for one, at in before.sights if one == key} != {at for one, at in after.sights if one == key}


def _forms(plain: Plain, key: Key) -> list[dict[str, str]]:
    item = plain.items[key]
    return [{} if one is None else identifiers(one) for one in (item.author, reposter(item))]
