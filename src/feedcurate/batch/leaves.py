"""The conditions that columns can answer by themselves, each as little data as its answer needs.

In: a program in a context, and what its expressions read. Out: a `Leaf` for every condition that has one; what has
none and is no and, or or not is asked of the reference, row by row.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from feedcurate.batch.asking import Reference
from feedcurate.batch.columns import Shape, shapes_for
from feedcurate.batch.quantities import RANKED, ticks
from feedcurate.batch.reads import Path, Reading, reachable
from feedcurate.engine.interpret import Reading as Value
from feedcurate.model.account import Account
from feedcurate.model.item import Item
from feedcurate.model.kinds import Enumeration, ListOf, Simple, Structure
from feedcurate.program.bounds import MIRRORED
from feedcurate.program.expr import (
    Compare,
    Derive,
    Expr,
    ExprId,
    Get,
    How,
    InAccounts,
    Known,
    Matches,
    Mentions,
    Scope,
)
from feedcurate.program.program import Program
from feedcurate.syntax.nodes import CompareOp

AGE = "age"
MEASURES = frozenset({"words", "shouting", "emoji", "reading_time"})
"""What is derived of a post's title and text, or of one text."""


@frozen
class Fixed:
    """The same for every post."""

    truth: bool | None


@frozen
class Flag:
    """A column of truths."""

    path: Path


@frozen
class There:
    """Known and not empty; `empty`: what of a known value there could be nothing of."""

    path: Path
    can_be_empty: bool


@frozen
class Ranked:
    """A column, or what is `derived` of it, against a constant."""

    path: Path
    derived: str | None
    op: CompareOp
    constant: float | None


@frozen
class Member:
    """An account in a list of the program."""

    path: Path
    accounts: int


@frozen
class Words:
    """A topic in all that is seen of a post, or in one text."""

    path: Path
    scope: Scope
    topic: int


@frozen
class Expression:
    """A regular expression in all that is seen of a post, or in one text."""

    path: Path
    scope: Scope
    regex: int


Leaf = Fixed | Expression | Flag | There | Ranked | Member | Words


def leaves_of(program: Program, reading: Reading, reference: Reference) -> dict[ExprId, Leaf]:
    """The leaves of a program, by expression."""
    shapes = shapes_for(program)
    blank = reference.blank()
    found: dict[ExprId, Leaf] = {}
    for number in sorted(reachable(program)):
        leaf = _leaf(number, program.exprs[number], program, reading, blank, shapes)
        if leaf is not None:
            found[number] = leaf
    return found


def _leaf(
    number: ExprId,
    expr: Expr,
    program: Program,
    reading: Reading,
    blank: Value,
    shapes: Mapping[str, Shape],
) -> Leaf | None:
    if program.kinds[number] is not Simple.TRUTH:
        return None
    if _is_fixed(number, reading, blank):
        return Fixed(blank.truth(number))
    match expr:
        case Get():
            path = reading.paths[number]
            return None if path is None else Flag(path)
        case Known(operand):
            path = reading.paths[operand]
            kind = program.kinds[operand]
            if not path:
                return None
            return There(path, not isinstance(kind, Structure) and _can_be_empty(kind))
        case InAccounts(operand, accounts):
            path = reading.paths[operand]
            return None if path is None else Member(path, accounts)
        case Mentions(target, scope, topic):
            path = reading.paths[target]
            return None if path is None or (scope is Scope.TEXT and not path) else Words(path, scope, topic)
        case Matches(target, scope, regex):
            path = reading.paths[target]
            return None if path is None or (scope is Scope.TEXT and not path) else Expression(path, scope, regex)
        case Compare(op, left, right, How.PLAIN):
            return _ranked(op, left, right, program, reading, blank, shapes) or _ranked(
                MIRRORED[op], right, left, program, reading, blank, shapes
            )
        case _:
            return None


def _is_fixed(number: ExprId, reading: Reading, blank: Value) -> bool:
    reads = reading.of[number]
    return not reads.paths and not reads.looks_back and not blank.judge.tables.open[number]


def _can_be_empty(kind: object) -> bool:
    texts = (Simple.TEXT, Simple.SITE, Simple.LANGUAGE, Simple.HASHTAG, Simple.ADDRESS)
    return isinstance(kind, ListOf | Enumeration) or kind in texts


def _ranked(
    op: CompareOp,
    value: ExprId,
    constant: ExprId,
    program: Program,
    reading: Reading,
    blank: Value,
    shapes: Mapping[str, Shape],
) -> Ranked | None:
    if not _is_fixed(constant, reading, blank) or program.kinds[value] not in RANKED:
        return None
    known = blank.value(constant)
    number = ticks(known)
    if number is None and known is not None:
        return None
    expr, path = program.exprs[value], reading.paths[value]
    if isinstance(expr, Derive):
        base, kind = reading.paths[expr.base], program.kinds[expr.base]
        if base is None:
            return None
        is_post = isinstance(kind, Structure) and issubclass(kind.cls, Item)
        if expr.name in MEASURES and (is_post or (base and kind is Simple.TEXT)):
            return Ranked(base, expr.name, op, number)
        is_account = isinstance(kind, Structure) and issubclass(kind.cls, Account)
        if expr.name == AGE and (is_post or is_account):
            return Ranked((*base, "published" if is_post else "created"), AGE, op, number)
        return None
    return None if path is None or not _is_machine_number(path, shapes) else Ranked(path, None, op, number)


def _is_machine_number(path: Path, shapes: Mapping[str, Shape]) -> bool:
    """Whether a path leads to a column of numbers, durations or instants."""
    shape = shapes.get(path[0]) if path else None
    for name in path[1:]:
        shape = None if shape is None else shape.parts().get(name)
    return shape is not None and shape.kind in RANKED
