r"""Edges of words in regular expressions that are none.

In: an expression as a rule file has it. Out: the first `\b` beside a letter that RE2 does not take for one, since its
`\b` is ASCII's: `/café\b/` wants a letter from a to z behind the é.
"""

from __future__ import annotations

import regex
from attrs import frozen

_EDGE = regex.compile(
    r"(?<!\\)(?:\\\\)*\K(?:\\b(?P<first>[\p{L}\p{M}--\p{ASCII}])|(?P<last>[\p{L}\p{M}--\p{ASCII}])\\b)", regex.V1
)


@frozen
class Edge:
    r"""A `\b` with the letter beside it, and what finds the edge of a word there."""

    written: str
    instead: str


def ascii_edge(source: str) -> Edge | None:
    """The first edge that is none."""
    found = _EDGE.search(source)
    if found is None:
        return None
    first, last = found["first"], found["last"]
    return Edge(found[0], rf"(^|[^\pL]){first}" if first else rf"{last}([^\pL]|$)")
