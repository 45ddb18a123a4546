"""What is worked out once a program and asked for every post: side tables beside its expressions.

In: a program. Out: `Tables`, found by ids.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from feedcurate.engine.compare import comparable
from feedcurate.program.expr import Const, Derive, Expr, ExprId, How, OneOf, Quantified, Var, children
from feedcurate.program.once import once_a_program
from feedcurate.program.program import Program, Topic


@frozen(eq=False)
class Tables:
    """`open[i]`: expression `i` speaks of the element of a `Quantified` outside it, so that it has many values a post.

    `words_only`: topics that nothing but words can make mentioned; where a text has none of any pattern, they are not.
    `constants` are the values that every reading knows from the start; `values` are those of each `OneOf` over texts or
    hashtags, in comparable form.
    """

    open: tuple[bool, ...]
    words_only: frozenset[int]
    constants: Mapping[ExprId, object]
    values: Mapping[ExprId, frozenset[str]]
    asks_seen: bool
    """Whether a rule asks which posts the reader saw."""


@once_a_program
def tables_of(program: Program) -> Tables:
    """The side tables of a program, kept with it."""
    return Tables(
        open=_open(program.exprs),
        words_only=_words_only(program.topics),
        constants={i: expr.value for i, expr in enumerate(program.exprs) if isinstance(expr, Const)},
        values={
            i: frozenset(comparable(str(value), expr.how) for value in expr.values)
            for i, expr in enumerate(program.exprs)
            if isinstance(expr, OneOf) and expr.how in (How.TEXT, How.HASHTAG)
        },
        asks_seen=any(isinstance(expr, Derive) and expr.name == "seen" for expr in program.exprs),
    )


def _words_only(topics: tuple[Topic, ...]) -> frozenset[int]:
    """Those without regular expressions, in which no topic has any either."""
    words = [(topic.entries, topic.exceptions) for topic in topics]
    found = {i for i, both in enumerate(words) if not any(one.regexes for one in both)}
    # A topic may stand before one that it includes, so this goes on until nothing is lost any more.
    while lost := {i for i in found if not topics[i].includes | topics[i].excluded <= found}:
        found -= lost
    return frozenset(found)


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
