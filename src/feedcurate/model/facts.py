"""What a decision may lean on besides the posts at hand, all of it an input.

In: what the host knows. Out: `Facts`, frozen, and `Store`, the little that the engine asks of a history.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from attrs import field, frozen

from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.item import Item

SignalValue = float | bool | str

BEGINNING = datetime.min.replace(tzinfo=UTC)
"""Since when a history holds what it holds completely."""
POSTS = "posts"
"""What `Store.held` calls the posts; activities it calls by their kind."""


@frozen
class Seen:
    """A post that the reader saw, and when."""

    item: Item
    at: datetime


@frozen
class Act:
    """An activity with the people that the post it was about is by, as far as the history knows the post.

    `author` is the account that the activity itself names, else the author of its post; `writer` is the author of its
    post also where the activity names somebody else, `reposter` who reposted that post. `post` is the (source, id) of
    the post: as the history has it, else as the activity names it.
    """

    activity: Activity
    author: Account | None = None
    reposter: Account | None = None
    post: tuple[str, str] | None = None
    writer: Account | None = None

    def about(self) -> Iterator[Account]:
        """Everybody whom the activity is about (`Store.acts`); one account may come up twice."""
        if self.author is not None:
            yield self.author
        if self.writer is not None and self.writer is not self.author:
            yield self.writer
        if self.reposter is not None:
            yield self.reposter


class Role(StrEnum):
    """What an account has to do with a post."""

    AUTHOR = "author"
    REPOSTER = "reposter"


@frozen
class Changes:
    """What came into a history after a mark: posts, new or newer, and activities, each as it is now.

    `replaced` are the (source, id) of those posts that the history had before in another state.
    """

    mark: Hashable
    posts: tuple[Item, ...] = ()
    acts: tuple[Act, ...] = ()
    replaced: frozenset[tuple[str, str]] = frozenset()


class Store(Protocol):
    """What happened before. `MemoryHistory` and `SQLiteHistory` are two; all times are aware, both ends included.

    A post is dated by its repost where it is one (`via.at`), else by `published`, else by `fetched_at`; as something
    that its author wrote it is dated by `published`, else by `fetched_at`. What has no date is in no answer but
    `people`. Of one post, by (source, id), only the newest state counts (`engine.sameness.newer`).
    """

    def seen(self, start: datetime, end: datetime) -> Iterable[Seen]:
        """The posts seen from `start` to `end`, once for every instant of a view or `seen_at`, in any order."""
        ...

    def posts(self, start: datetime, end: datetime, by: Account | None = None, *, mine: bool = False) -> Iterable[Item]:
        """The posts dated from `start` to `end`, in any order.

        `by`: only those that this account wrote (dated as its author's) or reposted (dated by the repost). An account
        is the same where it shares an identifier (`model.identity.identifiers`). `mine`: only those marked so.
        """
        ...

    def find(self, posts: Collection[tuple[str, str]]) -> Iterable[Item]:
        """The posts with these (source, id)s, those that are there, in any order."""
        ...

    def acts(
        self, start: datetime, end: datetime, kinds: Collection[ActivityKind], of: Account | None = None
    ) -> Iterable[Act]:
        """The activities of some kinds that began from `start` to `end`, in any order, equal ones once.

        `of`: only those about this account: the one that the activity names, or the author or reposter of its post.
        """
        ...

    def people(self) -> Iterable[Account]:
        """Every author and reposter, each identity in its latest state; in any order."""
        ...

    def held(self, what: str) -> datetime | None:
        """Since when `POSTS`, or a kind of activity, is held completely.

        `BEGINNING`: always. None: not at all.
        """
        ...

    def mark(self) -> Hashable:
        """Where the history is now, for `changes`."""
        ...

    def changes(self, mark: Hashable) -> Changes | None:
        """What came in since a mark; None where that does not say it all.

        So it is where something was taken out, an activity was replaced, or a post came that an activity from before
        the mark is about.
        """
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Everything that is read inside is of one moment, whatever is written meanwhile."""
        ...


@frozen
class Facts:
    """`timezone` None: the rule file's, else UTC. `me` adds to the rule file's `set me`.

    `following` None: unknown beyond what items say. `signals` maps (source, id) of an item to its signals,
    over those the item brings along.
    """

    history: Store | None = None
    timezone: ZoneInfo | None = None
    me: tuple[str, ...] = ()
    following: tuple[Account, ...] | None = None
    signals: Mapping[tuple[str, str], Mapping[str, SignalValue]] = field(factory=dict)


NO_FACTS = Facts()
