"""`-- allow W201: reason` on a statement: warnings that the writer has seen and wants to keep.

In: all diagnostics and the statements with their comments. Out: the diagnostics that remain, and warnings on
allowances that allow nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from attrs import Factory, define

from feedcurate.check.messages import warnings as say
from feedcurate.check.scope import Space
from feedcurate.syntax import nodes
from feedcurate.syntax.walk import descendants
from feedcurate.text.codes import all_codes
from feedcurate.text.diagnostic import Diagnostic, Severity
from feedcurate.text.span import Span

_ALLOW = re.compile(r"\s*(?:--)?\s*allow\s+(\w+)\s*(:?)\s*(.*)", re.DOTALL)


def apply_allowances(
    diagnostics: Iterable[Diagnostic], statements: Iterable[tuple[nodes.Statement, Space]]
) -> Iterator[Diagnostic]:
    """What is left once each statement's allowances have silenced its own warnings."""
    known = frozenset(code for code in all_codes() if code.startswith("W"))
    allowed = _Allowed()
    for node, _ in sorted(statements, key=lambda pair: pair[0].span.start):
        codes: set[str] = set()
        for code, reason, span in _allowances(node):
            if code not in known:
                yield say.allow_unknown(code, span)
                continue
            codes.add(code)
            if not reason:
                yield say.allow_without_reason(code, span)
        allowed.add(node.span, codes)
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.ERROR or not allowed.has(diagnostic):
            yield diagnostic


@define
class _Allowed:
    """The codes that statements allow, by source and in the order of the text."""

    starts: dict[int, list[int]] = Factory(dict)
    spans: dict[int, list[tuple[Span, set[str]]]] = Factory(dict)

    def add(self, span: Span, codes: set[str]) -> None:
        self.starts.setdefault(id(span.source), []).append(span.start)
        self.spans.setdefault(id(span.source), []).append((span, codes))

    def has(self, diagnostic: Diagnostic) -> bool:
        source, start = id(diagnostic.span.source), diagnostic.span.start
        at = bisect_right(self.starts.get(source, []), start) - 1
        if at < 0:
            return False
        span, codes = self.spans[source][at]
        return start <= span.end and diagnostic.code in codes


def _allowances(node: nodes.Statement) -> Iterator[tuple[str, str, Span]]:
    """The code and the reason of each allowance in a statement's comments, and where it stands."""
    for line in descendants(node):
        if not isinstance(line, nodes.Line):
            continue
        groups = [line.comments, *([line.when_comments] if isinstance(line, nodes.Rule) else [])]
        for comment in (c for group in groups for c in (*group.before, group.behind) if c is not None):
            found = _ALLOW.fullmatch(comment)
            if found:
                yield found[1], found[3].strip(), _place(comment, line.span)


def _place(comment: str, line: Span) -> Span:
    """Where a comment stands: above the line that it belongs to, or else behind its start."""
    text = line.source.text
    start = text.rfind(comment, 0, line.start)
    if start < 0 or text[start + len(comment) : line.start].strip(" \t\r\n-"):
        below = text.find(comment, line.start)
        start = below if below >= 0 else start
    return line if start < 0 else Span(line.source, start, start + len(comment))
