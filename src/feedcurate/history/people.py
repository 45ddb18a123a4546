"""Who of many accounts is one: those that share an identifier, also through others.

In: states of accounts with their identifiers and an age. Out: of each identity the latest state.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from feedcurate.model.account import Account
from feedcurate.model.identity import identifiers

Pairs = tuple[tuple[str, str], ...]
Age = tuple[int, str, str, int]
"""How late a state of an account is: the date of its post in microseconds, the post's source and id, the role."""

NO_DATE = -(2**63)
"""Before every date: what has none."""
AUTHOR, REPOSTER = 0, 1
"""The roles, as an age and a database hold them; of one post the reposter's state is the later."""

T = TypeVar("T")


def pairs_of(account: Account | None) -> Pairs:
    """The identifiers of an account; none for one that nothing identifies."""
    return () if account is None else tuple(identifiers(account).items())


def one_each(states: Iterable[tuple[Pairs, Age, T]]) -> list[T]:
    """What stands for the latest state of each identity, in no particular order."""
    known = list(states)
    group = list(range(len(known)))
    first: dict[tuple[str, str], int] = {}
    for number, (pairs, _age, _what) in enumerate(known):
        for pair in pairs:
            _join(group, number, first.setdefault(pair, number))
    best: dict[int, int] = {}
    for number, (_pairs, age, _what) in enumerate(known):
        root = _root(group, number)
        rival = best.get(root)
        if rival is None or age > known[rival][1]:
            best[root] = number
    return [known[number][2] for number in best.values()]


def _root(group: list[int], number: int) -> int:
    while group[number] != number:
        group[number] = group[group[number]]
        number = group[number]
    return number


def _join(group: list[int], left: int, right: int) -> None:
    one, other = _root(group, left), _root(group, right)
    if one != other:
        group[max(one, other)] = min(one, other)
