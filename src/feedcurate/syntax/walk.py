"""Going through a tree without recursion.

In: a node. Out: it and everything below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import attrs

from feedcurate.syntax.nodes import Node


@cache
def _parts(cls: type) -> tuple[str, ...]:
    return tuple(a.name for a in attrs.fields(cls) if a.name not in ("span", "comments", "when_comments"))


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below one, in the order they are written."""
    kind: type = type(node)
    for name in _parts(kind):
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Node))


def descendants(node: Node) -> Iterator[Node]:
    """The node itself and all below it, parents first."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(list(children(current))))
