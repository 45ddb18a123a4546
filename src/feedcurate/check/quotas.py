"""The feed: its quotas and its order.

In: the `Feed` statements of all files. Out: checked quotas, in the order of their texts, and the order of the feed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from attrs import evolve

from feedcurate.check.amounts import amount, is_let
from feedcurate.check.elaborate import Elaboration
from feedcurate.check.literals import duration_of
from feedcurate.check.messages import values as say
from feedcurate.check.scope import Scope
from feedcurate.model.kinds import Simple
from feedcurate.program.expr import Calendar, ExprId, Window
from feedcurate.program.program import AtLeast, AtMost, InARow, Key, Once, OnceKey, Order, Per, Quota
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr, format_statement

MOST = 1_000_000
"""The largest number of posts that a quota may name."""

Word = TypeVar("Word", bound=StrEnum)


class _Period(StrEnum):
    """What may stand after `per`, besides a duration."""

    DAY = "day"
    SESSION = "session"


_PERIODS = frozenset(word.value for word in _Period)
_CALENDAR = {_Period.DAY: Calendar.TODAY, _Period.SESSION: Calendar.SESSION}


def check_quotas(e: Elaboration, quotas: Iterable[tuple[nodes.Quota, Scope]]) -> tuple[tuple[Quota, ...], Order]:
    """All quotas of all files and the order of the feed; equal lines count once."""
    found: dict[str, Quota] = {}
    orders: dict[Order, nodes.OrderBy] = {}
    filled = ((_filled_in(e, node, scope), scope) for node, scope in quotas)
    for node, scope in sorted(((n, s) for n, s in filled if n is not None), key=lambda pair: _text(pair[0])):
        if isinstance(node, nodes.OrderBy):
            order = _word(e, node.key, Order, "the order of a feed")
            if order is not None:
                orders.setdefault(order, node)
            continue
        quota = _quota(e, node, scope)
        if quota is not None:
            found.setdefault(quota.text, quota)
    if len(orders) > 1:
        first, second = sorted(orders.values(), key=lambda n: n.span.start)[:2]
        e.report(say.orders_differ(second.span, first.span))
    return tuple(found.values()), next(iter(orders), Order.RANK)


def _filled_in(e: Elaboration, node: nodes.Quota, scope: Scope) -> nodes.Quota | None:
    """A quota with its amounts instead of the names of `let`s; None, with a report, where a name is of no such."""
    match node:
        case nodes.AtLeast() | nodes.AtMost():
            count, window = _number(e, node.count, scope), _number(e, node.window, scope)
            return None if count is None or window is None else evolve(node, count=count, window=window)
        case nodes.InARow():
            count = _number(e, node.count, scope)
            return None if count is None else evolve(node, count=count)
        case nodes.Per():
            count, period = _number(e, node.count, scope), _period(e, node.period, scope)
            return None if count is None or period is None else evolve(node, count=count, period=period)
        case nodes.Once(within=nodes.Name() as name):
            within = amount(e, name, scope, nodes.DurationLit)
            return None if within is None else evolve(node, within=within)
        case _:
            return node


def _period(
    e: Elaboration, node: nodes.Name | nodes.DurationLit, scope: Scope
) -> nodes.Name | nodes.DurationLit | None:
    """`day` and `session` are no names of `let`s here."""
    if isinstance(node, nodes.Name) and node.id not in _PERIODS and is_let(node, scope):
        return amount(e, node, scope, nodes.DurationLit)
    return node


def _number(e: Elaboration, node: nodes.Count, scope: Scope) -> nodes.NumberLit | None:
    return amount(e, node, scope, nodes.NumberLit) if isinstance(node, nodes.Name) else node


def _text(node: nodes.Quota) -> str:
    """A line of a feed as it is shown beside what it did: canonical, on one line, without comments."""
    _, *lines = format_statement(nodes.Feed((evolve(node, comments=nodes.NO_COMMENTS),)))
    return " ".join(line.strip() for line in lines)


def _quota(
    e: Elaboration, node: nodes.AtLeast | nodes.AtMost | nodes.InARow | nodes.Per | nodes.Once, scope: Scope
) -> Quota | None:
    text = _text(node)
    match node:
        case nodes.AtLeast() | nodes.AtMost():
            count, window = _count(e, node.count), _count(e, node.window)
            when = _when(e, node.when, scope)
            if count is None or window is None or when is None:
                return None
            if count > window:
                e.report(say.more_than_all(count, window, node.count.span.to(node.window.span)))
                return None
            made = AtLeast if isinstance(node, nodes.AtLeast) else AtMost
            return made(count, window, when, text=text, span=node.span)
        case nodes.InARow():
            count, key = _count(e, node.count), _word(e, node.key, Key, "the key of `in a row by`")
            when = _when(e, node.when, scope)
            if count is None or key is None or (when is None and node.when is not None):
                return None
            return InARow(count, key, when, text=text, span=node.span)
        case nodes.Per():
            return _per(e, node, text, scope)
        case nodes.Once():
            return _once(e, node, text)


def _per(e: Elaboration, node: nodes.Per, text: str, scope: Scope) -> Per | None:
    count, when = _count(e, node.count), _when(e, node.when, scope)
    key = None if node.key is None else _word(e, node.key, Key, "the key of `by`")
    period: Window | None
    if isinstance(node.period, nodes.DurationLit):
        period = _duration(e, node.period)
    else:
        word = _word(e, node.period, _Period, "the period of `per`", ("day", "session", "30 minutes"))
        period = None if word is None else _CALENDAR[word]
        if word is _Period.DAY:
            e.zone_uses.append(node.span)
    if count is None or period is None or (key is None) != (node.key is None) or (when is None) != (node.when is None):
        return None
    return Per(count, period, key, when, text=text, span=node.span)


def _once(e: Elaboration, node: nodes.Once, text: str) -> Once | None:
    within = None if node.within is None else _duration(e, node.within)
    key: OnceKey | str | None
    if e.signals.get(node.key.id) is Simple.TEXT:
        key = node.key.id
    else:
        texts = [name for name, kind in e.signals.items() if kind is Simple.TEXT]
        key = _word(e, node.key, OnceKey, "the key of `once per`", (*(k.value for k in OnceKey), *texts))
    if key is None or (within is None) != (node.within is None):
        return None
    return Once(key, within, text=text, span=node.span)


def _count(e: Elaboration, node: nodes.Count) -> int | None:
    if isinstance(node, nodes.Name):  # filled in before
        return None
    if node.value != int(node.value) or not 1 <= node.value <= MOST:
        e.report(say.bad_count(format_expr(node), node.span))
        return None
    return int(node.value)


def _duration(e: Elaboration, node: nodes.DurationLit | nodes.Name) -> timedelta | None:
    if isinstance(node, nodes.Name):  # filled in before
        return None
    amount = duration_of(node)
    if amount <= timedelta(0):
        e.report(say.not_positive(format_expr(node), node.span, "write a longer duration"))
        return None
    return amount


def _when(e: Elaboration, node: nodes.Expr | None, scope: Scope) -> ExprId | None:
    typed = None if node is None else e.condition(node, scope)
    return None if typed is None else typed.id


def _word(
    e: Elaboration, node: nodes.Name, words: type[Word], what: str, candidates: Iterable[str] | None = None
) -> Word | None:
    try:
        return words(node.id)
    except ValueError:
        known = [word.value for word in words] if candidates is None else candidates
        e.report(say.unknown_key(node.id, what, node.span, known))
        return None
