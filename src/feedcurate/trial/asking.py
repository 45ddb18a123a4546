"""What a rule asks for, in the words of expectations.

In: a rule's actions. Out: words, each with what stands behind it. `by RULE` and the explanation of what did not happen
both go by them.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedcurate.engine.deciding import outcome_asked
from feedcurate.program.program import AccountActions, DraftActions, PostActions, SessionActions

Word = tuple[str, str | None]
"""A word of expectations, and a label or an account's advice behind it."""
AnyActions = PostActions | AccountActions | SessionActions | DraftActions


def asked(actions: AnyActions) -> frozenset[Word]:
    """What these actions can be the reason for."""
    match actions:
        case PostActions():
            return frozenset(_of_post(actions))
        case AccountActions(advice):
            return frozenset() if advice is None else frozenset([("suggests", advice.value)])
        case SessionActions():
            return _there(
                stops=actions.stop,
                pauses=actions.pause is not None,
                waits=actions.wait is not None,
                nudges=bool(actions.nudges),
            )
        case DraftActions():
            return _there(holds=actions.hold is not None, asks=bool(actions.asks), warns=bool(actions.warns))


def _there(**words: bool) -> frozenset[Word]:
    return frozenset((word, None) for word, is_there in words.items() if is_there)


def _of_post(actions: PostActions) -> Iterator[Word]:
    outcome, nothing = outcome_asked(actions), type(actions.shift)(0)
    if outcome is not None:
        yield outcome.value, None
    if actions.shift != nothing:
        yield "boosted" if actions.shift > nothing else "demoted", None
    for label in actions.labels:
        yield "labelled", label
