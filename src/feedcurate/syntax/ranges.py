"""What can be wrong with a range before anything is known of its names.

In: its two ends. Out: the mistake, if there is one. Clocks and words (days) wrap, so that they are never reversed.
"""

from __future__ import annotations

from feedcurate.syntax import literals, messages, nodes
from feedcurate.syntax.nodes import Expr
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.span import Span

_KINDS: dict[type[nodes.Node], str] = {
    nodes.NumberLit: "a number",
    nodes.ShareLit: "a share",
    nodes.DurationLit: "a duration",
    nodes.ClockLit: "a clock",
    nodes.DateLit: "a date",
    nodes.Name: "a word",
}


def range_mistake(low: Expr, high: Expr, span: Span) -> Diagnostic | None:
    """Two ends of different kinds, or an end before the start."""
    if type(low) is not type(high):
        return messages.mixed_range(_KINDS[type(low)], _KINDS[type(high)], span, _with_the_unit_of(low, high))
    if _is_reversed(low, high):
        return messages.reversed_range(low.span.text, high.span.text, span)
    return None


def _is_reversed(low: Expr, high: Expr) -> bool:
    match low, high:
        case nodes.NumberLit(), nodes.NumberLit():
            return low.value > high.value
        case nodes.ShareLit(), nodes.ShareLit():
            return low.percent > high.percent
        case nodes.DurationLit(), nodes.DurationLit():
            return low.amount * literals.SECONDS[low.unit] > high.amount * literals.SECONDS[high.unit]
        case nodes.DateLit(), nodes.DateLit():
            return low.value > high.value
        case _:
            return False


def _with_the_unit_of(low: Expr, high: Expr) -> str | None:
    """`5..10 minutes` as it is meant: with the unit at both ends."""
    match low, high:
        case nodes.NumberLit(), nodes.DurationLit() | nodes.ShareLit():
            unit = high.span.text.lstrip("-0123456789_.")
            return f"{low.span.text}{unit}..{high.span.text}"
        case _:
            return None
