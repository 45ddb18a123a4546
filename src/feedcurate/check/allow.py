"""`-- allow W201: reason` on a statement: warnings that the writer has seen and wants to keep.

In: all diagnostics and the statements with their comments. Out: the diagnostics that remain, and warnings on
allowances that allow nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from feedcurate.check.messages import warnings as say
from feedcurate.check.scope import Space
from feedcurate.syntax import nodes
from feedcurate.syntax.walk import descendants
from feedcurate.text.codes import all_codes
from feedcurate.text.diagnostic import Diagnostic, Severity

_ALLOW = re.compile(r"\s*(?:--)?\s*allow\s+(\w+)\s*(:?)\s*(.*)", re.DOTALL)


def apply_allowances(
    diagnostics: Iterable[Diagnostic], statements: Iterable[tuple[nodes.Statement, Space]]
) -> Iterator[Diagnostic]:
    """What is left once each statement's allowances have silenced its own warnings."""
    allowed: list[tuple[nodes.Statement, str]] = []
    for node, _ in statements:
        for code, reason in _allowances(node):
            if not code.startswith("W") or code not in all_codes():
                yield say.allow_unknown(code, node.span)
            else:
                allowed.append((node, code))
                if not reason:
                    yield say.allow_without_reason(code, node.span)
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.ERROR or not _is_allowed(diagnostic, allowed):
            yield diagnostic


def _allowances(node: nodes.Statement) -> Iterator[tuple[str, str]]:
    for line in descendants(node):
        if isinstance(line, nodes.Line):
            behind = () if line.comments.behind is None else (line.comments.behind,)
            for comment in (*line.comments.before, *behind):
                found = _ALLOW.fullmatch(comment)
                if found:
                    yield found[1], found[3].strip()


def _is_allowed(diagnostic: Diagnostic, allowed: list[tuple[nodes.Statement, str]]) -> bool:
    span = diagnostic.span
    return any(
        code == diagnostic.code and node.span.source is span.source and node.span.start <= span.start <= node.span.end
        for node, code in allowed
    )
