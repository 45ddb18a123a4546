"""What this version reads, formats and checks, but does not run: one diagnostic a statement.

In: the statements of all files and the places that checking found. Out: E190s.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.messages import values as say
from feedcurate.check.scope import Space
from feedcurate.syntax import nodes
from feedcurate.text.span import Span


def report_later(e: Elaboration, statements: Iterable[tuple[nodes.Statement, Space]]) -> None:
    """One E190 for each statement that needs a later version."""
    found = _by_source(e.later)
    for node, _ in statements:
        part = _first_inside(found.get(id(node.span.source), []), node.span)
        if part is not None:
            e.report(say.meaning_not_matched(part))


def _by_source(spans: Iterable[Span]) -> dict[int, list[Span]]:
    """The spans of each source, in the order of the text."""
    found: dict[int, list[Span]] = {}
    for span in spans:
        found.setdefault(id(span.source), []).append(span)
    return {source: sorted(part, key=_start) for source, part in found.items()}


def _first_inside(spans: Sequence[Span], outer: Span) -> Span | None:
    at = bisect_left(spans, outer.start, key=_start)
    return spans[at] if at < len(spans) and spans[at].start < outer.end else None


def _start(span: Span) -> int:
    return span.start
