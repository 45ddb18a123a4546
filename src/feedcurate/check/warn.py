"""Warnings about a whole program: what runs, but is probably not meant.

In: the elaboration with everything in it, the checked rules and the settings. Out: warnings, added to the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.messages import warnings as say
from feedcurate.program.expr import And, ExprId, Get, InMe, Input, Known, MentionsAccount, Not, Or, Root, children
from feedcurate.program.program import Clause, Rule, Settings

_STRUCTURES = {"via": "repost", "quote": "quote", "in_reply_to": "reply", "poll": "poll"}


def warn(e: Elaboration, rules: Iterable[Rule], settings: Settings) -> None:
    """Add all warnings that need the whole program."""
    if settings.timezone is None and e.zone_uses:
        e.report(say.no_timezone(min(e.zone_uses, key=lambda s: (s.source.name, s.start))))
    for rule in rules:
        clauses = list(_clauses(rule.clause))
        for clause in clauses:
            if not clause.children and not settings.me and _uses_me(e, clause.expr):
                e.report(say.me_not_set(clause.span))
        _warn_absent(e, rule, clauses)


def _clauses(root: Clause) -> Iterator[Clause]:
    """Every clause of a condition once, those of its `let`s too."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        clause = waiting.pop()
        if clause.id not in seen:
            seen.add(clause.id)
            yield clause
            waiting.extend(clause.children)


def _below(e: Elaboration, expr: ExprId) -> Iterator[ExprId]:
    seen: set[ExprId] = set()
    waiting = [expr]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            yield current
            waiting.extend(children(e.table[current]))


def _uses_me(e: Elaboration, expr: ExprId) -> bool:
    nodes = (e.table[part] for part in _below(e, expr))
    return any(isinstance(n, InMe) or (isinstance(n, MentionsAccount) and n.accounts is None) for n in nodes)


def _warn_absent(e: Elaboration, rule: Rule, clauses: list[Clause]) -> None:
    """A rule that can fire only through a `not` over a part that most posts lack, and does not ask for that part."""
    asked = {structure for expr in _below(e, rule.when) if (structure := _asked(e, expr)) is not None}
    for clause in clauses:
        negated = e.table[clause.expr]
        if not isinstance(negated, Not):
            continue
        structure = next((s for expr in _below(e, negated.operand) if (s := _absent_path(e, expr)) is not None), None)
        if structure is not None and structure not in asked and not _can_hold(e, rule.when, clause.expr):
            e.report(say.absent_under_not(clause.text, structure, clause.span))


def _asked(e: Elaboration, expr: ExprId) -> str | None:
    """The structure whose presence an expression asks for."""
    node = e.table[expr]
    if isinstance(node, Known) and isinstance(field := e.table[node.operand], Get):
        return _STRUCTURES.get(field.field)
    return None


def _absent_path(e: Elaboration, expr: ExprId) -> str | None:
    """The structure that a field is reached through, where that structure may be absent."""
    node = e.table[expr]
    if isinstance(node, Root) and node.input is Input.REPOSTER:
        return "repost"
    if isinstance(node, Get) and isinstance(base := e.table[node.base], Get):
        return _STRUCTURES.get(base.field)
    return None


def _can_hold(e: Elaboration, expr: ExprId, never: ExprId) -> bool:
    """Whether a condition could be true though one part of it is never true; other parts may be anything."""
    if expr == never:
        return False
    match e.table[expr]:
        case And(operands):
            return all(_can_hold(e, operand, never) for operand in operands)
        case Or(operands):
            return any(_can_hold(e, operand, never) for operand in operands)
        case _:
            return True
