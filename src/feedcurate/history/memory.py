"""A history held in memory.

In: what happens, batch after batch. Out: answers about it (`feedcurate.model.facts.Store`). Threads may read while
another writes: each sees a call's records wholly or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from threading import RLock

from feedcurate.engine.elements import reposted_at, written_at
from feedcurate.engine.seen import Identity, identity
from feedcurate.history.archive import Record, archived, read_archive
from feedcurate.history.base import Added, Erased
from feedcurate.history.dates import to_micros
from feedcurate.history.memory_acts import Deed
from feedcurate.history.memory_posts import Post
from feedcurate.history.memory_store import MemoryStore
from feedcurate.history.people import Pairs, pairs_of
from feedcurate.history.scope import scope_of
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.decision import Decision
from feedcurate.model.facts import Act, Changes, Seen
from feedcurate.model.item import Item
from feedcurate.model.record import Batch, Given, QueuedAdvice


class MemoryHistory:
    """What was recorded since it was made; the order of recording changes nothing but which activity replaces which.

    It holds all posts there ever were, and a kind of activity once one was recorded: nothing happened but what it was
    told. Of several states of one post, by (source, id), the newest is kept (`engine.sameness`), and every instant at
    which any of them was seen. A view counts for the post with its id, of its source where the view names one; a view
    of a post that is not there waits until it is.
    """

    def __init__(self, items: Iterable[Item] = (), activities: Iterable[Activity] = ()) -> None:
        self._busy = RLock()
        self._all = MemoryStore()
        self.add(items)
        self.record(activities)

    def add(self, items: Iterable[Item], *, since: datetime | None = None) -> Added:
        """Remember posts, all or none of them, and when they were seen where they say so."""
        posts = [Post.of(item) for item in items]
        _refuse_naive(since)
        with self._busy:
            return self._all.add(posts, self._all.floor if since is None else since)

    def record(self, activities: Iterable[Activity], *, since: datetime | None = None) -> Added:
        """Remember activities, all or none of them; the same (source, id), or without an id an equal one, is one."""
        deeds = [Deed.of(activity) for activity in activities]
        _refuse_naive(since)
        with self._busy:
            return self._all.record(deeds, self._all.floor if since is None else since)

    def open_batch(self, items: Iterable[Item], now: datetime, rules: str) -> int:
        """Remember posts that are curated together as of `now` by the rules with a digest; the number of the batch."""
        posts = [Post.of(item) for item in items]
        with self._busy:
            number = self._all.log.open(now, rules, (identity(post.item) for post in posts))
            self._all.add(posts, now)
            return number

    def close_batch(self, number: int, decisions: Iterable[Decision]) -> None:
        """Remember what was decided on the posts of a batch; nothing where it was erased meanwhile."""
        with self._busy:
            self._all.log.close(number, decisions)

    def batches(self, start: datetime, end: datetime) -> list[Batch]:
        """The batches curated as of `start` to `end`, both included, in that order."""
        with self._busy:
            return self._all.log.batches(start, end)

    def give(self, given: Given) -> None:
        """Remember a pause or a stop."""
        with self._busy:
            self._all.log.give(given)

    def given(self) -> tuple[Given, ...]:
        """The pauses and stops that were given, the oldest first."""
        with self._busy:
            return self._all.log.given()

    def put(self, entries: Iterable[QueuedAdvice]) -> None:
        """Remember advice, each in place of the entry with its id."""
        known = list(entries)
        with self._busy:
            for entry in known:
                self._all.log.put(entry)

    def queue(self) -> tuple[QueuedAdvice, ...]:
        """Every advice that was ever offered, in its latest state, the oldest first."""
        with self._busy:
            return self._all.log.queue()

    def seen(self, start: datetime, end: datetime) -> list[Seen]:
        """The posts seen or viewed from `start` to `end`, both included, once for every such instant, in order."""
        with self._busy:
            found = set(self._all.posts.seen.between(start, end))
            for deed in self._all.acts.between(start, end, (ActivityKind.VIEW,)):
                view = deed.activity
                found |= {(view.at, key) for key in self._all.posts.about(view.item, view.source)}
            return [Seen(self._all.posts[key].item, at) for at, key in sorted(found)]

    def posts(self, start: datetime, end: datetime, by: Account | None = None, *, mine: bool = False) -> list[Item]:
        """The posts dated from `start` to `end`, both included; of an account those that it wrote or reposted then."""
        with self._busy:
            if by is None:
                found = [self._all.posts[key] for key in self._all.posts.between(start, end)]
            else:
                pairs = pairs_of(by)
                theirs = [self._all.posts[key] for key in sorted(self._all.posts.of(pairs))]
                found = [post for post in theirs if _by_then(post, pairs, start, end)]
            return [post.item for post in found if post.item.mine or not mine]

    def find(self, posts: Collection[Identity]) -> list[Item]:
        """The posts with these (source, id)s, those that are there."""
        with self._busy:
            return [self._all.posts[key].item for key in posts if key in self._all.posts]

    def acts(
        self, start: datetime, end: datetime, kinds: Collection[ActivityKind], of: Account | None = None
    ) -> list[Act]:
        """The activities of some kinds that began from `start` to `end`, both included; `of`: about this account."""
        with self._busy:
            if of is None:
                return [self._all.act(deed) for deed in self._all.acts.between(start, end, kinds)]
            pairs = pairs_of(of)
            names = self._all.acts.naming(pairs)
            for key in self._all.posts.of(pairs):
                names |= {deed.name for deed in self._all.acts.about(key[1], key[0]) if self._all.post_of(deed) == key}
            deeds = sorted((self._all.acts[name] for name in names), key=lambda deed: (deed.activity.at, deed.name))
            return [
                self._all.act(one) for one in deeds if one.activity.kind in kinds and start <= one.activity.at <= end
            ]

    def people(self) -> list[Account]:
        """Every author and reposter that anything identifies, each identity in the state of its latest post."""
        with self._busy:
            return self._all.people()

    def held(self, what: str) -> datetime | None:
        """Since when posts, or a kind of activity, are held completely; None: not at all."""
        with self._busy:
            return self._all.held.get(what)

    def mark(self) -> Hashable:
        """Where the history is now, for `changes`."""
        with self._busy:
            return self._all.journal.mark()

    def changes(self, mark: Hashable) -> Changes | None:
        """What came in since a mark.

        A post that was seen at another instant counts as changed. None where something was taken out or replaced, or
        where an activity from before the mark is about a post from after it: its `Act` is no longer what it was.
        """
        with self._busy:
            since = self._all.journal.since(mark)
            if since is None:
                return None
            posts = [(key, self._all.posts[key]) for key in sorted(since.posts)]
            fresh = [key for key, post in posts if post.born > since.change]
            if any(deed.born <= since.change for source, name in fresh for deed in self._all.acts.about(name, source)):
                return None
            return Changes(
                mark=self._all.journal.mark(),
                posts=tuple(post.item for _key, post in posts),
                acts=tuple(self._all.act(self._all.acts[name]) for name in sorted(since.acts)),
                replaced=since.posts.difference(fresh),
            )

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything that is read inside is of one moment; other threads that write wait until it is over."""
        with self._busy:
            yield

    def erase(
        self,
        *,
        account: Account | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        everything: bool = False,
    ) -> Erased:
        """Take out what concerns an account, what is dated from `start` to `end`, or everything; all or nothing.

        After everything was taken out, the history is as a new one. Raises ValueError where nothing is said.
        """
        scope = scope_of(account, start, end, everything=everything)
        with self._busy:
            if scope is not None:
                return self._all.erase(scope)
            before, self._all = self._all, MemoryStore()
            return Erased(len(before.posts), len(before.acts), *before.log.size())

    def export(self) -> Iterator[Mapping[str, object]]:
        """Everything, as JSON objects of one key, as it is when this is called (`History.export`)."""
        with self._busy:
            return iter(list(self._all.export()))

    def restore(self, records: Iterable[Mapping[str, object]], *, item: type[Item] = Item) -> Added:
        """Remember what an export holds, all or nothing of it; posts are read as `item`.

        Raises:
            HistoryError: a record cannot be read.
        """
        items: list[Item] = []
        activities: list[Activity] = []
        rest: list[Record] = []
        for record in read_archive(records, item):
            if isinstance(record, Item):
                items.append(record)
            elif isinstance(record, Activity):
                activities.append(record)
            else:
                rest.append(record)
        with self._busy:
            posts, deeds = [Post.of(one) for one in items], [Deed.of(one) for one in activities]
            return self._all.restore(posts, deeds, archived(rest))


def _refuse_naive(since: datetime | None) -> None:
    if since is not None:
        to_micros(since)


def _by_then(post: Post, pairs: Pairs, start: datetime, end: datetime) -> bool:
    """Whether an account, by its identifiers, wrote or reposted a post from `start` to `end`."""
    dates = (
        written_at(post.item) if post.written_by(pairs) else None,
        reposted_at(post.item) if post.reposted_by(pairs) else None,
    )
    return any(at is not None and start <= at <= end for at in dates)
