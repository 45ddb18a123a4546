"""The tables a program is built from: each distinct thing stands once and is named by its index.

In: expressions and their kinds, patterns, lists. Out: the tuples that `Program` holds.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

from attrs import Factory, define

from feedcurate.model.kinds import Kind
from feedcurate.program.expr import Expr, ExprId, children

T = TypeVar("T", bound=Hashable)


@define
class Interner(Generic[T]):
    """Values by index; the same value gets the same index, but for those that are kept apart under a name."""

    _index: dict[tuple[T, str], int] = Factory(dict)

    def add(self, value: T, apart: str = "") -> int:
        """The index of the value, new where it was not there."""
        return self._index.setdefault((value, apart), len(self._index))

    def all(self) -> tuple[T, ...]:
        """All values in the order of their indexes."""
        return tuple(value for value, _ in self._index)


@define
class ExprTable:
    """Expressions by id, children before parents, each with its kind and height."""

    _index: dict[tuple[Expr, Kind], ExprId] = Factory(dict)
    _exprs: list[Expr] = Factory(list)
    _kinds: list[Kind] = Factory(list)
    _heights: list[int] = Factory(list)

    def add(self, expr: Expr, kind: Kind) -> ExprId:
        """The id of the expression, new where it was not there."""
        key = (expr, kind)
        found = self._index.get(key)
        if found is not None:
            return found
        self._exprs.append(expr)
        self._kinds.append(kind)
        self._heights.append(1 + max((self._heights[child] for child in children(expr)), default=0))
        self._index[key] = len(self._exprs) - 1
        return len(self._exprs) - 1

    def __getitem__(self, expr: ExprId) -> Expr:
        """The expression of an id."""
        return self._exprs[expr]

    def height(self, expr: ExprId) -> int:
        """How many layers of expressions it is made of."""
        return self._heights[expr]

    def exprs(self) -> tuple[Expr, ...]:
        """All expressions by id."""
        return tuple(self._exprs)

    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of all expressions by id."""
        return tuple(self._kinds)
