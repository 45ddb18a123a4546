"""Expressions of the tree to checked expressions: the dispatch, names, fields, and the connectives.

In: nodes and the scope they stand in. Out: `Typed`, or None with every mistake reported.
"""

from __future__ import annotations

from typing import assert_never

from feedcurate.check import calls, compare, has_is, lets, literals, membership, outcomes, paths, words
from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.messages import kinds as say
from feedcurate.check.messages import names as say_names
from feedcurate.check.operators import ARITHMETIC
from feedcurate.check.scope import Known, Scope
from feedcurate.check.unknown import report_unknown
from feedcurate.model.kinds import SetOf, Simple
from feedcurate.program.expr import And, Arith, Const, Expr, Not, Or
from feedcurate.program.program import Connective
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr


def infer(e: Elaboration, node: nodes.Expr, scope: Scope) -> Typed | None:
    """The checked form of any expression."""
    match node:
        case nodes.Name():
            return infer_name(e, node, scope)
        case nodes.Attribute():
            return paths.infer_attribute(e, node, scope)
        case (
            nodes.TextLit() | nodes.NumberLit() | nodes.ShareLit() | nodes.DurationLit() | nodes.ClockLit()
            | nodes.DateLit() | nodes.HashtagLit() | nodes.AccountLit() | nodes.SiteLit() | nodes.RegexLit()
        ):  # fmt: skip
            return literals.infer_literal(e, node)
        case nodes.Not():
            return _not(e, node, scope)
        case nodes.Logic():
            return _logic(e, node, scope)
        case nodes.Implies():
            return _implies(e, node, scope)
        case nodes.Always():
            return e.typed(Const(True, Simple.TRUTH), Simple.TRUTH)
        case nodes.Compare():
            return compare.infer_compare(e, node, scope)
        case nodes.Between():
            return compare.infer_between(e, node, scope)
        case nodes.In():
            return membership.infer_in(e, node, scope)
        case nodes.Mentions():
            return words.infer_mentions(e, node, scope)
        case nodes.Matches():
            return words.infer_matches(e, node, scope)
        case nodes.Is():
            return has_is.infer_is(e, node, scope)
        case nodes.Has():
            return has_is.infer_has(e, node, scope)
        case nodes.Arithmetic():
            return _arithmetic(e, node, scope)
        case nodes.Call():
            return calls.infer_call(e, node, scope)
        case nodes.RangeLit() | nodes.SetLit():
            what = "a range" if isinstance(node, nodes.RangeLit) else "a set"
            e.report(say_names.not_a_value(format_expr(node), what, node.span, "use it after `in`"))
            return None
        case nodes.By() | nodes.Of() | nodes.This():
            e.report(
                say_names.not_a_value(
                    format_expr(node),
                    "something over time",
                    node.span,
                    "use it inside `count(…)` or `share(…)`",
                )
            )
            return None
        case nodes.Labelled():
            return outcomes.infer_labelled(e, node, scope)
        case nodes.Fires():
            return outcomes.infer_fires(e, node, scope)
        case _:
            assert_never(node)


def infer_name(e: Elaboration, node: nodes.Name, scope: Scope) -> Typed | None:
    """A bare word: of the subject, or a `let`."""
    known = scope.find(node.id)
    if known is not None:
        return _word(e, node, known)
    symbol = scope.space.find(node.id)
    if symbol is None:
        report_unknown(e, node, scope)
        return None
    return lets.use(e, symbol, node, scope)


def _word(e: Elaboration, node: nodes.Name, known: Known) -> Typed | None:
    if isinstance(known.kind, SetOf):
        e.report(say_names.not_a_value("me", "the reader's accounts", node.span, "say `… in me` or `mentions me`"))
        return None
    return e.typed(known.expr, known.kind)


def _not(e: Elaboration, node: nodes.Not, scope: Scope) -> Typed | None:
    inner = e.condition(node.operand, scope)
    if inner is None:
        return None
    typed = e.typed(Not(inner.id), Simple.TRUTH)
    part = e.clause_of(inner, node.operand)
    return Typed(typed.kind, typed.id, e.clause(typed, node, Connective.NOT, (part,)))


def _logic(e: Elaboration, node: nodes.Logic, scope: Scope) -> Typed | None:
    parts: list[tuple[Typed, nodes.Expr]] = []
    before: nodes.Expr | None = None
    for operand in node.operands:
        typed = _operand(e, operand, before, scope)
        before = before if isinstance(operand, _LONE) else operand
        if typed is not None:
            parts.append((typed, operand))
    if len(parts) < len(node.operands):
        return None
    ids = tuple(typed.id for typed, _ in parts)
    expr: Expr = And(ids) if node.op is nodes.LogicOp.AND else Or(ids)
    typed = e.typed(expr, Simple.TRUTH)
    clauses = tuple(e.clause_of(part, operand) for part, operand in parts)
    return Typed(typed.kind, typed.id, e.clause(typed, node, Connective(node.op.value), clauses))


_LONE = nodes.TextLit | nodes.HashtagLit | nodes.AccountLit


def _operand(e: Elaboration, node: nodes.Expr, before: nodes.Expr | None, scope: Scope) -> Typed | None:
    """An operand of `and` or `or`; a lone text behind a `mentions` is told how to say it."""
    while isinstance(before, nodes.Logic):
        before = before.operands[-1]
    if isinstance(node, _LONE) and isinstance(before, nodes.Mentions | nodes.Compare | nodes.In):
        items = before.right.items if isinstance(before.right, nodes.SetLit) else (before.right,)
        verb = "mentions" if isinstance(before, nodes.Mentions) else "in"
        instead = f"{verb} {{{', '.join(format_expr(item) for item in (*items, node))}}}"
        e.report(say.bare_alternative(format_expr(node), format_expr(before.left), node.span, instead))
        return None
    return e.condition(node, scope)


def _implies(e: Elaboration, node: nodes.Implies, scope: Scope) -> Typed | None:
    left, right = e.condition(node.left, scope), e.condition(node.right, scope)
    if left is None or right is None:
        return None
    not_left = e.typed(Not(left.id), Simple.TRUTH)
    typed = e.typed(Or((not_left.id, right.id)), Simple.TRUTH)
    parts = (e.clause_of(left, node.left), e.clause_of(right, node.right))
    return Typed(typed.kind, typed.id, e.clause(typed, node, Connective.IMPLIES, parts))


def _arithmetic(e: Elaboration, node: nodes.Arithmetic, scope: Scope) -> Typed | None:
    left, right = e.infer(node.left, scope), e.infer(node.right, scope)
    if left is None or right is None:
        return None
    result = None
    if isinstance(left.kind, Simple) and isinstance(right.kind, Simple):
        result = ARITHMETIC.get((node.op, left.kind, right.kind))
    if result is None:
        help_ = "numbers go with numbers, durations with durations, and a duration can be multiplied by a number"
        if Simple.NUMBER in (left.kind, right.kind) and Simple.DURATION in (left.kind, right.kind):
            help_ = "give the number a unit, such as `20 minutes`"
        e.report(say.cannot_calculate(node.op.value, str(left.kind), str(right.kind), node.span, help_))
        return None
    return e.typed(Arith(node.op, left.id, right.id), result)
