"""Who of the accounts of a history is one, and what each of them is on.

In: accounts and what they are known by. Out: `People`: every identity by a number, with its latest state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from feedcurate.engine.following import Following
from feedcurate.history.audit_rows import NOBODY
from feedcurate.history.people import Pairs, pairs_of
from feedcurate.model.account import Account
from feedcurate.program.program import Program


@frozen
class People:
    """Each identity in its latest state; `who` says of each form, by its number, which identity it is.

    `nobody` is the number that `who` gives for no account, one more than there are.
    """

    accounts: Sequence[Account]
    who: Mapping[int, int]
    by_pair: Mapping[tuple[str, str], int]

    @property
    def nobody(self) -> int:
        """The number of whoever is not known."""
        return len(self.accounts)

    def number_of(self, account: Account) -> int:
        """Which identity an account is."""
        return next((self.by_pair[pair] for pair in pairs_of(account) if pair in self.by_pair), self.nobody)


def people_of(
    forms: Mapping[int, Pairs], latest: Iterable[Account], named: Iterable[Account], following: Iterable[Account]
) -> People:
    """Who is who. Of one identity the state in a post counts, else that of an activity, else what the host says."""
    heads: dict[tuple[str, str], tuple[str, str]] = {}
    states = [*following, *named, *latest]
    for pairs in (*forms.values(), *map(pairs_of, states)):
        for pair in pairs:
            heads.setdefault(pair, pair)
            heads[_head(heads, pair)] = _head(heads, pairs[0])
    each = {_head(heads, pairs[0]): account for account in states if (pairs := pairs_of(account))}
    order = {head: number for number, head in enumerate(sorted(each))}
    accounts = [each[head] for head in sorted(each)]
    who = {form: order.get(_head(heads, pairs[0]), len(order)) for form, pairs in forms.items() if pairs}
    by_pair = {pair: order[head] for pair in heads if (head := _head(heads, pair)) in order}
    return People(accounts, {NOBODY: len(order), **who}, by_pair)


def _head(heads: dict[tuple[str, str], tuple[str, str]], pair: tuple[str, str]) -> tuple[str, str]:
    """The pair that stands for all that are connected with one; ways are shortened as they are walked."""
    while heads[pair] != pair:
        heads[pair] = heads[heads[pair]]
        pair = heads[pair]
    return pair


def lists_of(program: Program, account: Account) -> tuple[str, ...]:
    """The lists of accounts in a rule file that an account is on."""
    return tuple(name for name, index in program.account_lists if program.account_sets[index].has(account) is True)


def is_followed(account: Account, host: Following | None) -> bool | None:
    """Whether the reader follows an account, as the rules take it: it says so itself, else the host knows."""
    said = None if account.relation is None else account.relation.followed
    return host.has(account) if said is None and host is not None else said
