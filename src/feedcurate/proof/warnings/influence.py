"""W305: a part of a condition that makes no difference to when its rule fires."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from feedcurate.check.messages import proved as say
from feedcurate.model.kinds import Structure
from feedcurate.program.expr import Known
from feedcurate.program.program import AnyRule, Clause, Connective, Program
from feedcurate.proof.terms import Truth, conjunction, constant, disjunction, negated
from feedcurate.proof.warnings.questions import Questions
from feedcurate.proof.warnings.written import Warned, Written
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr
from feedcurate.text.diagnostic import Fix
from feedcurate.text.span import Span

_NEUTRAL = {Connective.AND: constant(True), Connective.OR: constant(False)}
"""What a part becomes when it is left out."""


def idle_clauses(written: Written, questions: Questions) -> Iterator[Warned]:
    """The parts of conditions that can be left out."""
    rules = (one for one in written.statements if isinstance(one, nodes.Rule))
    conditions = {(id(one.span.source), one.span.start): one.when for one in rules}
    for rule in written.rules:
        questions.done()
        if rule.name in questions.idle | questions.always:
            continue
        for clause in _without_influence(questions, rule):
            when = conditions.get((id(rule.span.source), rule.span.start))
            fix = None if when is None or not written.is_main(rule.span) else _left_out(when, clause.span)
            yield Warned(say.no_influence(clause.text, rule.name, clause.span, fix), (rule.name,))


def _without_influence(questions: Questions, rule: AnyRule) -> Iterator[Clause]:
    """Parts that can be left out together, from the outermost and last ones on."""
    gone: dict[int, Truth] = {}
    whole = questions.encoding.truth(rule.when).yes
    waiting = [rule.clause]
    while waiting:
        clause = waiting.pop()
        if clause.connective is Connective.LET:
            continue
        stays = list(clause.children)
        if clause.connective in _NEUTRAL:
            for child in reversed(clause.children):
                if _asks_for_a_part(questions.program, child):
                    continue
                tried = {**gone, child.id: _NEUTRAL[clause.connective]}
                without = _truth(questions, rule.clause, tried).yes
                if questions.never_nearby(questions.in_force(rule), whole != without):
                    gone = tried
                    stays.remove(child)
                    yield child
        waiting += stays


def _asks_for_a_part(program: Program, clause: Clause) -> bool:
    """Whether a clause asks for what most posts do not have (`post is quote`), as W203 wants it said."""
    node = program.exprs[clause.expr]
    return isinstance(node, Known) and isinstance(program.kinds[node.operand], Structure)


def _truth(questions: Questions, clause: Clause, gone: Mapping[int, Truth]) -> Truth:
    """What a condition means where some of its parts are something else."""
    if clause.id in gone:
        return gone[clause.id]
    if clause.connective is None or clause.connective is Connective.LET:
        return questions.encoding.truth(clause.expr)
    parts = [_truth(questions, child, gone) for child in clause.children]
    match clause.connective:
        case Connective.AND:
            return conjunction(parts)
        case Connective.OR:
            return disjunction(parts)
        case Connective.NOT:
            return negated(parts[0])
        case Connective.IMPLIES:
            return disjunction((negated(parts[0]), parts[1]))


def _left_out(when: nodes.Expr, span: Span) -> Fix | None:
    """The fix that writes a condition without a part; None where a comment would be lost."""
    if "--" in when.span.text:
        return None
    fewer = _without(when, span)
    return None if fewer is None or fewer == when else Fix(when.span, format_expr(fewer))


def _without(node: nodes.Expr, span: Span) -> nodes.Expr | None:
    """A condition without the operand that stands at a place; None where nothing is left of it."""
    if isinstance(node, nodes.Logic):
        kept = [_without(one, span) for one in node.operands if one.span != span]
        parts = tuple(one for one in kept if one is not None)
        return None if not parts else parts[0] if len(parts) == 1 else evolve(node, operands=parts)

    if isinstance(node, nodes.Not):
        operand = _without(node.operand, span)
        return None if operand is None else evolve(node, operand=operand)
    if isinstance(node, nodes.Implies):
        left, right = _without(node.left, span), _without(node.right, span)
        return None if left is None or right is None else evolve(node, left=left, right=right)
    return node
