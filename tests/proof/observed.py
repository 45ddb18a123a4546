"""What the engine makes of a real post, as conditions on an encoding.

In: an encoding, and the engine's opinion on a post. Out: a condition for everything that the engine knows of the
post: the truth of every condition, the size of every value, which rules fire, and the outcome. An encoding that is
right can meet them all at once, whatever the post is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import z3

from feedcurate.engine.deciding import Opinion
from feedcurate.engine.result import Result
from feedcurate.engine.tables import tables_of
from feedcurate.program.bounds import AtLeast
from feedcurate.program.expr import Becomes, Fires, Input, Labelled, OutcomeWord, Root, children
from feedcurate.program.program import Program
from feedcurate.proof.encode import Encoding
from feedcurate.proof.quantities import sized
from feedcurate.proof.terms import Listing, Meaning, Term, Thing, Truth

_OF_POSTS = (Input.POST, Input.AUTHOR, Input.REPOSTER, Input.NOW, Input.SESSION)


def observed(encoding: Encoding, found: Opinion) -> Iterator[tuple[str, Term]]:
    """Everything that is so, by what it is about."""
    program, reading = encoding.program, found.reading
    names = frozenset(rule.name for rule in (*found.fired, *found.shadow))
    reading.result = Result(found.verdict, names)
    for expr in sorted(about_posts(program)):
        yield f"{expr} {program.exprs[expr]}", _is(encoding, expr, encoding.meaning(expr), reading.value(expr))
    for rule in program.rules:
        yield f"fires {rule.name}", encoding.fires(rule) == z3.BoolVal(rule.name in names)
    for asked in _questions(program):
        yield str(asked), encoding.outcomes.holds(asked) == z3.BoolVal(reading.result.answer(asked))


def about_posts(program: Program) -> set[int]:
    """The expressions that speak of a post and of no element of a list."""
    found: set[int] = set()
    waiting = [rule.when for rule in program.rules] + [claim.holds for claim in program.claims]
    while waiting:
        expr = waiting.pop()
        if expr not in found:
            found.add(expr)
            waiting.extend(children(program.exprs[expr]))
    opened = tables_of(program).open
    return {expr for expr in found if not opened[expr] and _is_of_posts(program, expr)}


def _is_of_posts(program: Program, expr: int) -> bool:
    node = program.exprs[expr]
    return not isinstance(node, Root) or node.input in _OF_POSTS


def _questions(program: Program) -> Iterator[Becomes | Labelled | Fires]:
    yield from map(Becomes, OutcomeWord)
    yield from (Labelled(label) for rule in program.rules for label in rule.actions.labels)


def _is(encoding: Encoding, expr: int, meaning: Meaning, value: Any) -> Term:
    """That an expression is what it is."""
    if isinstance(meaning, Truth):
        return z3.And(meaning.yes == z3.BoolVal(value is True), meaning.no == z3.BoolVal(value is False))
    if isinstance(meaning, Thing):
        return meaning.present == z3.BoolVal(value is not None)
    if isinstance(meaning, Listing):
        return meaning.known == z3.BoolVal(value is not None)
    if value is None:
        return z3.Not(meaning.known)
    least, is_bound = (value.value, True) if isinstance(value, AtLeast) else (value, False)
    term = sized(encoding.theory, encoding.program.kinds[expr], least)
    empty = meaning.empty == z3.BoolVal(least == "")
    return z3.And(meaning.known, meaning.term == term, meaning.bound == z3.BoolVal(is_bound), empty)
