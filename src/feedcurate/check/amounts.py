"""Amounts that a `let` names: how long a pause is, until when, how many posts.

In: a name where an action or a limit of the feed has an amount. Out: the literal that it stands for, at the place of
the name; None where it stands for none, with a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from attrs import evolve

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.messages import values as say
from feedcurate.check.scope import Scope, Symbol
from feedcurate.syntax import nodes

L = TypeVar("L", nodes.NumberLit, nodes.DurationLit, nodes.ClockLit)
_SAID: Mapping[type[nodes.Expr], tuple[str, str]] = {
    nodes.NumberLit: ("a fixed number", "40"),
    nodes.DurationLit: ("a fixed duration", "1 hour"),
    nodes.ClockLit: ("a fixed clock", "07:00"),
}


def is_let(name: nodes.Name, scope: Scope) -> bool:
    """Whether a name is that of a `let`."""
    return scope.space.means_value(name.id)


def amount(e: Elaboration, name: nodes.Name, scope: Scope, wanted: type[L]) -> L | None:
    """The literal that a name stands for; what is set over its `let` counts."""
    symbol = scope.space.find(name.id)
    if symbol is None or not isinstance(symbol.node, nodes.Let):
        if e.infer(name, scope) is not None:
            e.report(say.no_fixed_amount(name.id, *_SAID[wanted], name.span))
        return None
    value = _value(e, symbol)
    if not isinstance(value, wanted):
        e.report(say.no_fixed_amount(name.id, *_SAID[wanted], name.span, symbol.span))
        return None
    return evolve(value, span=name.span)


def _value(e: Elaboration, symbol: Symbol) -> nodes.Expr:
    """What a definition says in the end, where it only names other ones."""
    seen: set[str] = set()
    while symbol.qualified not in seen:
        seen.add(symbol.qualified)
        value = e.let_graph.values[symbol.qualified]
        named = _named(value, symbol)
        if named is None:
            return value
        symbol = named
    return symbol.node.name  # a circle, which has been reported


def _named(value: nodes.Expr, symbol: Symbol) -> Symbol | None:
    """The `let` that a definition names and nothing else."""
    match value:
        case nodes.Name(name):
            found = symbol.space.find(name)
        case nodes.Attribute(nodes.Name(alias), name):
            space = symbol.space.find_alias(alias)
            found = None if space is None else space.find(name)
        case _:
            return None
    return found if found is not None and isinstance(found.node, nodes.Let) else None
