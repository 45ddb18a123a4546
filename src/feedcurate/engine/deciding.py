"""One post: which rules fire, what they make of it together, and what shadow rules would have done.

In: a judge and a post. Out: `Opinion`: the verdict, the rules behind it, and the reading it came from.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from attrs import define, frozen

from feedcurate.engine.because import because
from feedcurate.engine.context import Context
from feedcurate.engine.derive import is_mine
from feedcurate.engine.interpret import Judge, Reading
from feedcurate.engine.moments import holds_now
from feedcurate.engine.search import Scanned
from feedcurate.engine.templates import filled, filled_or_none
from feedcurate.engine.verdict import OUTCOMES, Fired, Verdict, untouched, verdict
from feedcurate.model.decision import Because, Decision, Outcome, ShadowReport
from feedcurate.model.item import Item
from feedcurate.program.program import PostActions, Program, Rule, Strength
from feedcurate.syntax.enumerations import Mode


@frozen(eq=False)
class Bench:
    """A judge and the rules that hold at its `now`, by name."""

    judge: Judge
    live: tuple[Rule, ...]
    shadow: tuple[Rule, ...]


@define(eq=False)
class Opinion:
    """What the rules make of a post, quotas aside.

    `later` is a judge by whom the reasons can be worked out whenever somebody wants them, where there is one.
    """

    item: Item
    judge: Judge
    verdict: Verdict
    fired: tuple[Rule, ...]
    shadow: tuple[Rule, ...]
    later: Judge | None = None
    known: Scanned | None = None
    """What was found in the texts of the post, as far as anybody has looked."""
    _reading: Reading | None = None

    @property
    def reading(self) -> Reading:
        """The reading that this came from, or one that says the same."""
        if self._reading is None:
            self._reading = self.judge.read(self.item, self.known)
        return self._reading


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
    return Opinion(item, bench.judge, together, fired, firing(bench.shadow, reading), reading=reading)


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


def asked_always(rule: Rule) -> Fired | None:
    """What a rule asks for, where that is the same for every post; None where its texts have places to fill in."""
    actions = rule.actions
    if any(not isinstance(part, str) for text in (*actions.notes, actions.collapse) if text for part in text.parts):
        return None
    collapse, *notes = ("".join(map(str, text.parts)) if text else None for text in (actions.collapse, *actions.notes))
    return Fired(
        rule=rule.name,
        strength=actions.strength,
        collapse=collapse,
        shift=actions.shift,
        labels=frozenset(actions.labels),
        notes=frozenset(note for note in notes if note is not None),
    )


def decision(opinion: Opinion, place: int | None = None, held: str | None = None) -> Decision:
    """The decision on a post, with its reasons. `held` is the quota that left it out, in words."""
    item, asked = opinion.item, opinion.verdict
    known = _known(item, asked, place, held)
    if not opinion.fired:
        known["overridden"] = known["because"] = ()
    elif opinion.later is not None:
        return Decision.made(known, partial(_reasons_later, opinion.later, item, opinion.fired, asked.overridden))
    else:
        known |= reasons(opinion.fired, opinion.reading, asked.overridden)
    return Decision.made(known)


def untouched_decision(item: Item, *, own: bool, place: int | None) -> Decision:
    """The decision on a post about which no rule says anything."""
    known = _known(item, untouched(own), place, None)
    known["overridden"] = known["because"] = ()
    return Decision.made(known)


def _known(item: Item, asked: Verdict, place: int | None, held: str | None) -> dict[str, Any]:
    """All fields of a decision but the reasons."""
    _, outcome, shift, labels, notes, collapse, _, _ = asked
    return {
        "id": item.id,
        "source": item.source,
        "outcome": outcome if held is None else Outcome.HELD,
        "place": place,
        "shift": shift,
        "labels": labels,
        "notes": notes,
        "collapse": collapse,
        "held": held,
    }


def _reasons_later(
    judge: Judge, item: Item, fired: tuple[Rule, ...], overridden: tuple[str, ...]
) -> dict[str, tuple[Because, ...]]:
    return reasons(fired, judge.read(item), overridden)


def reasons(fired: tuple[Rule, ...], reading: Reading, overridden: tuple[str, ...]) -> dict[str, tuple[Because, ...]]:
    """The last two fields of a decision: the reasons of rules that fired, outweighed ones by themselves."""
    outweighed = set(overridden)
    told = {rule.name: because(rule, reading) for rule in fired}
    return {
        "overridden": tuple(reason for name, reason in told.items() if name in outweighed),
        "because": tuple(reason for name, reason in told.items() if name not in outweighed),
    }


def shadow_reports(opinion: Opinion) -> tuple[ShadowReport, ...]:
    """What each shadow rule that fired would have done on its own."""
    if not opinion.shadow:
        return ()
    reading, item = opinion.reading, opinion.item
    return tuple(
        ShadowReport(
            id=item.id, source=item.source, outcome=outcome_asked(rule.actions), because=because(rule, reading)
        )
        for rule in opinion.shadow
    )


def outcome_asked(actions: PostActions) -> Outcome | None:
    """The outcome that actions alone ask for; None where they only label, note or move."""
    return None if actions.strength is Strength.SHOW else OUTCOMES[actions.strength]
