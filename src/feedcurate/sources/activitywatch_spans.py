"""Stretches of time, cut and joined.

In: pairs of instants, the first not after the second. Out: sorted pairs that do not touch. Work is in the length of
the input times the logarithm of what it is cut by.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

Span = tuple[datetime, datetime]


def joined(spans: Iterable[Span]) -> list[Span]:
    """The instants in any of some spans; those that overlap or touch become one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def within(span: Span, allowed: Sequence[Span]) -> Iterator[Span]:
    """The parts of a span that lie in any of some joined spans; one without length stays whole or goes."""
    start, end = span
    for low, high in _from(allowed, start):
        if low > end:
            break
        part = max(start, low), min(end, high)
        # An instant at the very end of what is allowed is the beginning of what is not.
        if part[0] < part[1] or (start == end and low <= start < high):
            yield part


def without(span: Span, forbidden: Sequence[Span]) -> Iterator[Span]:
    """The parts of a span that lie in none of some joined spans; one without length stays whole or goes."""
    start, end = span
    is_instant = start == end
    for low, high in _from(forbidden, start):
        if low > end or (low == end and not is_instant):
            break
        if is_instant:
            if low <= start < high:
                return
            continue
        if start < low:
            yield start, low
        start = max(start, high)
        if start >= end:
            return
    yield start, end


def _from(spans: Sequence[Span], start: datetime) -> Iterator[Span]:
    """Some joined spans, from the first that ends at an instant or after it; those before it are not looked at."""
    for place in range(bisect_left(spans, start, key=lambda span: span[1]), len(spans)):
        yield spans[place]
