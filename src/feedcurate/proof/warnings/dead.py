"""W301: a rule that can never fire."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import z3

from feedcurate.check.messages import proved as say
from feedcurate.program.program import AnyRule, Clause, Connective
from feedcurate.proof.ask import Found
from feedcurate.proof.warnings.effects import live_beside, makes_a_difference
from feedcurate.proof.warnings.questions import Questions
from feedcurate.proof.warnings.written import Warned, Written, removal
from feedcurate.syntax.nodes import Mode


def dead_rules(written: Written, questions: Questions) -> Iterator[Warned]:
    """The rules that no post, history or instant makes fire."""
    names = written.names
    for rule in written.rules:
        questions.done()
        answer = questions.ask_nearby(questions.firing_term(rule))
        if answer.found is Found.POSSIBLE and rule.mode is Mode.LIVE:
            _note_difference(written, questions, rule, answer.model)
        if answer.found is Found.IMPOSSIBLE:
            questions.idle.add(rule.name)
            parts = [part.span for part in _apart(questions, rule)]
            fix = removal(rule.span) if written.is_main(rule.span) else None
            yield Warned(say.never_fires(rule.name, names[rule.name], parts, fix), (rule.name,))


def _note_difference(written: Written, questions: Questions, rule: AnyRule, model: Any) -> None:
    """Note a rule that can fire and make a difference: the usual case, of which nothing more has to be asked.

    The model says nothing of what other rules alone look at. Where it is wrong on them a warning is missed, no more.
    """
    others = live_beside(written.rules, rule)
    difference = makes_a_difference(questions, rule, others, questions.firing_term)
    if z3.is_true(model.eval(difference, model_completion=True)):
        questions.deciding.add(rule.name)


def _apart(questions: Questions, rule: AnyRule) -> list[Clause]:
    """As few parts of the condition as exclude each other; none where it is one part, or the dates matter."""
    parts = list(_conjuncts(rule.clause))

    def terms(some: list[Clause]) -> list[Any]:
        return [questions.encoding.truth(part.expr).yes for part in some]

    if not questions.never_nearby(*terms(parts)):
        return []
    for part in list(parts):
        fewer = [one for one in parts if one is not part]
        if questions.never_nearby(*terms(fewer)):
            parts = fewer
    return parts


def _conjuncts(clause: Clause) -> Iterator[Clause]:
    if clause.connective is Connective.AND:
        for child in clause.children:
            yield from _conjuncts(child)
    else:
        yield clause
