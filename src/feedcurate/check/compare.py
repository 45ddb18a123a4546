"""Comparisons: `=`, `<` and their kin, `between`, and the ranges that `in` takes.

In: nodes whose two sides may give each other their kind. Out: comparisons of kinds that go together.
"""

from __future__ import annotations

from typing import cast

from attrs import frozen

from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.literals import is_declared, is_word, takes_word, word_of
from feedcurate.check.messages import kinds as say
from feedcurate.check.messages.articles import a
from feedcurate.check.operators import RANGES, WRAPPING, how_compared, is_account, is_ordered, same_kind
from feedcurate.check.scope import ACCOUNT, Scope
from feedcurate.model.identity import account_set
from feedcurate.model.kinds import Enumeration, Kind, Simple, Structure
from feedcurate.program.expr import Compare, Const, Expr, How, InAccounts, Not, Within
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr
from feedcurate.text.diagnostic import Label

_MIRROR = {
    nodes.CompareOp.EQ: nodes.CompareOp.EQ,
    nodes.CompareOp.NE: nodes.CompareOp.NE,
    nodes.CompareOp.LT: nodes.CompareOp.GT,
    nodes.CompareOp.LE: nodes.CompareOp.GE,
    nodes.CompareOp.GT: nodes.CompareOp.LT,
    nodes.CompareOp.GE: nodes.CompareOp.LE,
}
_EQUALITY = frozenset({nodes.CompareOp.EQ, nodes.CompareOp.NE})


@frozen
class Side:
    """One side of a comparison: as written and as checked."""

    node: nodes.Expr
    typed: Typed

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return self.typed.kind

    @property
    def label(self) -> Label:
        """What a message says beside it."""
        return Label(self.node.span, a(str(self.kind)))


def side(e: Elaboration, node: nodes.Expr, scope: Scope, other: Kind | None = None) -> Side | None:
    """One side, a bare word or account read as the other side's kind wants it."""
    typed: Typed | None
    if isinstance(node, nodes.AccountLit):
        index = e.account_sets.add(account_set([node.value]))
        typed = e.typed(Const(index, ACCOUNT), ACCOUNT)
    elif other is not None and isinstance(node, nodes.Name | nodes.TextLit) and takes_word(node, other, scope):
        typed = word_of(e, node, other)
    else:
        typed = e.infer(node, scope)
    return None if typed is None else Side(node, typed)


def sides(e: Elaboration, left: nodes.Expr, right: nodes.Expr, scope: Scope) -> tuple[Side, Side] | None:
    """Both sides, the one that speaks for itself first; None with every mistake in either reported."""
    if is_word(left) and not is_word(right):
        second, first = _in_turn(e, right, left, scope)
    else:
        first, second = _in_turn(e, left, right, scope)
    return None if first is None or second is None else (first, second)


def _in_turn(e: Elaboration, one: nodes.Expr, other: nodes.Expr, scope: Scope) -> tuple[Side | None, Side | None]:
    """Two sides, the second read as the first wants it; beside a mistake nobody knows what a bare word means."""
    first = side(e, one, scope)
    if first is None and isinstance(other, nodes.Name) and not is_declared(other, scope):
        return None, None
    return first, side(e, other, scope, _kind(first))


def _kind(side: Side | None) -> Kind | None:
    return None if side is None else side.kind


def infer_compare(e: Elaboration, node: nodes.Compare, scope: Scope) -> Typed | None:
    """`left op right`."""
    found = sides(e, node.left, node.right, scope)
    if found is None:
        return None
    left, right = found
    if not same_kind(left.kind, right.kind):
        mismatch(e, node.op.value, left, right)
        return None
    if node.op not in _EQUALITY and not is_ordered(left.kind):
        e.report(say.not_ordered(node.op.value, str(left.kind), node.span))
        return None
    expr = equality(e, node.op, left, right)
    if expr is None:
        help_ = "ask for one of its fields, or use `has`"
        labels = (left.label, right.label)
        e.report(say.cannot_compare(node.op.value, str(left.kind), str(right.kind), node.span, labels, help_))
        return None
    return e.typed(expr, Simple.TRUTH)


