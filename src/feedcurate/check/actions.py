"""What rules do: one table of actions by subject, and whether each is written as it should be.

In: the actions of a rule. Out: those that are in order; what they mean is `effects`' business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from attrs import evolve, frozen

from feedcurate.check.amounts import amount, is_let
from feedcurate.check.elaborate import Elaboration
from feedcurate.check.messages import kinds as say_kinds
from feedcurate.check.messages import values as say
from feedcurate.check.scope import Scope
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import Subject
from feedcurate.syntax.printer import format_expr
from feedcurate.text.span import Span


class Takes(Enum):
    """What stands behind a verb."""

    NOTHING = auto()
    TEXT = auto()
    NAME = auto()
    DURATION = auto()
    DURATION_OR_CLOCK = auto()
    ADVICE = auto()
    """For `suggest` on accounts: `keep`, `unfollow`, `mute`, `follow` or `snooze D`."""


@frozen
class ActionForm:
    """How an action is written, and what it does, in a few words."""

    takes: Takes
    usage: str
    meaning: str
    repeats: bool = False
    """Whether a rule may have it several times, with different texts or names."""


_BECAUSE = ActionForm(Takes.TEXT, 'because "it is about {author.name}"', "gives the reason that is shown")
ACTIONS: Mapping[Subject, Mapping[str, ActionForm]] = {
    Subject.POST: {
        "block": ActionForm(Takes.NOTHING, "block", "takes the post out, whatever else is said"),
        "keep": ActionForm(Takes.NOTHING, "keep", "protects the post from `hide` and `collapse`"),
        "hide": ActionForm(Takes.NOTHING, "hide", "takes the post out of the feed"),
        "collapse": ActionForm(Takes.TEXT, 'collapse "why"', "folds the post away behind a text"),
        "boost": ActionForm(Takes.DURATION, "boost 6 hours", "ranks the post as if it were younger"),
        "demote": ActionForm(Takes.DURATION, "demote 6 hours", "ranks the post as if it were older"),
        "label": ActionForm(Takes.NAME, "label unverified", "puts a mark on the post", repeats=True),
        "note": ActionForm(Takes.TEXT, 'note "…"', "shows a text beside the post", repeats=True),
        "because": _BECAUSE,
    },
    Subject.ACCOUNT: {
        "suggest": ActionForm(Takes.ADVICE, "suggest unfollow", "advises what to do about the account"),
        "because": _BECAUSE,
    },
    Subject.SESSION: {
        "stop": ActionForm(Takes.NOTHING, "stop", "ends the session"),
        "pause": ActionForm(Takes.DURATION_OR_CLOCK, "pause 1 hour", "pauses, for a time or until a clock"),
        "wait": ActionForm(Takes.DURATION, "wait 10 seconds", "waits before the feed opens"),
        "nudge": ActionForm(Takes.TEXT, 'nudge "…"', "shows a text", repeats=True),
        "suggest": ActionForm(Takes.TEXT, 'suggest "Take a walk."', "suggests something else to do", repeats=True),
        "because": _BECAUSE,
    },
    Subject.DRAFT: {
        "hold": ActionForm(Takes.DURATION_OR_CLOCK, "hold 10 minutes", "keeps the draft back for a while"),
        "ask": ActionForm(Takes.TEXT, 'ask "…"', "asks a question before sending", repeats=True),
        "warn": ActionForm(Takes.TEXT, 'warn "…"', "shows a warning before sending", repeats=True),
        "because": _BECAUSE,
    },
}
"""Every action by subject and verb; the reference prints this table."""

_ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(("delete", "drop", "exclude", "filter", "mute", "remove", "skip"), "hide"),
    **dict.fromkeys(("allow", "include", "protect", "show"), "keep"),
    **dict.fromkeys(("blur", "fold", "minimise", "minimize"), 'collapse "why"'),
    **dict.fromkeys(("prioritise", "prioritize", "promote", "raise", "upvote"), "boost 6 hours"),
    **dict.fromkeys(("bury", "downrank", "downvote", "lower"), "demote 6 hours"),
    **dict.fromkeys(("flag", "mark", "tag"), "label NAME"),
}
"""What other programs call the actions of post rules."""

_ADVICE = frozenset({"keep", "unfollow", "mute", "follow"})


def fitting_actions(e: Elaboration, rule: nodes.Rule, subject: Subject, scope: Scope) -> Iterator[nodes.Action]:
    """The actions of a rule that its subject knows, each written as it should be and there once; reports the others.

    An amount that a `let` names is filled in.
    """
    first: dict[tuple[str, object], Span] = {}
    for written in rule.actions:
        form = _form(e, written, subject)
        action = None if form is None else _filled_in(e, written, form, scope)
        if form is None or action is None:
            continue
        if not _fits(action, form):
            _report_misuse(e, action, form)
            continue
        key = (action.verb.id, _content(action) if form.repeats else None)
        if key in first:
            e.report(say.action_twice(format_action(action), action.span, first[key]))
            continue
        first[key] = action.span
        yield action


def _form(e: Elaboration, action: nodes.Action, subject: Subject) -> ActionForm | None:
    verb, here = action.verb.id, ACTIONS[subject]
    if verb in here:
        return here[verb]
    elsewhere = [s.value for s, forms in ACTIONS.items() if verb in forms]
    if elsewhere:
        e.report(say.action_not_here(verb, subject.value, action.verb.span, elsewhere, here))
    else:
        instead = _ELSEWHERE.get(verb) if subject is Subject.POST else _advised(verb, subject)
        e.report(say.unknown_action(verb, action.verb.span, subject.value, here, instead))
    return None


def _advised(verb: str, subject: Subject) -> str | None:
    """An advice that stands where `suggest` is missing."""
    return f"suggest {verb}" if subject is Subject.ACCOUNT and verb in _ADVICE else None


def _filled_in(e: Elaboration, action: nodes.Action, form: ActionForm, scope: Scope) -> nodes.Action | None:
    """An action with its amount instead of a `let`'s name; None, with a report, where that is no such amount."""
    name: nodes.Name | None = None
    match form.takes, action.word, action.value:
        case ((Takes.DURATION | Takes.DURATION_OR_CLOCK), nodes.Name() as name, None) if not action.until:
            pass
        case Takes.DURATION_OR_CLOCK, None, nodes.Name() as name if action.until:
            pass
        case Takes.ADVICE, nodes.Name("snooze"), nodes.Name() as name:
            pass
        case _:
            return action
    if not is_let(name, scope):
        return action
    value = amount(e, name, scope, nodes.ClockLit) if action.until else amount(e, name, scope, nodes.DurationLit)
    word = action.word if form.takes is Takes.ADVICE else None
    return None if value is None else evolve(action, word=word, value=value)


