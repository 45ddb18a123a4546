"""A history and the posts at hand as one store, each post once.

In: a store, or none, and a batch of posts. Out: a `Store` that can be read, and never changes.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import cached_property

from feedcurate.engine.elements import dated, reposted_at, written_at
from feedcurate.engine.moments import EARLIEST, LATEST
from feedcurate.engine.people import identities
from feedcurate.engine.sameness import each_once, newer
from feedcurate.model.account import Account
from feedcurate.model.activity import ActivityKind
from feedcurate.model.facts import BEGINNING, POSTS, Act, Changes, Seen, Store
from feedcurate.model.identity import identifiers, same_account
from feedcurate.model.item import Item

Identity = tuple[str, str]

_Age = tuple[datetime, str, str, int]
"""How late a state of an account is: the date of its post, that post's source and id, author before reposter."""
_NO_AGE: _Age = (EARLIEST, "", "", 0)


class Joined:
    """What a history and a batch hold together; without a history the batch counts as all posts there are."""

    def __init__(self, history: Store | None, batch: Iterable[Item]) -> None:
        self._history = history
        self._given = tuple(batch)

    @cached_property
    def _batch(self) -> dict[Identity, Item]:
        """The posts at hand, each in its newest state; like the rest, only put together when it is asked for."""
        items = {(item.source, item.id): item for item in self._first}
        for known in () if self._history is None or not items else self._history.find(items.keys()):
            key = (known.source, known.id)
            items[key] = newer(known, items[key])
        return items

    @cached_property
    def _first(self) -> tuple[Item, ...]:
        """The posts as they came, each once."""
        return each_once(self._given)

    @cached_property
    def _sights(self) -> list[tuple[Identity, datetime]]:
        return [((item.source, item.id), item.seen_at) for item in self._first if item.seen_at is not None]

    @cached_property
    def _by_id(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self._batch.values():
            found.setdefault(item.id, []).append(item)
        return found

    def seen(self, start: datetime, end: datetime) -> Iterator[Seen]:
        """See `Store`."""
        if self._history is not None:
            for one in self._history.seen(start, end):
                yield Seen(self._batch.get((one.item.source, one.item.id), one.item), one.at)
            for act in self._history.acts(start, end, (ActivityKind.VIEW,)) if self._by_id else ():
                for item in self._about(act):
                    yield Seen(item, act.activity.at)
        for key, at in self._sights:
            if start <= at <= end:
                yield Seen(self._batch[key], at)

    def posts(self, start: datetime, end: datetime, by: Account | None = None, *, mine: bool = False) -> Iterator[Item]:
        """See `Store`."""
        if self._history is not None:
            for item in self._history.posts(start, end, by, mine=mine):
                if (item.source, item.id) not in self._batch:
                    yield item
        for item in self._batch.values():
            if (not mine or item.mine is True) and _is_between(item, by, start, end):
                yield item

    def find(self, posts: Collection[Identity]) -> Iterator[Item]:
        """See `Store`."""
        yield from (self._batch[post] for post in posts if post in self._batch)
        rest = [post for post in posts if post not in self._batch]
        if self._history is not None and rest:
            yield from self._history.find(rest)

    def acts(
        self, start: datetime, end: datetime, kinds: Collection[ActivityKind], of: Account | None = None
    ) -> Iterator[Act]:
        """See `Store`."""
        if self._history is None:
            return
        if of is None:
            yield from map(self._completed, self._history.acts(start, end, kinds))
            return
        theirs = list(self._history.acts(start, end, kinds, of))
        for act in theirs:
            post = self._post_of(act)
            if post is None or _is_by(post, of) or same_account(act.activity.account, of) is True:
                yield self._completed(act)
        if any(_is_by(item, of) for item in self._batch.values()):
            # What the history does not know to be about the account, as the post comes with the batch.
            known = {act.activity for act in theirs}
            for act in self._history.acts(start, end, kinds):
                post = self._post_of(act)
                if post is not None and act.activity not in known and _is_by(post, of):
                    yield self._completed(act)

    def people(self) -> Iterable[Account]:
        """See `Store`."""
        known = () if self._history is None else tuple(self._history.people())
        states = [state for item in self._batch.values() for state in _states(item)]
        pairs = {pair for _, account in states for pair in identifiers(account).items()}
        for account in known:
            in_both = not pairs.isdisjoint(identifiers(account).items())
            states.append((self._age(account) if in_both else _NO_AGE, account))
        states.sort(key=lambda state: (state[0], sorted(identifiers(state[1]).items())))
        return identities(account for _, account in states)

    def _age(self, account: Account) -> _Age:
        """How late a state of an account in the history is: that of its latest post there."""
        posts = () if self._history is None else self._history.posts(EARLIEST, LATEST, account)
        ages = (age for item in posts for age, one in _states(item) if same_account(one, account) is True)
        return max(ages, default=_NO_AGE)

    def held(self, what: str) -> datetime | None:
        """See `Store`."""
        if self._history is not None:
            return self._history.held(what)
        return BEGINNING if what == POSTS else None

    def mark(self) -> Hashable:
        """It never changes."""
        return None

    def changes(self, mark: Hashable) -> Changes | None:
        """It never changes."""
        return Changes(mark)

    def reading(self) -> AbstractContextManager[None]:
        """See `Store`."""
        return nullcontext() if self._history is None else self._history.reading()

    def _about(self, act: Act) -> list[Item]:
        """The posts of the batch that an activity is about."""
        activity = act.activity
        if activity.item is None:
            return []
        named = self._by_id.get(activity.item, [])
        return [item for item in named if activity.source is None or activity.source == item.source]

    def _post_of(self, act: Act) -> Item | None:
        """The post of the batch that an activity is about; of several with its id, in history and batch, the first."""
        item = min(self._about(act), key=lambda one: one.source, default=None)
        if item is not None and act.post is not None and act.post[0] < item.source and tuple(self.find([act.post])):
            return None
        return item

    def _completed(self, act: Act) -> Act:
        """An activity with what the batch knows of its post."""
        item = self._post_of(act)
        if item is None:
            return act
        return Act(
            act.activity, act.activity.account or item.author, _reposter(item), (item.source, item.id), item.author
        )


def _reposter(item: Item) -> Account | None:
    return None if item.via is None else item.via.account


def _states(item: Item) -> Iterator[tuple[_Age, Account]]:
    """The states of the author and the reposter of a post, each with its age."""
    if item.author is not None:
        yield (written_at(item) or EARLIEST, item.source, item.id, 0), item.author
    reposter = _reposter(item)
    if reposter is not None:
        yield (reposted_at(item) or EARLIEST, item.source, item.id, 1), reposter


def _is_by(item: Item, account: Account) -> bool:
    return same_account(item.author, account) is True or same_account(_reposter(item), account) is True


def _is_between(item: Item, by: Account | None, start: datetime, end: datetime) -> bool:
    """Whether a post is dated so, as whoever it is asked for made it."""
    dates: list[datetime | None]
    if by is None:
        dates = [dated(item)]
    else:
        dates = [written_at(item)] if same_account(item.author, by) is True else []
        dates += [reposted_at(item)] if same_account(_reposter(item), by) is True else []
    return any(date is not None and start <= date <= end for date in dates)
