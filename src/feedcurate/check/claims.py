"""The claims of all files: what must be so of every post.

In: the statements of all files. Out: `Claim`s, those with a mistake left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.messages import claims as say
from feedcurate.check.scope import OUTCOMES, Scope, Space, claim_scope
from feedcurate.model.kinds import Simple
from feedcurate.program.claims import Claim
from feedcurate.program.expr import Not
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import ClaimKind
from feedcurate.syntax.printer import format_expr
from feedcurate.syntax.walk import children

_OF_FEEDS = frozenset({"held"})
"""Outcomes that quotas decide."""


def check_claims(e: Elaboration, statements: Iterable[tuple[nodes.Statement, Space]]) -> tuple[Claim, ...]:
    """Check every claim of all statements; equal ones count once."""
    every = list(statements)
    labels = frozenset(label for node, _ in every if isinstance(node, nodes.Rule) for label in _labels(node))
    found: dict[tuple[str, str, str], Claim] = {}
    for node, space in every:
        if isinstance(node, nodes.Claim):
            claim = _claim(e, node, claim_scope(e.item, space, labels))
            if claim is not None:
                found.setdefault((claim.title, claim.text, claim.kind), claim)
    return tuple(found[key] for key in sorted(found))


def _labels(rule: nodes.Rule) -> Iterator[str]:
    """The labels that a rule gives, also where something else is wrong with it."""
    for action in rule.actions:
        if action.verb.id == "label":
            if action.word is not None:
                yield action.word.id
            elif isinstance(action.value, nodes.TextLit):
                yield action.value.value


def _claim(e: Elaboration, node: nodes.Claim, scope: Scope) -> Claim | None:
    refused = [one for one in _names(node.condition) if _is_refused(e, one, scope)]
    condition = None if refused else e.condition(node.condition, scope)
    if condition is None:
        return None
    holds = condition.id if node.kind is ClaimKind.ALWAYS else e.table.add(Not(condition.id), Simple.TRUTH)
    clause = e.clause_of(condition, node.condition)
    text = format_expr(node.condition)
    return Claim(node.kind, node.title.value, text, condition.id, holds, clause, node.span)


def _is_refused(e: Elaboration, name: nodes.Name, scope: Scope) -> bool:
    """Whether a bare word cannot stand in a claim: an outcome of the feed, or one of two meanings. It is then told."""
    symbol = scope.space.find(name.id)
    if name.id in _OF_FEEDS and symbol is None:
        e.report(say.quotas_play_no_part(name.id, name.span))
        return True
    if name.id in OUTCOMES and symbol is not None and isinstance(symbol.node, nodes.Let):
        e.report(say.two_meanings(name.id, name.span, symbol.span))
        return True
    return False


def _names(node: nodes.Expr) -> Iterator[nodes.Name]:
    """The bare words that stand for conditions by themselves, under `and`, `or`, `not` and `implies`."""
    waiting: list[nodes.Node] = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, nodes.Name):
            yield current
        elif isinstance(current, nodes.Logic | nodes.Not | nodes.Implies):
            waiting.extend(reversed(list(children(current))))
