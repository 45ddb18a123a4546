"""Texts with places to fill in: `{author.name}`.

In: the text of an action and the scope of its rule. Out: a `Template`.
"""

from __future__ import annotations

import re

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.messages import values as say
from feedcurate.check.messages.articles import a
from feedcurate.check.operators import is_account
from feedcurate.check.scope import Scope
from feedcurate.model.kinds import Enumeration, Kind, Simple
from feedcurate.program.expr import ExprId
from feedcurate.program.program import Template
from feedcurate.syntax import nodes
from feedcurate.text.span import Span

_PLACE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_PATH = re.compile(r"\s*[^\W\d]\w*(\s*\.\s*[^\W\d]\w*)*\s*")


def template(e: Elaboration, node: nodes.TextLit, scope: Scope) -> Template | None:
    """The template of a text; None with every mistake in it reported."""
    parts: list[str | ExprId] = []
    before, ok = 0, True
    for place in _PLACE.finditer(node.value):
        parts.append(node.value[before : place.start()])
        before = place.end()
        if place[0] in ("{{", "}}"):
            parts.append(place[0][0])
            continue
        value = _value(e, place[0], place[1], node.span, scope)
        ok = ok and value is not None
        parts.append("" if value is None else value)
    parts.append(node.value[before:])
    return Template(_joined(parts)) if ok else None


def _value(e: Elaboration, place: str, inside: str | None, span: Span, scope: Scope) -> ExprId | None:
    if inside is None:
        e.report(say.bad_template(f"the brace `{place}` has no partner", span))
        return None
    if not _PATH.fullmatch(inside):
        e.report(say.bad_template(f"`{place}` does not name a value", span))
        return None
    first, *rest = (word.strip() for word in inside.split("."))
    path: nodes.Expr = nodes.Name(first, span=span)
    for word in rest:
        path = nodes.Attribute(path, word, span=span)
    typed = e.infer(path, scope)
    if typed is None:
        return None
    if not _printable(typed.kind):
        e.report(say.bad_template(f"`{place}` is {a(str(typed.kind))}, which has no words", span))
        return None
    return typed.id


def _printable(kind: Kind) -> bool:
    return isinstance(kind, Simple | Enumeration) or is_account(kind)


def _joined(parts: list[str | ExprId]) -> tuple[str | ExprId, ...]:
    """Neighbouring texts as one, empty ones left out."""
    result: list[str | ExprId] = []
    for part in parts:
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        elif part != "":
            result.append(part)
    return tuple(result)
