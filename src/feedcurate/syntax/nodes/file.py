"""A whole rule file.

In: nothing. Out: the union `Statement`, and `File` with what could and could not be read.
"""

from __future__ import annotations

from attrs import field, frozen

from feedcurate.syntax.nodes.base import Line, Node
from feedcurate.syntax.nodes.examples import Claim, Example
from feedcurate.syntax.nodes.statements import Feed, Let, List, Rule, Set, Signal, Use

Statement = Use | Set | Signal | List | Let | Rule | Feed | Example | Claim


@frozen
class Broken(Line):
    """A statement that could not be parsed; its name is kept so that uses of it raise nothing further."""

    keyword: str
    name: str | None = None


@frozen
class File(Node):
    """A whole rule file: its statements in order, the broken ones beside them, and the comments at its end."""

    statements: tuple[Statement, ...]
    broken: tuple[Broken, ...] = ()
    end_comments: tuple[str, ...] = field(default=(), eq=False)
