"""How the rules that fired become one advice: about an account, about the session, on a draft.

In: what the rules that fired ask for, their texts filled in, in any order. Out: the strongest of it, with who said so;
the same for any order.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import frozen

from feedcurate.model.decision import AdviceWord, SessionWord

_ADVICE = {word: rank for rank, word in enumerate(AdviceWord)}
_SESSION = {word: rank for rank, word in enumerate(SessionWord)}


@frozen
class AccountRequest:
    """What a rule for accounts that fired advises."""

    rule: str
    advice: AdviceWord
    snooze: timedelta | None = None


@frozen
class JointAccountAdvice:
    """The strongest advice, for a snooze the longest; `overridden` are the rules whose advice was outweighed."""

    advice: AdviceWord
    snooze: timedelta | None
    because: tuple[str, ...]
    overridden: tuple[str, ...]


def account_advice(requests: Iterable[AccountRequest]) -> JointAccountAdvice | None:
    """What rules advise together; None where none does."""
    rules = sorted(requests, key=lambda one: one.rule)
    if not rules:
        return None
    advice = max((one.advice for one in rules), key=_ADVICE.__getitem__)
    agreed = [one for one in rules if one.advice is advice]
    return JointAccountAdvice(
        advice=advice,
        snooze=max((one.snooze for one in agreed if one.snooze is not None), default=None),
        because=tuple(one.rule for one in agreed),
        overridden=tuple(one.rule for one in rules if one.advice is not advice),
    )


@frozen
class SessionRequest:
    """What a rule for sessions that fired advises; `until` is the end of its pause or wait."""

    rule: str
    advice: SessionWord
    until: datetime | None = None
    texts: frozenset[str] = frozenset()


@frozen
class JointSessionAdvice:
    """The strongest advice with its latest end, and all texts; outweighed rules still have their texts shown."""

    advice: SessionWord
    until: datetime | None
    texts: tuple[str, ...]
    because: tuple[str, ...]
    overridden: tuple[str, ...]


def session_advice(requests: Iterable[SessionRequest]) -> JointSessionAdvice:
    """What rules advise together: to go on, where none says otherwise."""
    rules = sorted(requests, key=lambda one: (one.rule, _SESSION[one.advice]))
    advice = max((one.advice for one in rules), key=_SESSION.__getitem__, default=SessionWord.CONTINUE)
    agreed = [one for one in rules if one.advice is advice]
    weaker = {one.rule for one in rules if one.advice not in (advice, SessionWord.CONTINUE)}
    count = {one.rule for one in agreed} | {one.rule for one in rules if one.advice is SessionWord.CONTINUE}
    return JointSessionAdvice(
        advice=advice,
        until=max((one.until for one in agreed if one.until is not None), default=None),
        texts=tuple(sorted(frozenset().union(*(one.texts for one in rules)))),
        because=tuple(sorted(count)),
        overridden=tuple(sorted(weaker - count)),
    )


@frozen
class DraftRequest:
    """What a rule for drafts that fired asks."""

    rule: str
    hold: timedelta | None = None
    asks: frozenset[str] = frozenset()
    warns: frozenset[str] = frozenset()


@frozen
class JointDraftAdvice:
    """The longest hold, all questions and all warnings."""

    hold: timedelta | None
    asks: tuple[str, ...]
    warns: tuple[str, ...]
    because: tuple[str, ...]


def draft_advice(requests: Iterable[DraftRequest]) -> JointDraftAdvice:
    """What rules ask together."""
    rules = sorted(requests, key=lambda one: one.rule)
    return JointDraftAdvice(
        hold=max((one.hold for one in rules if one.hold is not None), default=None),
        asks=tuple(sorted(frozenset().union(*(one.asks for one in rules)))),
        warns=tuple(sorted(frozenset().union(*(one.warns for one in rules)))),
        because=tuple(one.rule for one in rules),
    )
