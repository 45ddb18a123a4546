"""W306: a rule that fires exactly when another one does, and asks for the same."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from feedcurate.check.messages import proved as say
from feedcurate.program.program import AnyRule, PostActions
from feedcurate.proof.ask import Found
from feedcurate.proof.terms import either
from feedcurate.proof.warnings.effects import effects
from feedcurate.proof.warnings.questions import Questions
from feedcurate.proof.warnings.written import Warned, Written, removal


def duplicate_rules(written: Written, questions: Questions) -> Iterator[Warned]:
    """The later one of every two rules that are one."""
    names = written.names
    groups: dict[object, list[AnyRule]] = {}
    for rule in written.rules:
        if rule.name not in questions.idle and any(effects(rule.actions)):
            groups.setdefault((rule.mode, rule.actions), []).append(rule)
    for rule in written.rules:
        questions.done()
        if rule.name in questions.idle or (rule.name in questions.deciding and not _adds_up(rule)):
            continue
        for other in _same(questions, rule, groups.get((rule.mode, rule.actions), [])):
            questions.idle.add(other.name)
            can_go = written.is_main(other.span) and not _adds_up(rule)
            told = say.duplicate(
                other.name,
                names[other.name],
                rule.name,
                names[rule.name],
                removal(other.span) if can_go else None,
            )
            yield Warned(told, (other.name, rule.name))


def _adds_up(rule: AnyRule) -> bool:
    """Whether two of the rule do more than one does."""
    return isinstance(rule.actions, PostActions) and bool(rule.actions.shift)


def _same(questions: Questions, rule: AnyRule, group: list[AnyRule]) -> list[AnyRule]:
    """The later rules of a group that fire exactly when a rule does."""
    later = group[group.index(rule) + 1 :] if rule in group else []
    later = [one for one in later if one.name not in questions.idle]
    fires = questions.fires(rule)
    while later:
        answer = questions.ask(fires, either(z3.Not(questions.fires(one)) for one in later))
        if answer.found is Found.UNKNOWN:
            return []
        if answer.found is Found.IMPOSSIBLE:
            break
        later = questions.firing(answer.model, later)
    return [one for one in later if questions.never(questions.fires(one), z3.Not(fires))]
