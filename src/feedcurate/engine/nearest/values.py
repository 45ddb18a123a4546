"""Other values for what a comparison, a range, a set, a flag or a `has` looks at.

In: a question and one of those expressions. Out: attempts, each with that one value changed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

from feedcurate.engine.compare import compared
from feedcurate.engine.nearest.attempt import Attempt, Question, Sort
from feedcurate.engine.nearest.edits import put
from feedcurate.engine.nearest.quantities import (
    OPPOSITE,
    SIGNS,
    distance,
    goes_below_zero,
    holding,
    next_to,
)
from feedcurate.model.item import Reference, Via
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple, Structure
from feedcurate.program.bounds import MIRRORED
from feedcurate.program.expr import Compare, Derive, ExprId, Get, How, Known, OneOf, Within
from feedcurate.syntax.enumerations import CompareOp

_ELSE = {Simple.TEXT: "", Simple.LANGUAGE: "und", Simple.SITE: "example.invalid", Simple.HASHTAG: "…"}
"""A value that is unlike any that a rule would name, by kind."""

_COUNTED = frozenset({"words", "emoji"})


def of_comparison(question: Question, node: Compare, want: bool) -> Iterator[Attempt]:
    """`a op b`: either side, where it can be changed and the other is known."""
    op = node.op if want else OPPOSITE[node.op]
    for target, other, oriented in ((node.left, node.right, op), (node.right, node.left, MIRRORED[op])):
        limit = question.value(other)
        if limit is None or question.path(target) is None:
            continue
        if node.how is How.PLAIN:
            yield from _quantity(question, target, oriented, limit, other)
        elif oriented in (CompareOp.EQ, CompareOp.NE):
            yield from _same_or_not(question, target, [limit], oriented is CompareOp.EQ)
        elif limit in node.order:
            yield from _ordered(question, target, oriented, limit, node.order)


def of_set(question: Question, node: OneOf, want: bool) -> Iterator[Attempt]:
    """`a in {…}`."""
    constants = sorted(node.values, key=str)
    if node.how is not How.PLAIN:
        yield from _same_or_not(question, node.operand, constants, want)
        return
    for constant in constants if want else constants[:1]:
        op = CompareOp.EQ if want else CompareOp.NE
        yield from _quantity(question, node.operand, op, constant, node.operand)


def of_range(question: Question, node: Within, want: bool) -> Iterator[Attempt]:
    """`a between low and high`, also over midnight."""
    low, high = question.value(node.low), question.value(node.high)
    if low is None or high is None or question.path(node.operand) is None:
        return
    below, above = (CompareOp.GE, CompareOp.LE) if want else (CompareOp.LT, CompareOp.GT)
    kind = _kind(question, node.operand)
    if kind is Simple.DAY:
        days = (low, high) if want else (next_to(high, 1, whole=False), next_to(low, -1, whole=False))
        for day in dict.fromkeys(days):
            yield from _quantity(question, node.operand, CompareOp.EQ, day, node.operand)
        return
    yield from _quantity(question, node.operand, below, low, node.low)
    yield from _quantity(question, node.operand, above, high, node.high)


def of_presence(question: Question, node: Known, want: bool) -> Iterator[Attempt]:
    """`has` and `is` on a structure: take it away, or put an empty one there where that is something."""
    kind = _kind(question, node.operand)
    value: Any = None
    if want:
        value = {Via: Via(), Reference: Reference()}.get(kind.cls) if isinstance(kind, Structure) else None
        if value is None:
            return
    elif isinstance(kind, ListOf):
        value = ()
    yield from question.attempt(question.turned(want), put(question.case, question.reading, node.operand, value))


def of_flag(question: Question, flag: ExprId, want: bool) -> Iterator[Attempt]:
    """A truth that stands by itself: `post is sponsored`, `author is followed`."""
    yield from question.attempt(question.turned(want), put(question.case, question.reading, flag, want))


def _quantity(question: Question, target: ExprId, op: CompareOp, limit: Any, other: ExprId) -> Iterator[Attempt]:
    """Just over the limit; for counts also just beside the limits that other conditions set, should that one not do."""
    old, path, whole = question.value(target), question.path(target), _is_whole(question, target)
    near = holding(op, limit, whole)
    said = dict.fromkeys(near, f"if {path} {SIGNS[op]} {question.words(other, limit)}")
    for beside in _limits_elsewhere(question, target) if whole else ():
        if compared(op, beside, limit, How.PLAIN):
            said.setdefault(beside, f"if {path} = {beside}")
    for new, text in said.items():
        if not goes_below_zero(old, new):
            case = put(question.case, question.reading, target, new)
            yield from question.attempt(text, case, Sort.QUANTITY, distance(old, new), exact=new not in near)


def _limits_elsewhere(question: Question, target: ExprId) -> Iterator[int]:
    """The whole numbers at and beside every number that the program compares the same count with."""
    for expr in question.case.judge.program.exprs:
        match expr:
            case Compare(_, left, right) if target in (left, right):
                limits = [question.value(right if left == target else left)]
            case Within(operand, low, high) if operand == target:
                limits = [question.value(low), question.value(high)]
            case OneOf(operand, values) if operand == target:
                limits = list(values)
            case _:
                continue
        for limit in limits:
            if isinstance(limit, float):
                yield from range(math.floor(limit) - 1, math.ceil(limit) + 2)


def _same_or_not(question: Question, target: ExprId, constants: list[Any], want: bool) -> Iterator[Attempt]:
    path = question.path(target)
    if path is None:
        return
    if want:
        for constant in constants:
            case = put(question.case, question.reading, target, constant)
            yield from question.attempt(f"if {path} were `{constant}`", case)
        return
    listed = " or ".join(f"`{constant}`" for constant in constants[:3]) + (" or …" if len(constants) > 3 else "")
    for value in _others(_kind(question, target), constants):
        case = put(question.case, question.reading, target, value)
        yield from question.attempt(f"if {path} were not {listed}", case)


def _ordered(
    question: Question, target: ExprId, op: CompareOp, limit: str, order: tuple[str, ...]
) -> Iterator[Attempt]:
    """`author.credential >= link`: the nearest word of the order that will do."""
    at = order.index(limit)
    near = {CompareOp.GE: at, CompareOp.LE: at, CompareOp.GT: at + 1, CompareOp.LT: at - 1}[op]
    if 0 <= near < len(order):
        case = put(question.case, question.reading, target, order[near])
        yield from question.attempt(f"if {question.path(target)} {SIGNS[op]} {limit}", case)


def _others(kind: Kind, constants: list[Any]) -> Iterable[Any]:
    if isinstance(kind, Enumeration):
        return [value for value in kind.values if value not in constants] or ["…"]
    return [_ELSE[kind]] if isinstance(kind, Simple) and kind in _ELSE else []


def _kind(question: Question, expr: ExprId) -> Kind:
    return question.case.judge.program.kinds[expr]


def _is_whole(question: Question, expr: ExprId) -> bool:
    """Whether a number counts things, so that there is none between two whole ones."""
    program = question.case.judge.program
    match program.exprs[expr]:
        case Derive(_, name):
            return name in _COUNTED
        case Get(base, field):
            kind = program.kinds[base]
            annotation = kind.cls.model_fields[field].annotation if isinstance(kind, Structure) else None
            return annotation in (int, int | None)
        case _:
            return False
