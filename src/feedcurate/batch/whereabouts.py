"""Where the posts of each account are brought together, when many machines share them.

In: the columns of who wrote and who reposted posts, and which identifiers are known to go together. Out: for each post
the rooms it has to be in, so that all posts of one account are in one room, whichever of its identifiers they say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from attrs import Factory, frozen

from feedcurate.batch.chunk import chunk_of, distinct
from feedcurate.batch.columns import shapes_of
from feedcurate.batch.faults import Faults
from feedcurate.batch.reads import Path, Tree
from feedcurate.batch.rows import item_of
from feedcurate.model.account import Account
from feedcurate.model.identity import identifiers
from feedcurate.model.item import Item

Known = tuple[str, ...]
"""What an account is known by, each identifier with its kind, sorted; empty where nothing tells who it is."""

AUTHOR: Path = ("author",)
REPOSTER: Path = ("via", "account")

_PARTS = ("id", "handle", "url", "source")
_WHO: Tree = {part: {} for part in _PARTS}
_TREE: Tree = {"author": _WHO, "via": {"account": _WHO}}


@frozen(eq=False)
class Rooms:
    """So many rooms; `heads` has the identifiers of accounts that are known by several sets of them."""

    count: int
    heads: Mapping[str, str] = Factory(dict)

    def of(self, known: Known) -> int | None:
        """The room of an account; None where nothing tells who it is."""
        return self.named(self.heads.get(known[0], known[0])) if known else None

    def named(self, name: str) -> int:
        """The room of whatever has a name."""
        return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") % self.count


def rooms_of(tangled: Iterable[Known], count: int) -> Rooms:
    """So many rooms for everybody, with the accounts of which each shares an identifier with another one of these."""
    heads: dict[str, str] = {}
    for known in tangled:
        for one in known:
            heads.setdefault(one, one)
            heads[_head(heads, one)] = _head(heads, known[0])
    return Rooms(count, {one: _head(heads, one) for one in heads})


def _head(heads: dict[str, str], one: str) -> str:
    """What stands for all that goes together with an identifier; ways are shortened as they are walked."""
    while heads[one] != one:
        heads[one] = heads[heads[one]]
        one = heads[one]
    return one


def known_of(account: Account | None) -> Known:
    """What an account is known by."""
    return () if account is None else tuple(sorted(f"{kind} {value}" for kind, value in identifiers(account).items()))


@frozen(eq=False)
class People:
    """Who wrote or reposted the posts of a batch: each of `accounts` once, and which of them each row has."""

    accounts: Sequence[Known]
    kinds: Sequence[int]

    def __getitem__(self, row: int) -> Known:
        """Whom a row has."""
        return self.accounts[self.kinds[row]]


def people_of(batch: Any, path: Path) -> People:
    """The authors of the posts of a batch, or their reposters."""
    chunk = chunk_of(batch, shapes_of(Item), {path[0]: _TREE[path[0]]}, Faults())
    parts = [chunk.at((*path, part)) for part in _PARTS]
    apart = distinct(parts, chunk.size)
    values = [[None] * len(apart.examples) if part is None else part.take(apart.examples).to_pylist() for part in parts]
    # As an item has them: some are written in a form of their own, and some are refused.
    accounts = (
        item_of({"author": dict(zip(_PARTS, row, strict=True))}, Item).author for row in zip(*values, strict=True)
    )
    return People([known_of(one) for one in accounts], apart.kinds.tolist())


def forms_of(batch: Any) -> set[Known]:
    """What the accounts of a batch are known by."""
    return {known for path in (AUTHOR, REPOSTER) for known in people_of(batch, path).accounts if known}
