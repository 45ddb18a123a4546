"""Who is who among many accounts.

In: accounts in different states, an older one before a newer. Out: each identity once.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.model.account import Account
from feedcurate.model.identity import identifiers


def identities(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Each identity once, in its last state; accounts that share an identifier are one, also by way of others.

    Accounts of which nothing is known that tells them apart are nobody. Sorted by what they are known by.
    """
    heads: dict[tuple[str, str], tuple[str, str]] = {}
    states: list[tuple[tuple[str, str], Account]] = []
    for account in accounts:
        pairs = list(identifiers(account).items())
        for pair in pairs:
            heads.setdefault(pair, pair)
            heads[_head(heads, pair)] = _head(heads, pairs[0])
        if pairs:
            states.append((pairs[0], account))
    latest = {_head(heads, pair): account for pair, account in states}
    return tuple(sorted(latest.values(), key=lambda account: sorted(identifiers(account).items())))


def _head(heads: dict[tuple[str, str], tuple[str, str]], pair: tuple[str, str]) -> tuple[str, str]:
    """The pair that stands for all that are connected with one; ways are shortened as they are walked."""
    while heads[pair] != pair:
        heads[pair] = heads[heads[pair]]
        pair = heads[pair]
    return pair
