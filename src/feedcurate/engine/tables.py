"""What is worked out once a program and asked for every post: side tables beside its expressions.

In: a program. Out: `Tables`, found by ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from feedcurate.engine.compare import comparable
from feedcurate.program.expr import Expr, ExprId, How, OneOf, Quantified, Var, children
from feedcurate.program.program import Program


@frozen(eq=False)
class Tables:
    """`open[i]`: expression `i` speaks of the element of a `Quantified` outside it, so that it has many values a post.

    `values` are the constants of each `OneOf` over texts or hashtags, in comparable form.
    """

    open: tuple[bool, ...]
    values: Mapping[ExprId, frozenset[str]]


@lru_cache(maxsize=16)
def tables_of(program: Program) -> Tables:
    """The side tables of a program; the latest few are kept."""
    return Tables(
        open=_open(program.exprs),
        values={
            i: frozenset(comparable(str(value), expr.how) for value in expr.values)
            for i, expr in enumerate(program.exprs)
            if isinstance(expr, OneOf) and expr.how in (How.TEXT, How.HASHTAG)
        },
    )


def _open(exprs: tuple[Expr, ...]) -> tuple[bool, ...]:
    """Children stand before their parents, so one pass is enough."""
    free: list[frozenset[int]] = []
    for expr in exprs:
        levels: frozenset[int] = frozenset().union(*(free[child] for child in children(expr)))
        if isinstance(expr, Var):
            levels = frozenset({expr.level})
        elif isinstance(expr, Quantified) and expr.where is not None:
            levels = free[expr.operand] | (free[expr.where] - {expr.level})
        free.append(levels)
    return tuple(bool(levels) for levels in free)
