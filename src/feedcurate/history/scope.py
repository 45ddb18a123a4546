"""What is to be erased.

In: the arguments of `History.erase`. Out: a `Scope` that says of dates and accounts whether they are meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import frozen

from feedcurate.history.people import Pairs, pairs_of
from feedcurate.model.account import Account
from feedcurate.model.record import QueuedAdvice


@frozen
class Scope:
    """An account by its identifiers, or None for all; and the times, both included, None where that end is open."""

    account: Account | None = None
    start: datetime | None = None
    end: datetime | None = None

    @property
    def pairs(self) -> Pairs:
        """The identifiers of the account."""
        return pairs_of(self.account)

    @property
    def timed(self) -> bool:
        """Whether only some times are meant."""
        return self.start is not None or self.end is not None

    def at(self, instant: datetime | None) -> bool:
        """Whether something with this date is meant; what has no date is meant only where no times are named."""
        if not self.timed:
            return True
        if instant is None or (self.start is not None and instant < self.start):
            return False
        return self.end is None or instant <= self.end

    def by(self, *people: Iterable[tuple[str, str]]) -> bool:
        """Whether one of these, each by its identifiers, is the account; always true where none is named."""
        return self.account is None or any(pair in self.pairs for one in people for pair in one)


def scope_of(
    account: Account | None, start: datetime | None, end: datetime | None, *, everything: bool
) -> Scope | None:
    """The scope of an erasure; None for everything.

    Raises:
        ValueError: nothing is said, or everything and something.
    """
    if everything == (account is not None or start is not None or end is not None):
        raise ValueError("say what to erase: an account, times or both; or everything, and nothing else")
    return None if everything else Scope(account, start, end)


def meant_advice(scope: Scope, entry: QueuedAdvice) -> bool:
    """Whether a scope means an advice: it is about the account, and was offered in the times."""
    return scope.at(entry.offered_at) and scope.by(pairs_of(entry.account))
