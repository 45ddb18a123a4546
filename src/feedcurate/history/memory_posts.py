"""The posts that a history in memory holds, and where to find them.

In: posts, put in by hundreds and taken out one by one. Out: those of a time, of an account, with an id; all without
looking at the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from enum import Enum

from attrs import define, field

from feedcurate.engine.elements import dated, reposted_at, written_at
from feedcurate.engine.sameness import newer
from feedcurate.engine.seen import Identity, identity
from feedcurate.history.dates import to_micros
from feedcurate.history.people import AUTHOR, NO_DATE, REPOSTER, Age, Pairs, one_each, pairs_of
from feedcurate.history.timeline import Timeline
from feedcurate.model.account import Account
from feedcurate.model.item import Item


class Fate(Enum):
    """What became of a record that was put into a history."""

    NEW = "new"
    NEWER = "newer"
    KNOWN = "known"


@define
class Post:
    """A post in its newest state, by whom it is, when any of its states was seen, and which change brought it."""

    item: Item
    author: Pairs
    reposter: Pairs
    born: int = 0
    changed: int = 0
    seen: set[datetime] = field(factory=set)

    @classmethod
    def of(cls, item: Item) -> Post:
        """A post as it came."""
        return cls(item, pairs_of(item.author), pairs_of(None if item.via is None else item.via.account))

    def written_by(self, pairs: Pairs) -> bool:
        """Whether one of these identifiers is its author's."""
        return any(pair in pairs for pair in self.author)

    def reposted_by(self, pairs: Pairs) -> bool:
        """Whether one of these identifiers is its reposter's."""
        return any(pair in pairs for pair in self.reposter)

    def states(self) -> Iterator[tuple[Pairs, Age, Account]]:
        """The states of its author and reposter, as far as anything identifies them."""
        item = self.item
        if self.author and item.author is not None:
            yield self.author, _age(item, written_at(item), AUTHOR), item.author
        if self.reposter and item.via is not None and item.via.account is not None:
            yield self.reposter, _age(item, reposted_at(item), REPOSTER), item.via.account


class PostShelf:
    """Posts by source and id, by id, by account, by date and by when they were seen."""

    def __init__(self) -> None:
        self._posts: dict[Identity, Post] = {}
        self._by_id: defaultdict[str, set[str]] = defaultdict(set)
        self._by_pair: defaultdict[tuple[str, str], set[Identity]] = defaultdict(set)
        self._dates: Timeline[Identity] = Timeline()
        self.seen: Timeline[Identity] = Timeline()

    def __len__(self) -> int:
        return len(self._posts)

    def __iter__(self) -> Iterator[Identity]:
        return iter(self._posts)

    def __contains__(self, key: object) -> bool:
        return key in self._posts

    def __getitem__(self, key: Identity) -> Post:
        return self._posts[key]

    def put(self, post: Post, change: int) -> tuple[Fate, bool]:
        """Remember a post; what became of it, and whether it is by other people than its state before was."""
        key = identity(post.item)
        before = self._posts.get(key)
        if before is None:
            self._posts[key] = Post(post.item, post.author, post.reposter, change, change)
            self._by_id[post.item.id].add(post.item.source)
            self._index(key, self._posts[key])
            fate, moved = Fate.NEW, False
        elif newer(before.item, post.item) == before.item:
            fate, moved = Fate.KNOWN, False
        else:
            self._unindex(key, before)
            moved = (before.author, before.reposter) != (post.author, post.reposter)
            before.item, before.author, before.reposter, before.changed = post.item, post.author, post.reposter, change
            self._index(key, before)
            fate = Fate.NEWER
        return fate, moved

    def see(self, key: Identity, at: datetime | None, change: int) -> None:
        """Remember an instant at which a post was seen."""
        held = self._posts[key]
        if at is not None and at not in held.seen:
            held.seen.add(at)
            held.changed = change
            self.seen.put(at, key)

    def unsee(self, key: Identity, at: datetime) -> None:
        """Forget an instant at which a post was seen, also where the post itself says it."""
        held = self._posts[key]
        held.seen.discard(at)
        self.seen.take(at, key)
        if held.item.seen_at == at:
            held.item = held.item.model_copy(update={"seen_at": None})

    def drop(self, key: Identity) -> None:
        """Forget a post."""
        post = self._posts.pop(key)
        self._unindex(key, post)
        self._by_id[post.item.id].discard(post.item.source)
        for at in post.seen:
            self.seen.take(at, key)

    def about(self, post: str | None, source: str | None) -> list[Identity]:
        """The posts with an id, of a source or of any, by source."""
        if post is None or post not in self._by_id:
            return []
        return [(known, post) for known in sorted(self._by_id[post]) if source is None or source == known]

    def of(self, pairs: Pairs) -> set[Identity]:
        """The posts that an account wrote or reposted."""
        return {key for pair in pairs if pair in self._by_pair for key in self._by_pair[pair]}

    def between(self, start: datetime, end: datetime) -> list[Identity]:
        """The posts dated from `start` to `end`."""
        return [key for _at, key in self._dates.between(start, end)]

    def people(self) -> list[Account]:
        """Every author and reposter, each identity in its latest state."""
        latest: dict[Pairs, tuple[Age, Account]] = {}
        for post in self._posts.values():
            for pairs, age, account in post.states():
                if pairs not in latest or age > latest[pairs][0]:
                    latest[pairs] = age, account
        return one_each((pairs, age, account) for pairs, (age, account) in latest.items())

    def _index(self, key: Identity, post: Post) -> None:
        self._dates.put(dated(post.item), key)
        for pair in (*post.author, *post.reposter):
            self._by_pair[pair].add(key)

    def _unindex(self, key: Identity, post: Post) -> None:
        self._dates.take(dated(post.item), key)
        for pair in (*post.author, *post.reposter):
            self._by_pair[pair].discard(key)


def _age(item: Item, at: datetime | None, role: int) -> Age:
    return (NO_DATE if at is None else to_micros(at), item.source, item.id, role)
