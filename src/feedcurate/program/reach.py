"""What an expression is made of, down to its last part.

In: the expressions of a program, and some of them. Out: these and all that they are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from feedcurate.program.expr import Expr, ExprId, children, inner


def made_of(
    exprs: Sequence[Expr], roots: Iterable[ExprId], parts: Callable[[Expr], Iterable[ExprId]] = children
) -> Iterator[ExprId]:
    """Some expressions and all that they are made of, each once, the last roots first."""
    met: set[ExprId] = set()
    waiting = list(roots)
    while waiting:
        number = waiting.pop()
        if number not in met:
            met.add(number)
            yield number
            waiting.extend(parts(exprs[number]))


def everything(expr: Expr) -> tuple[ExprId, ...]:
    """The parts of an expression, and what an aggregate asks of its elements."""
    return (*children(expr), *inner(expr))
