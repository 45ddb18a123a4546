"""What an audit reads of a history: plain rows of numbers, of any store.

In: a store. Out: its accounts, posts and activities as numbers, in pieces. `history.sqlite_audit` gives the same much
faster; which number stands for what is the business of each. Instants and lengths are microseconds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from attrs import frozen

from feedcurate.engine.seen import Identity, identity
from feedcurate.history.dates import from_micros, to_micros
from feedcurate.history.people import Pairs, pairs_of
from feedcurate.model.account import Account
from feedcurate.model.activity import ActivityKind
from feedcurate.model.facts import Store
from feedcurate.model.item import Item, Reason

NOBODY = 0
"""The number of an account that is not known, and of a post where an activity is about none."""

REASONS: tuple[str, ...] = ("unknown", *(reason.value for reason in Reason))
"""Why a post is in the feed, by its number."""

ActRow = tuple[int, int, str, int, int]
"""An activity: when it began, how long it took, its kind, the post it is about, and the account that it names.

A post that the history does not have has a number too, by which activities about it belong together.
"""

_AT_ONCE = 500


class Look(Protocol):
    """What is looked for in posts."""

    def candidates(self, texts: Sequence[bytes], joined: bytes) -> Collection[int]:
        """Which of some posts, by their JSON and that joined by line ends, may have anything; not too few of them."""
        ...

    def topics(self, item: Item) -> tuple[int, ...]:
        """Which topics a post surely mentions."""
        ...


@frozen(eq=False)
class Kind:
    """What an audit takes a post for: its author and its reposter, whether it is the reader's own, and its reason.

    Many posts share one; two that say the same may be two.
    """

    author: int
    reposter: int
    mine: bool
    reason: int


@frozen
class PostRows:
    """Some posts, each list in the same order. `came` says whether they are dated in the period.

    `topics` and `views` are by the place of a post in the lists, and hold only posts that mention any, or whose views
    are known.
    """

    came: bool
    numbers: Sequence[int]
    kinds: Sequence[Kind]
    topics: Mapping[int, tuple[int, ...]]
    views: Mapping[int, int]


class Rows(Protocol):
    """The questions of an audit; all times are included at both ends."""

    def forms(self) -> Mapping[int, Pairs]:
        """What each account is known by, of those that other answers name; several may be one account."""
        ...

    def people(self) -> Iterable[Account]:
        """See `Store.people`."""
        ...

    def named(self, start: int, end: int) -> Mapping[int, Account]:
        """The accounts that activities of a time name, each as the latest of them says."""
        ...

    def acts(self, start: int, end: int) -> Iterator[Sequence[ActRow]]:
        """The activities that began in a time, in the order of their beginnings and ends."""
        ...

    def moods(self, start: int, end: int) -> Sequence[tuple[int, int | None]]:
        """The check-ins of a time, in order, with their moods."""
        ...

    def sights(self, start: int, end: int) -> Collection[int]:
        """The posts that were seen in a time."""
        ...

    def posts(self, start: int, end: int, besides: Collection[int], look: Look | None) -> Iterator[PostRows]:
        """The posts dated in a time, and besides those of some numbers."""
        ...

    def strays(self, start: int, end: int) -> Collection[int] | None:
        """The authors of posts that were written in a time and are dated out of it; None where that is not known."""
        ...


class StoreRows:
    """The rows of any store: everything is read as records, so this takes its time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._forms: dict[Pairs, int] = {}
        self._posts: dict[Identity, int] = {}

    def forms(self) -> Mapping[int, Pairs]:
        """See `Rows`; those that were met so far, so that it is asked last."""
        return {number: form for form, number in self._forms.items()}

    def people(self) -> Iterable[Account]:
        """See `Rows`."""
        found = list(self._store.people())
        for account in found:
            self._form(account)
        return found

    def named(self, start: int, end: int) -> Mapping[int, Account]:
        """See `Rows`."""
        acts = self._store.acts(from_micros(start), from_micros(end), tuple(ActivityKind))
        latest = sorted((act.activity for act in acts), key=lambda activity: activity.at)
        found = {self._form(one.account): one.account for one in latest if one.account is not None}
        return {form: account for form, account in found.items() if form != NOBODY}

    def acts(self, start: int, end: int) -> Iterator[Sequence[ActRow]]:
        """See `Rows`."""
        rows: list[ActRow] = []
        for act in self._store.acts(from_micros(start), from_micros(end), tuple(ActivityKind)):
            one = act.activity
            length = 0 if one.duration is None else to_micros(one.at + one.duration) - to_micros(one.at)
            post = NOBODY if act.post is None else self._post(act.post)
            rows.append((to_micros(one.at), length, one.kind.value, post, self._form(one.account)))
        yield sorted(rows)

    def moods(self, start: int, end: int) -> Sequence[tuple[int, int | None]]:
        """See `Rows`."""
        acts = self._store.acts(from_micros(start), from_micros(end), (ActivityKind.CHECKIN,))
        return sorted(((to_micros(act.activity.at), act.activity.mood) for act in acts), key=lambda pair: pair[0])

    def sights(self, start: int, end: int) -> Collection[int]:
        """See `Rows`."""
        seen = self._store.seen(from_micros(start), from_micros(end))
        return {self._post(identity(one.item)) for one in seen}

    def posts(self, start: int, end: int, besides: Collection[int], look: Look | None) -> Iterator[PostRows]:
        """See `Rows`."""
        came = {identity(item): item for item in self._store.posts(from_micros(start), from_micros(end))}
        names = {number: key for key, number in self._posts.items()}
        others = [key for number in besides if (key := names.get(number)) is not None and key not in came]
        pieces = [
            *self._pieces(came.values(), look, came=True),
            *self._pieces(self._store.find(others), look, came=False),
        ]
        return iter(pieces)

    def strays(self, start: int, end: int) -> Collection[int] | None:  # noqa: ARG002 - a store tells no undated posts
        """See `Rows`."""
        return None

    def _pieces(self, items: Iterable[Item], look: Look | None, *, came: bool) -> Iterator[PostRows]:
        left = iter(items)
        while some := list(islice(left, _AT_ONCE)):
            found = enumerate(() if look is None or not came else map(look.topics, some))
            yield PostRows(
                came=came,
                numbers=[self._post(identity(item)) for item in some],
                kinds=[self._kind(item) for item in some],
                topics={place: topics for place, topics in found if topics},
                views={place: item.views for place, item in enumerate(some) if item.views is not None},
            )

    def _kind(self, item: Item) -> Kind:
        reposter = None if item.via is None else item.via.account
        reason = 0 if item.reason is None else REASONS.index(item.reason)
        return Kind(self._form(item.author), self._form(reposter), item.mine is True, reason)

    def _form(self, account: Account | None) -> int:
        pairs = pairs_of(account)
        return self._forms.setdefault(pairs, len(self._forms) + 1) if pairs else NOBODY

    def _post(self, key: Identity) -> int:
        return self._posts.setdefault(key, len(self._posts) + 1)
