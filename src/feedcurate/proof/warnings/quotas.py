"""W308: a quota that cannot be met together with another.

Said only where simple counting shows it: the posts that one asks for are all among those that the other limits, or no
post counts for both.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from feedcurate.check.messages import proved as say
from feedcurate.program.expr import And, ExprId, Not
from feedcurate.program.program import AtLeast, AtMost, Program
from feedcurate.proof.warnings.written import Warned, Written


def colliding_quotas(written: Written) -> Iterator[Warned]:
    """Pairs of quotas of which a long enough feed breaks one."""
    program = written.program
    wanted = [quota for quota in program.quotas if isinstance(quota, AtLeast)]
    limits = [quota for quota in program.quotas if isinstance(quota, AtMost)]
    for least in wanted:
        for most in limits:
            if _asks_more(program, least.when, most.when) and least.count > _at_most(most, least.window):
                yield Warned(say.quotas_collide(least.text, least.span, most.text, most.span))
    for one, other in combinations(wanted, 2):
        # As many windows of each as fill the same places: together they ask for more posts than there are places.
        if _exclude(program, one.when, other.when) and (
            one.count * other.window + other.count * one.window > one.window * other.window
        ):
            yield Warned(say.quotas_collide(one.text, one.span, other.text, other.span))


def _at_most(quota: AtMost, places: int) -> int:
    """How many posts a limit lets into so many places that follow each other."""
    whole, rest = divmod(places, quota.window)
    return whole * quota.count + min(quota.count, rest)


def _asks_more(program: Program, one: ExprId, other: ExprId) -> bool:
    """Whether every post that a condition is true of is one that the other is true of, as plain to see."""
    return _parts(program, other) <= _parts(program, one)


def _exclude(program: Program, one: ExprId, other: ExprId) -> bool:
    """Whether one condition asks for what the other one rules out."""
    return _denies(program, one, other) or _denies(program, other, one)


def _denies(program: Program, one: ExprId, other: ExprId) -> bool:
    """Whether a part of a condition is the contrary of something that the other one asks for."""
    denied = (program.exprs[part] for part in _parts(program, one))
    return any(isinstance(node, Not) and _parts(program, node.operand) <= _parts(program, other) for node in denied)


def _parts(program: Program, expr: ExprId) -> frozenset[ExprId]:
    """The conditions that all have to be true."""
    node = program.exprs[expr]
    if isinstance(node, And):
        return frozenset().union(*(_parts(program, part) for part in node.operands))
    return frozenset({expr})
