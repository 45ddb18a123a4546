"""Which definitions lean on which, and which words of a subject they speak of in the end.

In: the `let`s of all files and what is set over them. Out: a `LetGraph`, made once a program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from feedcurate.check.let_names import Use, uses
from feedcurate.check.order import groups, is_circle
from feedcurate.check.scope import Symbol, words_of
from feedcurate.model.item import Item
from feedcurate.syntax import nodes


@frozen
class Part:
    """A definition that another one names, and the stream whose `where` it is named in, if it is."""

    symbol: Symbol
    stream: str | None = None

    @property
    def name(self) -> str:
        """Its qualified name."""
        return self.symbol.qualified


@frozen
class LetGraph:
    """The definitions in an order in which each comes after those it leans on, and the circles, which are left out.

    `parts` are the definitions that one names; `words` the subjects' words that it, or one it leans on, speaks of.
    """

    order: tuple[Symbol, ...] = ()
    circles: tuple[tuple[Symbol, ...], ...] = ()
    values: Mapping[str, nodes.Expr] = {}
    parts: Mapping[str, tuple[Part, ...]] = {}
    words: Mapping[str, frozenset[str]] = {}


def let_graph(symbols: Iterable[Symbol], overrides: Mapping[str, nodes.Expr], item: type[Item]) -> LetGraph:
    """The graph of the definitions, a definition that is set from outside standing for what it is set to."""
    by_name = {s.qualified: s for s in symbols if isinstance(s.node, nodes.Let)}
    values = {name: overrides.get(name, s.node.value) for name, s in by_name.items() if isinstance(s.node, nodes.Let)}
    used = {name: tuple(uses(values[name], symbol.node.name.id)) for name, symbol in by_name.items()}
    parts = {name: tuple(_parts(symbol, used[name])) for name, symbol in by_name.items()}
    graph = {name: sorted({part.name for part in found}) for name, found in parts.items()}
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
        inherited = (words.get(part.name, frozenset()) for part in parts[name] if part.stream is None)
        own = frozenset(use.first for use in used[name] if use.stream is None)
        words[name] = (own & subject_words).union(*inherited)
    return LetGraph(tuple(order), tuple(circles), values, parts, words)


def _parts(symbol: Symbol, used: Iterable[Use]) -> Iterable[Part]:
    """The `let`s that a definition names, each once a stream."""
    found: dict[tuple[str, str | None], Part] = {}
    for use in dict.fromkeys(used):
        space = symbol.space if use.alias is None else symbol.space.find_alias(use.alias)
        named = None if space is None else space.find(use.name)
        if named is not None and isinstance(named.node, nodes.Let):
            found[named.qualified, use.stream] = Part(named, use.stream)
    return found.values()