def equality(e: Elaboration, op: nodes.CompareOp, left: Side, right: Side) -> Expr | None:
    """The comparison of two sides of one kind; None where that kind has none. A constant goes to the right."""
    if isinstance(e.table[left.typed.id], Const) and not isinstance(e.table[right.typed.id], Const):
        left, right, op = right, left, _MIRROR[op]
    how = how_compared(left.kind)
    if how is None:
        return None
    constant = e.table[right.typed.id]
    if how is How.ACCOUNT and isinstance(constant, Const):
        inside = InAccounts(left.typed.id, cast(int, constant.value))
        return inside if op is nodes.CompareOp.EQ else Not(e.table.add(inside, Simple.TRUTH))
    order = left.kind.values if isinstance(left.kind, Enumeration) and left.kind.ordered else ()
    return Compare(op, left.typed.id, right.typed.id, how, order)


def mismatch(e: Elaboration, op: str, left: Side, right: Side) -> None:
    """Say in the way that helps most that two kinds do not go together."""
    for one, other in ((left, right), (right, left)):
        if one.kind is Simple.NUMBER and other.kind is Simple.DURATION and isinstance(one.node, nodes.NumberLit):
            e.report(say.unit_missing(format_expr(one.node), one.node.span))
            return
        if one.kind is Simple.SHARE and other.kind is Simple.NUMBER and isinstance(one.node, nodes.ShareLit):
            instead = f"{one.node.percent / 100:g}"
            e.report(say.share_and_number(format_expr(one.node), "share", instead, one.node.span))
            return
        if one.kind is Simple.NUMBER and other.kind is Simple.SHARE and isinstance(one.node, nodes.NumberLit):
            percent = one.node.value * 100 if one.node.value <= 1 else one.node.value
            instead = f"{percent:g}%"
            e.report(say.share_and_number(format_expr(one.node), "number", instead, one.node.span))
            return
    e.report(
        say.cannot_compare(
            op, str(left.kind), str(right.kind), left.node.span.to(right.node.span), (left.label, right.label),
            _mismatch_help(left, right),
        )
    )  # fmt: skip


def _mismatch_help(left: Side, right: Side) -> str:
    for one, other in ((left, right), (right, left)):
        path = format_expr(one.node)
        if isinstance(other.node, nodes.AccountLit) and one.kind is Simple.TEXT:
            return f"compare the account itself: `author = {format_expr(other.node)}`"
        if one.kind is Simple.INSTANT and other.kind in (Simple.DATE, Simple.CLOCK, Simple.DAY):
            name = {Simple.DATE: "date", Simple.CLOCK: "time"}.get(Simple(str(other.kind)), "day")
            return f"say `{path}.{name}`"
        if one.kind is Simple.INSTANT and other.kind is Simple.DURATION:
            return f"an age is a duration: `now - {path}`, or `post.age`"
        if one.kind is Simple.TEXT and is_account(other.kind):
            return (
                f"compare the account with `@name@host` or with its address, or say `{format_expr(other.node)}.handle`"
            )
        if one.kind is Simple.TEXT and other.kind is Simple.TRUTH:
            return "a condition stands alone, without `=`"
        if isinstance(one.kind, Structure):
            return f"ask for one of its fields: `{path}.…`"
    return ""


def infer_between(e: Elaboration, node: nodes.Between, scope: Scope) -> Typed | None:
    """`x between a and b`, both included."""
    return within(e, node.operand, node.low, node.high, node, scope)


def within(
    e: Elaboration, operand: nodes.Expr, low: nodes.Expr, high: nodes.Expr, node: nodes.Expr, scope: Scope
) -> Typed | None:
    """Whether something lies between two ends of its own kind."""
    value = side(e, operand, scope)
    if value is None:
        return None
    ends = tuple(side(e, end, scope, value.kind) for end in (low, high))
    if ends[0] is None or ends[1] is None:
        return None
    if not same_kind(ends[0].kind, ends[1].kind) or ends[0].kind not in RANGES:
        e.report(say.ends_differ(str(ends[0].kind), str(ends[1].kind), low.span.to(high.span)))
        return None
    if not same_kind(value.kind, ends[0].kind):
        mismatch(e, "in" if isinstance(node, nodes.In) else "between", value, ends[0])
        return None
    if _reversed(e, ends[0], ends[1]):
        e.report(say.range_reversed(format_expr(low), format_expr(high), low.span.to(high.span)))
        return None
    wraps = value.kind in WRAPPING
    return e.typed(Within(value.typed.id, ends[0].typed.id, ends[1].typed.id, wraps), Simple.TRUTH)


def _reversed(e: Elaboration, low: Side, high: Side) -> bool:
    first, last = e.table[low.typed.id], e.table[high.typed.id]
    if low.kind in WRAPPING or not (isinstance(first, Const) and isinstance(last, Const)):
        return False
    return bool(first.value > last.value)  # type: ignore[operator]  # constants of one ordered kind
