"""Which definitions lean on which, and which words of a subject they speak of in the end.

In: the `let`s of all files and what is set over them. Out: a `LetGraph`, made once a program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from feedcurate.check.order import groups, is_circle
from feedcurate.check.scope import Symbol, bare, stream_named, words_of
from feedcurate.model.item import Item
from feedcurate.syntax import nodes
from feedcurate.syntax.walk import descendants


@frozen
class LetGraph:
    """The definitions in an order in which each comes after those it leans on, and the circles, which are left out.

    `parts` are the definitions that one names; `words` the subjects' words that it, or one it leans on, speaks of.
    """

    order: tuple[Symbol, ...] = ()
    circles: tuple[tuple[Symbol, ...], ...] = ()
    values: Mapping[str, nodes.Expr] = {}
    parts: Mapping[str, tuple[Symbol, ...]] = {}
    words: Mapping[str, frozenset[str]] = {}


def let_graph(symbols: Iterable[Symbol], overrides: Mapping[str, nodes.Expr], item: type[Item]) -> LetGraph:
    """The graph of the definitions, a definition that is set from outside standing for what it is set to."""
    by_name = {s.qualified: s for s in symbols if isinstance(s.node, nodes.Let)}
    values = {name: overrides.get(name, s.node.value) for name, s in by_name.items() if isinstance(s.node, nodes.Let)}
    parts = {name: tuple(_parts(values[name], symbol)) for name, symbol in by_name.items()}
    graph = {name: [part.qualified for part in found] for name, found in parts.items()}
    subject_words = {word for subject in nodes.Subject for word in words_of(subject, item)}
    order: list[Symbol] = []
    circles: list[tuple[Symbol, ...]] = []
    words: dict[str, frozenset[str]] = {}
    for group in groups(graph):
        if is_circle(group, graph):
            circles.append(tuple(by_name[name] for name in group))
            continue
        (name,) = group
        order.append(by_name[name])
        inherited = (words.get(part, frozenset()) for part in graph[name])
        words[name] = frozenset(_words(values[name]) & subject_words).union(*inherited)
    return LetGraph(tuple(order), tuple(circles), values, parts, words)


def _parts(value: nodes.Expr, symbol: Symbol) -> list[Symbol]:
    """The `let`s that a definition names, in the order of their names."""
    found: dict[str, Symbol] = {}
    for node in descendants(value):
        named = _let_named(node, symbol)
        if named is not None:
            found[named.qualified] = named
    return [found[name] for name in sorted(found)]


def _let_named(node: nodes.Node, symbol: Symbol) -> Symbol | None:
    named = None
    if isinstance(node, nodes.Name):
        named = symbol.space.find(node.id)
    elif isinstance(node, nodes.Attribute) and (alias := bare(node.value)) is not None:
        space = symbol.space.find_alias(alias)
        named = None if space is None else space.find(node.name)
    return named if named is not None and isinstance(named.node, nodes.Let) else None


def _words(value: nodes.Expr) -> set[str]:
    """The bare names of a definition outside the `where` over a stream, which has a scope of its own."""
    inside = {id(part) for node in descendants(value) for part in _own_scope(node)}
    return {node.id for node in descendants(value) if isinstance(node, nodes.Name) and id(node) not in inside}


def _own_scope(node: nodes.Node) -> Iterable[nodes.Node]:
    if isinstance(node, nodes.Call) and node.where is not None and stream_named(node.source) is not None:
        return descendants(node.where)
    return ()
