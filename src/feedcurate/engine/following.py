"""Whom the reader follows, made quick to ask.

In: accounts that the host knows to be followed. Out: `Following`, which answers in three values like `same_account`.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from feedcurate.model.account import Account
from feedcurate.model.identity import canonical_address

Identifiers = tuple[str | None, str | None, str | None]


@frozen
class Following:
    """The followed accounts' ids, handles and addresses; `known` has, for each, which of the three it comes with."""

    ids: frozenset[str | None]
    handles: frozenset[str | None]
    addresses: frozenset[str | None]
    known: frozenset[tuple[bool, ...]]

    def has(self, account: Account) -> bool | None:
        """Whether any of them is the account: Kleene's or of `same_account` over all of them."""
        given = _identifiers(account)
        for identifier, all_of_kind in zip(given, (self.ids, self.handles, self.addresses), strict=True):
            if identifier is not None and identifier in all_of_kind:
                return True
        apart = all(any(g is not None and k for g, k in zip(given, known, strict=True)) for known in self.known)
        return False if apart else None


def following(accounts: Iterable[Account]) -> Following:
    """The set of some accounts."""
    every = [_identifiers(account) for account in accounts]
    ids, handles, addresses = (frozenset(who[i] for who in every) - {None} for i in range(3))
    return Following(ids, handles, addresses, frozenset(tuple(i is not None for i in who) for who in every))


def _identifiers(account: Account) -> Identifiers:
    return account.id, account.handle, None if account.url is None else canonical_address(account.url)
