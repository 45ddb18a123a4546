"""Lists: some of their elements by themselves, the others by their number.

In: how many conditions a program asks of the elements of a list. Out: `Listing`s, and what `any`, `all` and `count`
say of them.

Which elements a list has besides does not matter to `any` and `all` as long as, for every condition that is asked,
one of those that are named decides the answer: one that makes `any` true, or else unknown. So as many elements are
named as there are conditions, and one more for a list of which nothing is asked. Every real list can be read in this
way: name a deciding element for each condition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import z3
from attrs import Factory, define

from feedcurate.model.kinds import ListOf
from feedcurate.program.expr import Derive, ExprId, Get, Quantified, Quantifier, Var, children
from feedcurate.program.program import Program
from feedcurate.proof.terms import (
    Element,
    Listing,
    Term,
    Thing,
    Truth,
    Value,
    conjunction,
    disjunction,
    either,
)
from feedcurate.proof.theory import Theory

MOST = 32
"""Of so many conditions on lists of one name the elements are named; further ones are left open."""


@define(eq=False)
class Lists:
    """What a program asks of lists, by the names of the fields that they are."""

    theory: Theory
    asked: Mapping[str, tuple[ExprId, ...]]
    made: dict[str, Listing] = Factory(dict)
    counts: list[tuple[Listing, list[Term], Term]] = Factory(list)
    """Which named elements a count counts, and how many of the others."""

    def listing(self, path: str, known: Term, make: Callable[[str, Term], Thing | Value]) -> Listing:
        """A list with as many named elements as it takes."""
        count = 1 + min(MOST, len(self.asked.get(_name(path), ())))
        flags = [self.theory.flag(f"{path}[{i}]?") for i in range(count)]
        present = [z3.And(known, flag) for flag in flags]
        self.theory.require(*(z3.Implies(after, before) for before, after in pairwise(flags)))
        elements = tuple(Element(one, make(f"{path}[{i}]", one)) for i, one in enumerate(present))
        others = self.theory.whole(f"{path} others", 0)
        self.theory.require(z3.Implies(others > 0, present[0]))
        listing = self.made[path] = Listing(path, known, elements, others)
        return listing

    def can_name(self, node: ExprId, listing: Listing) -> bool:
        """Whether the named elements decide a condition."""
        return node in self.asked.get(_name(listing.path), ())[:MOST]

    def said(self, node: Quantified, listing: Listing, truths: list[Truth], name: str) -> Truth | Value:
        """What is said of a list whose named elements answer a condition so."""
        answers = list(zip((one.present for one in listing.elements), truths, strict=True))
        match node.quantifier:
            case Quantifier.ANY:
                held = disjunction(Truth(z3.And(p, t.yes), z3.Or(z3.Not(p), t.no)) for p, t in answers)
                return Truth(z3.And(listing.known, held.yes), z3.And(listing.known, held.no))
            case Quantifier.ALL:
                held = conjunction(Truth(z3.Or(z3.Not(p), t.yes), z3.And(p, t.no)) for p, t in answers)
                return Truth(z3.And(listing.known, held.yes), z3.And(listing.known, held.no))
            case Quantifier.COUNT:
                return self._count(listing, [z3.And(p, t.yes) for p, t in answers], name, every=node.where is None)

    def _count(self, listing: Listing, held: list[Term], name: str, *, every: bool) -> Value:
        others = listing.others if every else self.theory.whole(f"{name} others", 0)
        self.theory.require(others <= listing.others, z3.Implies(others > 0, either(held)))
        self.counts.append((listing, held, others))
        total = z3.Sum([z3.If(one, 1, 0) for one in held] + [others])
        return Value(listing.known, z3.ToReal(total), is_whole=True, path=name)


def is_empty(listing: Listing) -> Term:
    """Whether a list that is known has no element."""
    return z3.Not(listing.elements[0].present)


def asked_of(program: Program) -> dict[str, tuple[ExprId, ...]]:
    """The quantified conditions of a program, by the name of the field that the list is.

    Left out is one that also asks about an element of a list around it: it is a condition of its own for each of those.
    """
    found: dict[str, list[ExprId]] = {}
    levels = _levels(program)
    for number, node in enumerate(program.exprs):
        if isinstance(node, Quantified) and isinstance(program.kinds[node.operand], ListOf):
            if node.where is not None and not levels[node.where] - {node.level} <= levels[node.operand]:
                continue
            operand = program.exprs[node.operand]
            name = operand.field if isinstance(operand, Get) else operand.name if isinstance(operand, Derive) else ""
            found.setdefault(name, []).append(number)
    return {name: tuple(numbers) for name, numbers in found.items()}


def _levels(program: Program) -> list[frozenset[int]]:
    """The levels of the enclosing lists whose elements each expression speaks of."""
    found: list[frozenset[int]] = []
    for node in program.exprs:
        own = frozenset({node.level}) if isinstance(node, Var) else frozenset[int]()
        below = own.union(*(found[child] for child in children(node)))
        if isinstance(node, Quantified) and node.where is not None:
            below = found[node.operand] | (found[node.where] - {node.level})
        found.append(below)
    return found


def _name(path: str) -> str:
    return path.rpartition(".")[2]
