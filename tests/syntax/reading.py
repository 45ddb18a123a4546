"""Short ways to read rule files in tests."""

from __future__ import annotations

from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import Expr, File, Statement
from feedcurate.syntax.parse import parse
from feedcurate.text.span import Source


def read(text: str) -> File:
    """The tree of a text without mistakes."""
    result = parse(Source("test.curate", text))
    assert result.diagnostics == (), text
    return result.file


def statement(text: str) -> Statement:
    """The one statement of a text."""
    (only,) = read(text).statements
    return only


def expression(text: str) -> Expr:
    """The expression that a text is."""
    let = statement(f"let x = {text}")
    assert isinstance(let, nodes.Let)
    return let.value


def codes(text: str) -> list[str]:
    """The codes of what reading a text says, in the order of the text."""
    return [diagnostic.code for diagnostic in parse(Source("test.curate", text)).diagnostics]
