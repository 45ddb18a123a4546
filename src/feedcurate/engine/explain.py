"""Everything there is to say on one post: every rule, fired or not, clause by clause, with values and words.

In: a program, a post, facts and `now`. Out: an `Explanation`.
"""

from __future__ import annotations

from datetime import datetime

from feedcurate.engine.because import view
from feedcurate.engine.context import Context
from feedcurate.engine.deciding import Opinion, bench_of, is_kept_as_own, opinion, outcome_asked
from feedcurate.engine.interpret import Reading
from feedcurate.engine.moments import has_begun, has_ended
from feedcurate.engine.nearest.find import nearest
from feedcurate.engine.reasons import every_clause, what_made_it, what_stopped_it
from feedcurate.engine.sameness import each_once
from feedcurate.engine.scene import Scene, scene_of
from feedcurate.engine.templates import filled_or_none
from feedcurate.model.explanation import Connective, ExplainedClause, ExplainedRule, Explanation, RuleState
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.item import Item
from feedcurate.program.program import AnyRule, Clause, PostActions, Program, Rule
from feedcurate.syntax.enumerations import Mode


def explain(program: Program, item: Item, facts: Facts = NO_FACTS, *, now: datetime) -> Explanation:
    """Why a post is treated as it is, quotas aside. Raises ValueError where `now` has no time zone; nothing else."""
    return explained(scene_of(program, each_once([item]), facts, now), item)


def explained(scene: Scene, item: Item) -> Explanation:
    """Why a post of a scene is treated as it is."""
    program, context = scene.program, scene.context
    bench = bench_of(program, scene.judge)
    found = opinion(bench, item)
    clauses = {clause.id: clause for rule in program.rules for clause in every_clause(rule.clause)}
    verdict = found.verdict
    return Explanation(
        id=item.id,
        source=item.source,
        outcome=verdict.outcome,
        kept_as_own=is_kept_as_own(program, item, context),
        shift=verdict.shift,
        labels=verdict.labels,
        notes=verdict.notes,
        collapse=verdict.collapse,
        rules=tuple(explained_rule(rule, found.reading, _overridden_by(rule, found)) for rule in program.rules),
        clauses=tuple(explained_clause(clauses[number], found.reading) for number in sorted(clauses)),
        nearest=nearest(bench, found),
    )


def explained_rule(rule: AnyRule, reading: Reading, overridden_by: tuple[str, ...] = ()) -> ExplainedRule:
    """What a rule had to say of what was read."""
    made = what_made_it(rule.clause, lambda clause: reading.truth(clause.expr))
    stopped = what_stopped_it(rule.clause, lambda clause: reading.truth(clause.expr))
    value = reading.truth(rule.when)
    state = _state(rule, value, reading.judge.context)
    return ExplainedRule(
        rule=rule.name,
        title=rule.title,
        at=rule.span.place,
        shadow=rule.mode is Mode.SHADOW,
        state=state,
        value=value,
        asks=outcome_asked(rule.actions) if isinstance(rule.actions, PostActions) else None,
        reason=filled_or_none(rule.actions.because, reading) if state is RuleState.FIRED else None,
        clause=rule.clause.id,
        made_by=tuple(clause.id for clause, _ in made) if value is True else (),
        stopped_by=tuple(dict.fromkeys(clause.id for clause, _ in stopped)),
        overridden_by=overridden_by,
    )


def _state(rule: AnyRule, value: bool | None, context: Context) -> RuleState:
    if not has_begun(rule.start, context.now, context.zone):
        return RuleState.NOT_YET
    if has_ended(rule.end, context.now, context.zone):
        return RuleState.OVER
    return RuleState.FIRED if value is True else RuleState.NOT_FIRED


def _overridden_by(rule: Rule, found: Opinion) -> tuple[str, ...]:
    if rule.name not in found.verdict.overridden:
        return ()
    return tuple(other.name for other in found.fired if other.actions.strength is found.verdict.strength)


def explained_clause(clause: Clause, reading: Reading) -> ExplainedClause:
    """A clause, its answer, and what it is made of."""
    shown = view(clause, reading)
    connective = None if clause.connective is None else Connective(clause.connective.value)
    children = tuple(child.id for child in clause.children)
    return ExplainedClause(**dict(shown), connective=connective, children=children)