def _fits(action: nodes.Action, form: ActionForm) -> bool:
    word, value = action.word, action.value
    match form.takes:
        case Takes.NOTHING:
            return word is None and value is None and not action.until
        case Takes.TEXT:
            return word is None and isinstance(value, nodes.TextLit) and not action.until
        case Takes.NAME:
            named = (word is None) != (value is None)
            return named and (value is None or isinstance(value, nodes.TextLit)) and not action.until
        case Takes.DURATION:
            return word is None and isinstance(value, nodes.DurationLit) and not action.until
        case Takes.DURATION_OR_CLOCK:
            wanted = nodes.ClockLit if action.until else nodes.DurationLit
            return word is None and isinstance(value, wanted)
        case Takes.ADVICE:
            return _is_advice(action)


def _is_advice(action: nodes.Action) -> bool:
    if action.word is None or action.until:
        return False
    if action.word.id == "snooze":
        return isinstance(action.value, nodes.DurationLit)
    return action.word.id in _ADVICE and action.value is None


def _report_misuse(e: Elaboration, action: nodes.Action, form: ActionForm) -> None:
    durations = (Takes.DURATION, Takes.DURATION_OR_CLOCK)
    if isinstance(action.value, nodes.NumberLit) and form.takes in durations:
        e.report(say_kinds.unit_missing(format_expr(action.value), action.value.span))
    else:
        e.report(say.action_needs(action.verb.id, _usage(action, form), action.span))


def _usage(action: nodes.Action, form: ActionForm) -> str:
    """How the action is written, as near as possible to what was written."""
    if form.takes is Takes.ADVICE and action.word is not None and action.word.id == "snooze":
        return f"{action.verb.id} snooze 7 days"
    return f"{action.verb.id} until 07:00" if form.takes is Takes.DURATION_OR_CLOCK and action.until else form.usage


def _content(action: nodes.Action) -> object:
    return action.word.id if action.word is not None else action.value


def format_action(action: nodes.Action) -> str:
    """An action as it is written, for a message."""
    return " ".join(action.span.text.split()) or action.verb.id
