"""The search itself: what is worth trying, smallest first, until one change is seen to show the post.

In: the rules that hold and what they made of a post. Out: a `Change` that was tried and found true, or None.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from feedcurate.engine.deciding import Bench, Opinion, bench_of, opinion
from feedcurate.engine.nearest import lists, values, words
from feedcurate.engine.nearest.attempt import Attempt, Question
from feedcurate.engine.nearest.edits import Case
from feedcurate.engine.nearest.quantities import OPPOSITE, holding
from feedcurate.engine.reasons import Wanted, what_made_it, what_stopped_it
from feedcurate.model.decision import Outcome
from feedcurate.model.explanation import Change
from feedcurate.program.expr import (
    And,
    Arith,
    Becomes,
    Compare,
    Const,
    Derive,
    ExprId,
    Fires,
    Get,
    HabitOver,
    InAccounts,
    InMe,
    InSites,
    Known,
    Labelled,
    Matches,
    Mentions,
    MentionsAccount,
    Not,
    OneOf,
    Or,
    Over,
    Quantified,
    Quantifier,
    Root,
    SignalOf,
    Var,
    Within,
)
from feedcurate.program.program import Strength

MOST = 200
"""How many changes are tried before giving up."""


def nearest(bench: Bench, found: Opinion) -> Change | None:
    """The smallest change of one value that would have shown a post that is blocked, hidden or collapsed."""
    if found.verdict.outcome is Outcome.SHOWN:
        return None
    case = Case(bench.judge, found.reading.item)
    attempts = [
        (attempt, clause.id)
        for clause, want in dict.fromkeys(_worth_turning(bench, found))
        for attempt in _attempts(Question(case, found.reading, clause), clause.expr, want)
    ]
    attempts.sort(key=lambda one: one[0].order)
    for attempt, clause_id in attempts[:MOST]:
        if _shows(attempt.case):
            return Change(text=f"would be shown {attempt.text}", clause=clause_id)
    return None


def _worth_turning(bench: Bench, found: Opinion) -> Iterator[Wanted]:
    """The atoms that made the deciding rules fire, and those that stopped a rule from keeping the post."""
    reading, strength = found.reading, found.verdict.strength
    for rule in found.fired:
        if rule.actions.strength is strength:
            for clause, value in what_made_it(rule.clause, lambda clause: reading.truth(clause.expr)):
                yield clause, not value
    if strength in (Strength.HIDE, Strength.COLLAPSE):
        for rule in bench.live:
            if rule.actions.strength is Strength.KEEP:
                yield from what_stopped_it(rule.clause, lambda clause: reading.truth(clause.expr))


def _shows(case: Case) -> bool:
    again = opinion(bench_of(case.judge.program, case.judge), case.item)
    return again.verdict.outcome is Outcome.SHOWN


def _attempts(question: Question, expr: ExprId, want: bool) -> Iterator[Attempt]:
    """The changes of one value that could give an expression the answer wanted; recursion is as deep as the clause."""
    match node := question.case.judge.program.exprs[expr]:
        case Not(operand):
            yield from _attempts(question, operand, not want)
        case And(operands) | Or(operands):
            for operand in operands:
                if question.value(operand) is not want:
                    yield from _attempts(question, operand, want)
        case Compare():
            yield from _of_comparison(question, node, want)
        case OneOf():
            yield from values.of_set(question, node, want)
        case Within():
            yield from values.of_range(question, node, want)
        case Known():
            yield from values.of_presence(question, node, want)
        case InAccounts():
            yield from lists.of_accounts(question, node, want)
        case InSites():
            yield from lists.of_sites(question, node, want)
        case Mentions():
            yield from words.of_topic(question, node, want)
        case Matches():
            yield from words.of_pattern(question, node, want)
        case MentionsAccount():
            yield from words.of_account(question, node, want)
        case Quantified():
            yield from lists.of_elements(question, node, want)
        case Get() | Derive() | SignalOf():
            yield from values.of_flag(question, expr, want)
        case Const() | Root() | Var() | Arith() | InMe() | Over() | HabitOver() | Becomes() | Labelled() | Fires():
            return
        case _:
            assert_never(node)


def _of_comparison(question: Question, node: Compare, want: bool) -> Iterator[Attempt]:
    counted = question.case.judge.program.exprs[node.left]
    now, limit = question.value(node.left), question.value(node.right)
    if not isinstance(counted, Quantified) or counted.quantifier is not Quantifier.COUNT:
        yield from values.of_comparison(question, node, want)
    elif now is not None and limit is not None:
        op = node.op if want else OPPOSITE[node.op]
        for most in holding(op, limit, whole=True):
            if most < now:
                yield from lists.of_count(question, counted, most)
