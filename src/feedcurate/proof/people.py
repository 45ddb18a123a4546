"""Who is in which list of accounts.

In: the lists of a program, and accounts by what they are known by. Out: truths that say what `AccountSet.has` says.

All accounts that the same lists name by the same sort of identifier are alike, so what can be said of an account's
handle is to which of these classes it belongs; so with its id and its address. That one list is part of another, or
that two have nobody in common, follows from there being no such class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import z3
from attrs import Factory, define, field, frozen

from feedcurate.model.identity import AccountSet
from feedcurate.proof.fields import Fields, names_of
from feedcurate.proof.terms import Term, Thing, Truth, Value, decided, either
from feedcurate.proof.theory import Theory

ME = -1
"""The number of the list of the reader's own accounts."""


@frozen
class Alike:
    """Identifiers that the same lists name: one of them, and the numbers of the lists."""

    example: str
    lists: frozenset[int]


Classes = Mapping[str, tuple[Alike, ...]]
"""The classes of ids, handles and addresses."""


def classes_of(lists: Mapping[int, AccountSet]) -> Classes:
    """The classes that some lists make."""
    local_lists = _named_by(lists, lambda accounts: accounts.locals)
    handles = {h: of | local_lists.get(h.partition("@")[0], frozenset()) for h, of in _handles(lists).items()}
    elsewhere = {f"{local}@elsewhere.example": of for local, of in local_lists.items()}
    ids = _named_by(lists, lambda accounts: accounts.ids)
    folded = {name: of | ids.get(name.casefold(), frozenset()) for name, of in ids.items()}
    return {
        "id": _classes(folded),
        "handle": _classes(handles | {h: of for h, of in elsewhere.items() if h not in handles}),
        "url": _classes(_named_by(lists, lambda accounts: accounts.addresses)),
    }


def _handles(lists: Mapping[int, AccountSet]) -> dict[str, frozenset[int]]:
    return _named_by(lists, lambda accounts: accounts.handles)


def _named_by(
    lists: Mapping[int, AccountSet], entries: Callable[[AccountSet], Iterable[str]]
) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, accounts in lists.items():
        for entry in entries(accounts):
            found.setdefault(entry, set()).add(number)
    return {entry: frozenset(numbers) for entry, numbers in found.items()}


def _classes(named: Mapping[str, frozenset[int]]) -> tuple[Alike, ...]:
    examples: dict[frozenset[int], str] = {}
    for name in sorted(named):
        examples.setdefault(named[name], name)
    return tuple(Alike(name, of) for of, name in sorted(examples.items(), key=lambda pair: pair[1]))


@define(eq=False)
class People:
    """The membership of accounts in one encoding."""

    theory: Theory
    fields: Fields
    classes: Classes
    has_me: bool
    """Whether the rule file says who the reader is."""
    _at: dict[str, dict[str, tuple[Value, Term]]] = Factory(dict)
    _named: dict[str, dict[int, Truth]] = Factory(dict)
    me_known: Term = field(init=False)

    @me_known.default
    def _me_known(self) -> Term:
        return z3.BoolVal(True) if self.has_me else self.theory.flag("me is known")

    def within(self, account: Thing, number: int) -> Truth:
        """Whether an account is in a list."""
        names = self._of(account)
        known = z3.And(account.present, either(value.known for value, _ in names.values()))
        return decided(known, self._in(names, number))

    def me(self, account: Thing) -> Truth:
        """Whether an account is the reader's; a host may know of more of them than the rule file says."""
        names = self._of(account)
        known = z3.And(account.present, self.me_known, either(value.known for value, _ in names.values()))
        more = self.theory.flag(f"{account.path} is another of me")
        return decided(known, z3.Or(self._in(names, ME), more))

    def classes_at(self, path: str) -> Mapping[str, tuple[Value, Term]]:
        """The classes that an account's identifiers are in, where any was asked for."""
        return self._at.get(path, {})

    def named_at(self, path: str) -> Mapping[int, Truth]:
        """What was asked of the accounts that a post names, by list."""
        return self._named.get(path, {})

    def _of(self, account: Thing) -> dict[str, tuple[Value, Term]]:
        if account.path not in self._at:
            self._at[account.path] = {
                name: (value, self.theory.whole(f"class of {account.path}.{name}", -1, len(self.classes[name]) - 1))
                for name, value in names_of(account, self.fields).items()
            }
        return self._at[account.path]

    def _in(self, names: Mapping[str, tuple[Value, Term]], number: int) -> Term:
        return either(
            z3.And(value.known, either(group == i for i, one in enumerate(self.classes[name]) if number in one.lists))
            for name, (value, group) in names.items()
        )

    def named(self, post: Thing, number: int | None) -> Truth:
        """Whether a post names an account of a list; None: one of the reader's own, of whom a host may know more."""
        which = ME if number is None else number
        known = self._named.setdefault(post.path, {})
        if which not in known:
            present = post.present if number is not None else z3.And(post.present, self.me_known)
            truth = known[which] = self.theory.anything(f"{post.path} names {which}", present)
            self.theory.require(*self._related(which, truth, known))
        return known[which]

    def _related(self, which: int, truth: Truth, known: Mapping[int, Truth]) -> Iterator[Term]:
        for other, others in known.items():
            # Of the reader's accounts a rule file may not name all, so nothing is said of who is among them.
            if other == which or ME in (other, which):
                continue
            if self._is_part(which, other):
                yield from (z3.Implies(truth.yes, others.yes), z3.Implies(others.no, truth.no))
            if self._is_part(other, which):
                yield from (z3.Implies(others.yes, truth.yes), z3.Implies(truth.no, others.no))

    def _is_part(self, one: int, other: int) -> bool:
        return all(other in alike.lists for group in self.classes.values() for alike in group if one in alike.lists)
