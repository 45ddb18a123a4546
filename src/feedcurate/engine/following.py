"""Whom the reader follows, made quick to ask.

In: accounts that the host knows to be followed. Out: `Following`, which answers in three values like `same_account`.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from feedcurate.model.account import Account
from feedcurate.model.identity import identifiers


@frozen
class Following:
    """The followed accounts' identifiers by kind; `known` has, for each account, which kinds it comes with."""

    identifiers: frozenset[tuple[str, str]]
    known: frozenset[frozenset[str]]

    def has(self, account: Account) -> bool | None:
        """Whether any of them is the account: Kleene's or of `same_account` over all of them."""
        given = identifiers(account)
        if not self.identifiers.isdisjoint(given.items()):
            return True
        apart = all(not kinds.isdisjoint(given) for kinds in self.known)
        return False if apart else None


def following(accounts: Iterable[Account]) -> Following:
    """The set of some accounts."""
    every = [identifiers(account) for account in accounts]
    pairs = frozenset(pair for known in every for pair in known.items())
    return Following(pairs, frozenset(frozenset(known) for known in every))
