"""What the actions of a rule come to, subject by subject.

In: the actions of a rule. Out: its effects; a text or a duration with a mistake is reported and left out.
"""

from __future__ import annotations

from datetime import time, timedelta

from attrs import evolve

from feedcurate.check.actions import fitting_actions
from feedcurate.check.elaborate import Elaboration
from feedcurate.check.literals import duration_of
from feedcurate.check.messages import values as say
from feedcurate.check.scope import Scope
from feedcurate.check.templates import template
from feedcurate.model.outcomes import AdviceWord
from feedcurate.program.program import (
    AccountActions,
    DraftActions,
    PostActions,
    SessionActions,
    Strength,
    Template,
    Until,
)
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import Subject
from feedcurate.syntax.printer import format_expr

_STRENGTH = {"block": Strength.BLOCK, "keep": Strength.KEEP, "hide": Strength.HIDE, "collapse": Strength.COLLAPSE}
_ORDER = tuple(Strength)


def post_effects(e: Elaboration, rule: nodes.Rule, scope: Scope) -> PostActions:
    """What a rule does with a post."""
    done = PostActions()
    for action in fitting_actions(e, rule, Subject.POST, scope):
        text = _text(e, action, scope)
        match action.verb.id:
            case "boost":
                done = evolve(done, shift=done.shift + (_duration(e, action) or timedelta(0)))
            case "demote":
                done = evolve(done, shift=done.shift - (_duration(e, action) or timedelta(0)))
            case "block" | "keep" | "hide" | "collapse" as verb:
                strength = max(done.strength, _STRENGTH[verb], key=_ORDER.index)
                done = evolve(done, strength=strength, collapse=text if verb == "collapse" else done.collapse)
            case "label":
                done = evolve(done, labels=(*done.labels, _name(action)))
            case "note" if text is not None:
                done = evolve(done, notes=(*done.notes, text))
            case "because":
                done = evolve(done, because=text)
    return evolve(done, labels=tuple(sorted(set(done.labels))))


def account_effects(e: Elaboration, rule: nodes.Rule, scope: Scope) -> AccountActions:
    """What a rule advises about an account."""
    done = AccountActions()
    for action in fitting_actions(e, rule, Subject.ACCOUNT, scope):
        if action.verb.id == "because":
            done = evolve(done, because=_text(e, action, scope))
        elif action.word is not None:
            done = evolve(done, advice=AdviceWord(action.word.id), snooze=_duration(e, action))
    return done


def session_effects(e: Elaboration, rule: nodes.Rule, scope: Scope) -> SessionActions:
    """What a rule advises about the session."""
    done = SessionActions()
    for action in fitting_actions(e, rule, Subject.SESSION, scope):
        text = _text(e, action, scope)
        match action.verb.id:
            case "stop":
                done = evolve(done, stop=True)
            case "pause":
                done = evolve(done, pause=_until(e, action))
            case "wait":
                done = evolve(done, wait=_duration(e, action))
            case "nudge" if text is not None:
                done = evolve(done, nudges=(*done.nudges, text))
            case "suggest" if text is not None:
                done = evolve(done, suggestions=(*done.suggestions, text))
            case "because":
                done = evolve(done, because=text)
    return done


def draft_effects(e: Elaboration, rule: nodes.Rule, scope: Scope) -> DraftActions:
    """What a rule asks of a draft."""
    done = DraftActions()
    for action in fitting_actions(e, rule, Subject.DRAFT, scope):
        text = _text(e, action, scope)
        match action.verb.id:
            case "hold":
                done = evolve(done, hold=_until(e, action))
            case "ask" if text is not None:
                done = evolve(done, asks=(*done.asks, text))
            case "warn" if text is not None:
                done = evolve(done, warns=(*done.warns, text))
            case "because":
                done = evolve(done, because=text)
    return done


def _text(e: Elaboration, action: nodes.Action, scope: Scope) -> Template | None:
    is_text = isinstance(action.value, nodes.TextLit) and action.verb.id != "label"
    return template(e, action.value, scope) if is_text and isinstance(action.value, nodes.TextLit) else None


def _name(action: nodes.Action) -> str:
    """The name behind `label`, bare or quoted."""
    return action.word.id if action.word is not None else str(getattr(action.value, "value", ""))


def _until(e: Elaboration, action: nodes.Action) -> Until | None:
    """`1 hour`, or `until 07:00`."""
    if isinstance(action.value, nodes.ClockLit):
        e.zone_uses.append(action.span)
        clock = action.value.value
        return time(clock.hour, clock.minute, clock.second)
    return _duration(e, action)


def _duration(e: Elaboration, action: nodes.Action) -> timedelta | None:
    """The duration of an action that has one; None, with a report, where it is not more than nothing."""
    value = action.value
    if not isinstance(value, nodes.DurationLit):
        return None
    amount = duration_of(value)
    if amount <= timedelta(0):
        other = {"boost": "demote", "demote": "boost"}.get(action.verb.id)
        help_ = "write a longer duration" + (f", or `{other}`" if other and value.amount < 0 else "")
        e.report(say.not_positive(format_expr(value), value.span, help_))
        return None
    return amount
