"""What a rule does that no other rule does as well.

In: a rule, and the others for its subject. Out: for each thing that it does the rules that do at least as much, and a
term that says whether it makes a difference. Reasons (`because`) make none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from operator import attrgetter
from typing import Any

import z3
from attrs import frozen

from feedcurate.model.outcomes import AdviceWord
from feedcurate.program.program import (
    AccountActions,
    AnyRule,
    DraftActions,
    PostActions,
    SessionActions,
    Strength,
    Until,
)
from feedcurate.proof.terms import Term, either
from feedcurate.proof.warnings.questions import Questions
from feedcurate.syntax.nodes import Mode

_STRENGTHS = {strength: rank for rank, strength in enumerate(Strength)}
_ADVICE = {word: rank for rank, word in enumerate(AdviceWord)}

Actions = PostActions | AccountActions | SessionActions | DraftActions


@frozen
class Effect:
    """One thing that a rule does, and the test of whether another rule's actions do as much.

    `own`: a post of the reader's own is kept in any case, so that nothing comes of it there.
    """

    done_by: Callable[[Any], bool]
    own: bool = False


def makes_a_difference(
    questions: Questions, rule: AnyRule, others: Sequence[AnyRule], fires: Callable[[AnyRule], Term]
) -> Term:
    """Whether a rule does something that no other rule which fires does."""
    return either(
        z3.Not(
            either(
                [
                    *(fires(other) for other in others if effect.done_by(other.actions)),
                    *([questions.encoding.own()] if effect.own else []),
                ]
            )
        )
        for effect in effects(rule.actions)
    )


def live_beside(rules: Sequence[AnyRule], rule: AnyRule) -> list[AnyRule]:
    """The other rules that act on what a rule acts on."""
    return [
        one for one in rules if one is not rule and one.mode is Mode.LIVE and type(one.actions) is type(rule.actions)
    ]


def effects(actions: Actions) -> Iterator[Effect]:
    """What actions do; they are compared with actions on the same subject."""
    match actions:
        case PostActions():
            yield from _of_post(actions)
        case AccountActions(advice=advice, snooze=snooze):
            if advice is not None:
                yield Effect(partial(_advises, advice=advice, snooze=snooze))
        case SessionActions(stop=stop):
            if stop:
                yield Effect(attrgetter("stop"))
            yield from _lasting(actions, "pause", "wait")
            yield from _gathered(actions, "nudges", "suggestions")
        case DraftActions():
            yield from _lasting(actions, "hold")
            yield from _gathered(actions, "asks", "warns")


def _of_post(actions: PostActions) -> Iterator[Effect]:
    if actions.shift:  # shifts add up
        yield Effect(lambda _: False)
    if actions.strength is not Strength.SHOW:
        yield Effect(partial(_is_as_strong, than=actions), own=actions.strength is not Strength.BLOCK)
    yield from _gathered(actions, "labels", "notes")


def _gathered(actions: Actions, *names: str) -> Iterator[Effect]:
    """Texts and labels are gathered, each once."""
    for name in names:
        for one in getattr(actions, name):
            yield Effect(partial(_has, name=name, one=one))


def _lasting(actions: Actions, *names: str) -> Iterator[Effect]:
    """Of what lasts the longest counts."""
    for name in names:
        lasting = getattr(actions, name)
        if lasting is not None:
            yield Effect(partial(_lasts, name=name, than=lasting))


def _has(other: Actions, name: str, one: object) -> bool:
    return one in getattr(other, name)


def _lasts(other: Actions, name: str, than: Until) -> bool:
    """Whether something surely lasts as long; of a clock nothing is known but that it is itself."""
    lasting: Until | None = getattr(other, name)
    if isinstance(lasting, timedelta) and isinstance(than, timedelta):
        return lasting >= than
    return lasting == than


def _is_as_strong(other: PostActions, than: PostActions) -> bool:
    """Whether the other's outcome comes out whatever this one asks for; the text of a collapse belongs to it."""
    if other.strength is than.strength is Strength.COLLAPSE:
        return other.collapse == than.collapse
    return _STRENGTHS[other.strength] >= _STRENGTHS[than.strength]


def _advises(other: AccountActions, advice: AdviceWord, snooze: timedelta | None) -> bool:
    if other.advice is not advice:
        return other.advice is not None and _ADVICE[other.advice] > _ADVICE[advice]
    return snooze is None or (other.snooze is not None and other.snooze >= snooze)
