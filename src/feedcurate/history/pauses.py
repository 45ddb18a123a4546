"""Pauses and stops that were given: they count until they end, whatever the rules say meanwhile.

In: what was given, what the rules say now, and when the reader's session began. Out: the advice that holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from feedcurate.model.decision import Because, SessionAdvice, SessionWord
from feedcurate.model.record import Given

_RANK = {word: rank for rank, word in enumerate(SessionWord)}
_REMEMBERED = (SessionWord.PAUSE, SessionWord.STOP)


def going_on(
    given: Iterable[Given], now: datetime, session_start: datetime | None, gap: timedelta
) -> tuple[SessionAdvice, ...]:
    """What was given before and has not ended: a pause before its end, a stop in the session that it stopped.

    Where nobody records what the reader does there are no sessions, and a stop ends after the gap that ends one.
    """
    return tuple(one.advice for one in given if one.at <= now and _goes_on(one, now, session_start, gap))


def _goes_on(given: Given, now: datetime, session_start: datetime | None, gap: timedelta) -> bool:
    if given.advice.advice is SessionWord.STOP:
        return now - given.at < gap or (session_start is not None and session_start <= given.at)
    return given.advice.until is not None and now < given.advice.until


def to_remember(advice: SessionAdvice | None, now: datetime) -> Given | None:
    """What has to be remembered of a new advice; None for what is over when it is read."""
    return Given(at=now, advice=advice) if advice is not None and advice.advice in _REMEMBERED else None


def together(advice: Iterable[SessionAdvice]) -> SessionAdvice:
    """Several advices as one: the strongest, its latest end, all texts, and the reasons of each rule once."""
    every = sorted(advice, key=lambda one: -_RANK[one.advice])
    strongest = every[0].advice
    agreed = [one for one in every if one.advice is strongest]
    because = _by_rule(reason for one in every for reason in one.because if _counts(one, strongest))
    overridden = _by_rule(
        reason
        for one in every
        for reason in (*one.overridden, *(() if _counts(one, strongest) else one.because))
        if reason.rule not in because
    )
    return SessionAdvice(
        advice=strongest,
        until=max((one.until for one in agreed if one.until is not None), default=None),
        texts=tuple(sorted({text for one in every for text in one.texts})),
        overridden=tuple(overridden[rule] for rule in sorted(overridden)),
        because=tuple(because[rule] for rule in sorted(because)),
    )


def _counts(advice: SessionAdvice, strongest: SessionWord) -> bool:
    return advice.advice in (strongest, SessionWord.CONTINUE)


def _by_rule(reasons: Iterable[Because]) -> dict[str, Because]:
    return {reason.rule: reason for reason in reasons}
