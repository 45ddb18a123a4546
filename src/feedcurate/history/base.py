"""What a curator needs of a history: what decisions ask (`Store`), and that things can be written into it.

In: posts, activities, decisions, advice. Out: nothing is lost that was written when the call returns. Whatever is
written twice is there once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from attrs import frozen

from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.decision import Decision
from feedcurate.model.facts import Store
from feedcurate.model.item import Item
from feedcurate.model.record import Batch, Given, QueuedAdvice


@frozen
class Added:
    """What a call of `add` or `record` changed: records that were new, and posts that replaced an older state."""

    new: int = 0
    newer: int = 0
    known: int = 0


@frozen
class Erased:
    """How much was taken out."""

    posts: int = 0
    activities: int = 0
    decisions: int = 0
    advice: int = 0


class History(Store, Protocol):
    """A store that can be written to. One writer at a time, any number of readers."""

    def add(self, items: Iterable[Item], *, since: datetime | None = None) -> Added:
        """Remember posts, all or none of them.

        `since`: from then on the history is said to hold all posts there are; without it, from the date of the oldest
        post on. A history that already holds posts since an earlier instant keeps that.
        """
        ...

    def record(self, activities: Iterable[Activity], *, since: datetime | None = None) -> Added:
        """Remember activities, all or none of them.

        The same (source, id), or without an id an equal activity, is one. `since` is as in `add`, for each kind that
        occurs.
        """
        ...

    def open_batch(self, items: Iterable[Item], now: datetime, rules: str) -> int:
        """Remember posts that are curated together as of `now` by the rules with a digest; the number of the batch.

        Posts are held from `now` on, unless they were before: a feed shows what is new, not all there is.
        """
        ...

    def close_batch(self, number: int, decisions: Iterable[Decision]) -> None:
        """Remember what was decided on a batch."""
        ...

    def batches(self, start: datetime, end: datetime) -> Iterable[Batch]:
        """The batches curated as of `start` to `end`, both included, in that order."""
        ...

    def give(self, given: Given) -> None:
        """Remember a pause or a stop."""
        ...

    def given(self) -> tuple[Given, ...]:
        """The pauses and stops that were given, the oldest first."""
        ...

    def queue(self) -> tuple[QueuedAdvice, ...]:
        """Every advice that was ever offered, in its latest state, the oldest first."""
        ...

    def put(self, entries: Iterable[QueuedAdvice]) -> None:
        """Remember advice, each in place of the entry with its id."""
        ...

    def erase(
        self,
        *,
        account: Account | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        everything: bool = False,
    ) -> Erased:
        """Take out what concerns an account, what is dated from `start` to `end`, or everything; all or nothing.

        With both an account and times, what fits both. Of an account: posts it wrote or reposted, activities about it
        or about its posts, advice on it, and the decisions on its posts. Where the beginning is erased, the history
        holds what is left only from `end` on. Raises ValueError where nothing is said.
        """
        ...

    def export(self) -> Iterable[Mapping[str, object]]:
        """Everything, as JSON objects of one key.

        They are `{"item": …}`, `{"activity": …}`, `{"batch": …}`, `{"given": …}`, `{"advice": …}`,
        `{"held": {"what": …, "since": …}}`, and `{"seen": {"source": …, "id": …, "at": …}}` for what an item does not
        say itself: further instants at which it was seen. Posts come first.
        """
        ...
