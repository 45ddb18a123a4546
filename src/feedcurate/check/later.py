"""What this version reads, formats and checks, but does not run: one diagnostic a statement.

In: the statements of all files and the places that checking found. Out: E190s.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.messages import values as say
from feedcurate.check.scope import Space
from feedcurate.syntax import nodes
from feedcurate.text.span import Span


def report_later(e: Elaboration, statements: Iterable[tuple[nodes.Statement, Space]]) -> None:
    """One E190 for each statement that needs a later version."""
    for node, _ in statements:
        whole = _whole(node)
        inside = [span for span in e.later if _contains(node.span, span)]
        if whole is not None:
            e.report(say.not_yet(*whole))
        elif inside:
            e.report(say.not_yet(*_part(node, min(inside, key=lambda span: span.start))))


def _whole(node: nodes.Statement) -> tuple[str, Span] | None:
    match node:
        case nodes.Rule(subject=nodes.Name("account" | "session" | "draft" as word) as name):
            return f"rules for {word}s", name.span
        case nodes.Example(title):
            return "`example` blocks", title.span
        case nodes.Claim(kind, title):
            return f"`{kind.value}` claims", title.span
        case _:
            return None


def _part(node: nodes.Statement, span: Span) -> tuple[str, Span]:
    match node:
        case nodes.Feed():
            return "a limit `per session`", span
        case nodes.List():
            return '`like "…"` in a topic', span
        case _:
            return f"looking back over time with `{span.text}`", span


def _contains(outer: Span, inner: Span) -> bool:
    return outer.source is inner.source and outer.start <= inner.start and inner.end <= outer.end
