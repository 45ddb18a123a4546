"""Values that a post has by itself: its fields, those of its author and reposter, and those of its lists' elements.

In: expressions of a program. Out: whether an expression is such a path, and a function that follows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from feedcurate.model.account import Account
from feedcurate.model.identity import site_of
from feedcurate.model.item import Item, Link, Via
from feedcurate.program.expr import Derive, Expr, ExprId, Get, Input, Root, Var
from feedcurate.program.program import Program
from feedcurate.program.values import field_value

Follow = Callable[[Any], Any]
"""From a post, or an element of a list, to a value; None where it is unknown."""

_STARTS = frozenset({Input.POST, Input.AUTHOR, Input.REPOSTER})
_DERIVED = frozenset({"site", "credential"})
"""What is derived from nothing but what it is derived of."""


_NARROWED = frozenset({"labels"})
"""What is derived by leaving out some of the list that the field of that name is."""


def is_narrowed(program: Program, expr: ExprId) -> bool:
    """Whether an expression is part of a list that `follow` gives whole."""
    node = program.exprs[expr]
    return isinstance(node, Derive) and node.name in _NARROWED and is_path(program, node.base)


def is_age(program: Program, expr: ExprId) -> bool:
    """Whether an expression is the age of something that a post has by itself: a path, and what time it is."""
    node = program.exprs[expr]
    return isinstance(node, Derive) and node.name == "age" and is_path(program, node.base)


def since(program: Program, age: ExprId) -> Follow:
    """The function that gives the instant from which an age counts."""
    node = program.exprs[age]
    if not isinstance(node, Derive):
        raise ValueError(f"{node} is no age")
    of = follow(program, node.base)
    return lambda subject: began(of(subject))


def began(value: Any) -> Any:
    """Since when a post or an account is there; None where that is not known."""
    match value:
        case Item():
            return value.published
        case Account():
            return value.created
        case _:
            return None


def is_path(program: Program, expr: ExprId, start: Expr | None = None) -> bool:
    """Whether an expression is a path from the post, or from a start of its own: the element of a list."""
    match node := program.exprs[expr]:
        case Root(given):
            return start is None and given in _STARTS
        case Var():
            return node == start
        case Get(base):
            return is_path(program, base, start)
        case Derive(base, name) if name in _DERIVED:
            return is_path(program, base, start)
        case _:
            return False


def follow(program: Program, path: ExprId) -> Follow:
    """The function that follows a path, with the meaning that `engine.interpret` gives it.

    Of what is narrowed it gives the whole list.
    """
    match node := program.exprs[path]:
        case Root(Input.POST) | Var():
            return _itself
        case Root(Input.AUTHOR):
            return _author
        case Root(Input.REPOSTER):
            return _reposter
        case Get(base, field):
            return _field(follow(program, base), field)
        case Derive(base, "site"):
            return _site(follow(program, base))
        case Derive(base, name) if name == "credential" or name in _NARROWED:
            return _field(follow(program, base), name)
        case _:
            raise ValueError(f"{node} is no path")


def _itself(subject: Any) -> Any:
    return subject


def _author(item: Item) -> Any:
    return item.author


def _reposter(item: Item) -> Any:
    return None if item.via is None else item.via.account


def _field(base: Follow, field: str) -> Follow:
    """`field_value`, with the commonest values first: this is asked of every post."""

    def of(subject: Any) -> Any:
        value = getattr(subject, field, None)
        if value is None or value.__class__ in _AS_IT_IS:
            return value
        if value.__class__ is int and -_DOUBLED < value < _DOUBLED:
            return float(value)
        return field_value(subject, field)

    return of if base is _itself else lambda subject: of(base(subject))


_AS_IT_IS = frozenset({str, bool, Via, Account})
"""What is a value as it is."""
_DOUBLED = 1 << 1_000
"""Whole numbers below this have a double."""


def _site(base: Follow) -> Follow:
    return lambda subject: site_of_part(base(subject))


def site_of_part(value: Any) -> str | None:
    """The site of a post or a link; a link's own word for it counts where its address has none."""
    match value:
        case Item():
            return None if value.url is None else site_of(value.url)
        case Link():
            site = None if value.url is None else site_of(value.url)
            return site if site is not None or value.site is None else site_of(value.site)
        case _:
            return None
