"""W303: a rule that never decides anything, as wherever it fires others do as much."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from feedcurate.check.messages import proved as say
from feedcurate.program.program import AnyRule, SessionActions
from feedcurate.proof.warnings.effects import effects, live_beside, makes_a_difference
from feedcurate.proof.warnings.questions import Questions
from feedcurate.proof.warnings.written import Warned, Written, removal
from feedcurate.syntax.nodes import Mode

_NAMED = 3
"""So many of the others are named."""


def shadowed_rules(written: Written, questions: Questions) -> Iterator[Warned]:
    """The rules without which everything is the same; all of them may go together, so the last ones are told first."""
    names = written.names
    found: list[Warned] = []
    for rule in reversed(written.rules):
        questions.done()
        if rule.mode is not Mode.LIVE or rule.name in questions.deciding | questions.idle:
            continue
        others = [one for one in live_beside(written.rules, rule) if one.name not in questions.idle]
        if not any(effects(rule.actions)):
            continue
        if questions.never(questions.fires(rule), makes_a_difference(questions, rule, others, questions.fires)):
            questions.idle.add(rule.name)
            by = [(one.name, names[one.name]) for one in _behind(questions, rule, others)]
            # A rule for sessions that has given a pause rests until it is over, so a second one may prolong it.
            can_go = written.is_main(rule.span) and not isinstance(rule.actions, SessionActions)
            told = say.shadowed(rule.name, names[rule.name], by, removal(rule.span) if can_go else None)
            found.append(Warned(told, (rule.name,)))
    yield from reversed(found)


def _behind(questions: Questions, rule: AnyRule, others: list[AnyRule]) -> list[AnyRule]:
    """Rules that fire whenever a rule does and do a part of what it does; none where several take turns."""
    able = [one for one in others if any(effect.done_by(one.actions) for effect in effects(rule.actions))]
    found = (one for one in able if questions.never(questions.fires(rule), z3.Not(questions.fires(one))))
    return [one for one, _ in zip(found, range(_NAMED), strict=False)]
