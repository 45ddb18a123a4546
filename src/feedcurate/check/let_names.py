"""The names that a definition uses, without those that mean something else where they stand.

In: an expression. Out: its `Use`s of names. Not among them are the words after `is` and `has`, the elements that an
enclosing list or stream binds, and a definition's own name compared with something (`let video = post.kind = video`
means the value).
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from feedcurate.check.scope import STREAMS, split_source, stream_named
from feedcurate.model.fields import singular_of
from feedcurate.syntax import nodes
from feedcurate.syntax.walk import children


@frozen
class Use:
    """A name, plain or behind that of a used file; `stream` is the innermost stream in whose scope it stands."""

    name: str
    alias: str | None
    stream: str | None

    @property
    def first(self) -> str:
        """What the name starts with."""
        return self.alias or self.name


@frozen
class _At:
    """A node, and what is around it."""

    node: nodes.Node
    bound: frozenset[str] = frozenset()
    stream: str | None = None


def uses(value: nodes.Expr, own: str) -> Iterator[Use]:
    """The names that the definition of `own` uses."""
    waiting = [_At(value)]
    while waiting:
        at = waiting.pop()
        match at.node:
            case nodes.Name(name):
                if name not in at.bound:
                    yield Use(name, None, at.stream)
            case nodes.Attribute(nodes.Name(alias), name):
                if alias not in at.bound:
                    yield Use(name, alias, at.stream)
                    yield Use(alias, None, at.stream)
            case nodes.Is(left) | nodes.Has(left):
                waiting.append(_At(left, at.bound, at.stream))
            case nodes.Compare(_, left, right):
                waiting += [_At(n, at.bound, at.stream) for n in (left, right) if not _is_name(n, own)]
            case nodes.In(left, nodes.SetLit(items)):
                waiting += [_At(n, at.bound, at.stream) for n in (left, *items) if not _is_name(n, own)]
            case nodes.Call() as call:
                waiting += _inside(call, at)
            case node:
                waiting += [_At(child, at.bound, at.stream) for child in children(node)]


def _is_name(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.id == name


def _inside(call: nodes.Call, at: _At) -> Iterator[_At]:
    """The parts of a call; its `where`, and what it measures of a stream, have a scope of their own."""
    stream = stream_named(call.source)
    measured, source = split_source(call.source) if stream is not None else (None, call.source)
    yield from (_At(part, at.bound, at.stream) for part in (source, *call.arguments))
    if stream is not None:
        bound = frozenset({STREAMS[stream].value, "author"})
        yield from (_At(part, bound, stream) for part in (measured, call.where) if part is not None)
    elif call.where is not None:
        element = {singular_of(source.name)} if isinstance(source, nodes.Attribute) else set()
        yield _At(call.where, at.bound | element, at.stream)
