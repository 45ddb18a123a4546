"""One post: which rules fire, what they make of it together, and what shadow rules would have done.

In: a judge and a post. Out: `Opinion`: the verdict, the rules behind it, and the reading it came from.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from feedcurate.engine.because import because
from feedcurate.engine.context import Context
from feedcurate.engine.derive import is_mine
from feedcurate.engine.interpret import Judge, Reading
from feedcurate.engine.moments import holds_now
from feedcurate.engine.templates import filled, filled_or_none
from feedcurate.engine.verdict import OUTCOMES, Fired, Verdict, verdict
from feedcurate.model.decision import Decision, Outcome, ShadowReport
from feedcurate.model.item import Item
from feedcurate.program.program import PostActions, Program, Rule, Strength
from feedcurate.syntax.nodes import Mode


@frozen(eq=False)
class Bench:
    """A judge and the rules that hold at its `now`, by name."""

    judge: Judge
    live: tuple[Rule, ...]
    shadow: tuple[Rule, ...]


@frozen(eq=False)
class Opinion:
    """What the rules make of a post, quotas aside."""

    reading: Reading
    verdict: Verdict
    fired: tuple[Rule, ...]
    shadow: tuple[Rule, ...]


def bench_of(program: Program, judge: Judge) -> Bench:
    """The rules of a program that hold now."""
    context = judge.context
    rules = [rule for rule in program.rules if holds_now(rule, context.now, context.zone)]
    return Bench(
        judge,
        live=tuple(rule for rule in rules if rule.mode is Mode.LIVE),
        shadow=tuple(rule for rule in rules if rule.mode is Mode.SHADOW),
    )


def opinion(bench: Bench, item: Item) -> Opinion:
    """What the rules make of a post."""
    reading = bench.judge.read(item)
    fired = firing(bench.live, reading)
    own = is_kept_as_own(bench.judge.program, item, bench.judge.context)
    together = verdict((request(rule, reading) for rule in fired), own=own)
    return Opinion(reading, together, fired, firing(bench.shadow, reading))


def firing(rules: Iterable[Rule], reading: Reading) -> tuple[Rule, ...]:
    """The rules whose condition is true; unknown does not fire."""
    return tuple(rule for rule in rules if reading.truth(rule.when) is True)


def is_kept_as_own(program: Program, item: Item, context: Context) -> bool:
    """Whether a post is the reader's own and so kept, unless the rule file leaves that to its rules."""
    return program.settings.keep_own_posts and is_mine(item, context) is True


def request(rule: Rule, reading: Reading) -> Fired:
    """What a rule that fired asks for, its texts filled in."""
    actions = rule.actions
    return Fired(
        rule=rule.name,
        strength=actions.strength,
        collapse=filled_or_none(actions.collapse, reading),
        shift=actions.shift,
        labels=frozenset(actions.labels),
        notes=frozenset(filled(note, reading) for note in actions.notes),
    )


def decision(opinion: Opinion, place: int | None = None, held: str | None = None) -> Decision:
    """The decision on a post, with its reasons. `held` is the quota that left it out, in words."""
    reading, asked = opinion.reading, opinion.verdict
    outweighed = set(asked.overridden)
    reasons = {rule.name: because(rule, reading) for rule in opinion.fired}
    return Decision(
        id=reading.item.id,
        source=reading.item.source,
        outcome=asked.outcome if held is None else Outcome.HELD,
        place=place,
        shift=asked.shift,
        labels=asked.labels,
        notes=asked.notes,
        collapse=asked.collapse,
        held=held,
        overridden=tuple(reason for name, reason in reasons.items() if name in outweighed),
        because=tuple(reason for name, reason in reasons.items() if name not in outweighed),
    )


def shadow_reports(opinion: Opinion) -> tuple[ShadowReport, ...]:
    """What each shadow rule that fired would have done on its own."""
    reading, item = opinion.reading, opinion.reading.item
    return tuple(
        ShadowReport(
            id=item.id, source=item.source, outcome=outcome_asked(rule.actions), because=because(rule, reading)
        )
        for rule in opinion.shadow
    )


def outcome_asked(actions: PostActions) -> Outcome | None:
    """The outcome that actions alone ask for; None where they only label, note or move."""
    return None if actions.strength is Strength.SHOW else OUTCOMES[actions.strength]
