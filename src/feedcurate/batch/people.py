"""Accounts against all lists of a program at once.

In: who wrote or reposted each row. Out: for each list the rows whose account is in it.

Every distinct account is looked up once, in an index from identifiers to lists, and is remembered for the chunks to
come: what it costs does not depend on how many lists there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import Factory, define, frozen
from numpy.typing import NDArray

from feedcurate.batch.bits import Bits, add_pairs, packed
from feedcurate.batch.chunk import Chunk, distinct
from feedcurate.batch.reads import Path
from feedcurate.model.account import Account
from feedcurate.model.identity import AccountSet, account_address

_MOST = 500_000
"""How many accounts are remembered."""

Key = tuple[str | None, str | None, str | None]


@frozen(eq=False)
class Members:
    """Sets of rows by list: those whose account is in it; `known` are the rows whose account has an identifier."""

    rows: NDArray[np.uint8]
    known: Bits


@define(eq=False)
class People:
    """An index over lists of accounts; which lists an account is in is remembered."""

    lists: Sequence[AccountSet]
    _index: Mapping[str, Mapping[str, tuple[int, ...]]] = Factory(lambda self: _index_of(self.lists), takes_self=True)
    _known: dict[Key, tuple[int, ...] | None] = Factory(dict)

    def of(self, chunk: Chunk, path: Path) -> Members:
        """The lists that the accounts at a path are in."""
        parts = [chunk.at((*path, name)) for name in ("id", "handle", "url")]
        apart = distinct(parts, chunk.size)
        examples = [_values(part, apart.examples) for part in parts]
        found = [self.lists_of(key) for key in zip(*examples, strict=True)]
        known = np.array([one is not None for one in found], np.bool_)[apart.kinds]
        rows = np.zeros((len(self.lists), (chunk.size + 7) // 8), np.uint8)
        members = [one or () for one in found]
        counts = np.array([len(one) for one in members], np.int64)
        if counts.any():
            flat = np.array([number for one in members for number in one], np.int64)
            starts = np.concatenate(([0], np.cumsum(counts)))[:-1]
            each = counts[apart.kinds]
            at = np.repeat(starts[apart.kinds], each) + _within(each)
            add_pairs(rows, flat[at], np.repeat(np.arange(chunk.size), each))
        return Members(rows, packed(known))

    def lists_of(self, key: Key) -> tuple[int, ...] | None:
        """The lists that an account by its id, handle and address is in; None where it has none of them."""
        if key not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = self._look_up(key)
        return self._known[key]

    def _look_up(self, key: Key) -> tuple[int, ...] | None:
        if key == (None, None, None):
            return None
        account = Account(id=key[0], handle=key[1], url=key[2])
        found = {number for kind, name in _names(account) for number in self._index[kind].get(name, ())}
        return tuple(sorted(number for number in found if self.lists[number].has(account)))


def _names(account: Account) -> Iterable[tuple[str, str]]:
    """What an account could stand in a list by; `AccountSet.has` has the last word."""
    if account.id is not None:
        yield "ids", account.id
        yield "ids", account.id.casefold()
    if account.handle is not None:
        yield "handles", account.handle
        yield "locals", account.handle.partition("@")[0]
    if account.url is not None:
        yield "addresses", account_address(account.url)


def _index_of(lists: Sequence[AccountSet]) -> dict[str, dict[str, tuple[int, ...]]]:
    index: dict[str, dict[str, list[int]]] = {kind: {} for kind in ("ids", "handles", "locals", "addresses")}
    for number, accounts in enumerate(lists):
        for kind, names in index.items():
            for name in getattr(accounts, kind):
                names.setdefault(name, []).append(number)
    return {kind: {name: tuple(numbers) for name, numbers in names.items()} for kind, names in index.items()}


def _values(array: Any, rows: NDArray[np.int64]) -> list[str | None]:
    return [None] * len(rows) if array is None else array.take(rows).to_pylist()


def _within(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """0, 1, … for each count in turn."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
