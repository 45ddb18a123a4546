"""Advice about accounts and about the session, as lines to read: what is advised, why, and what was counted.

In: a curation, and the instant to count from, in the reader's zone. Out: sections of visible lines, none empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import frozen

from feedcurate.model.account import Account
from feedcurate.model.decision import AccountAdvice, Because, Curation, SessionAdvice, SessionWord, ShadowReport
from feedcurate.outputs.counted import counted_lines
from feedcurate.outputs.pieces import Part, Said
from feedcurate.outputs.reasons import clause_words, reason_words, rule_words
from feedcurate.outputs.safe import excerpt
from feedcurate.outputs.words import account_words, duration_words, end_words
from feedcurate.text.visible import visible


@frozen
class Told:
    """A heading and what is said under it."""

    title: str
    lines: tuple[Said, ...]


def advice_sections(curation: Curation, now: datetime) -> Iterator[Told]:
    """What is advised about accounts, what about the session, and what shadow rules would have advised."""
    if curation.accounts:
        lines = (line for advice in curation.accounts for line in account_lines(advice, now))
        yield Told(f"advice ({len(curation.accounts)})", tuple(lines))
    session = () if curation.session is None else tuple(_session_lines(curation.session, now))
    if session:
        yield Told("session", session)
    shadow = [one for one in curation.shadow if one.id is None]
    if shadow:
        lines = (line for one in shadow for line in _shadow_lines(one))
        yield Told(f"what shadow rules would have advised ({len(shadow)})", tuple(lines))


def reason_lines(because: Iterable[Because], now: datetime, depth: int = 1) -> Iterator[Said]:
    """Each rule with its own words, the conditions that made it fire with their values, and what they counted."""
    for one in because:
        yield Said(rule_words(one), Part.REASON, depth)
        for clause in one.clauses:
            yield Said(clause_words(clause), Part.TEXT, depth + 1)
            yield from counted_lines(clause.counted, now, depth + 2)


def account_lines(advice: AccountAdvice, now: datetime) -> Iterator[Said]:
    """`unfollow  @gym@example.social  (Gym)`, why, and which rules were outweighed."""
    span = "" if advice.duration is None else f" {duration_words(advice.duration)}"
    yield Said(f"{advice.advice}{span}  {_account(advice.account)}", Part.FIRED)
    yield from reason_lines(advice.because, now)
    yield from _outweighed(advice.overridden)


def _account(account: Account) -> str:
    """An account as it is known, with its name where that is something else."""
    known, name = account_words(account), excerpt(account.name or "")
    return f"{known}  ({name})" if name and name != known else known


def _session_lines(advice: SessionAdvice, now: datetime) -> Iterator[Said]:
    """`pause until 15:00 (1 hour)`, the texts, and why; nothing where nobody says anything."""
    if advice.advice is not SessionWord.CONTINUE:
        end = "" if advice.until is None else f" until {end_words(advice.until, now)}"
        yield Said(f"{advice.advice}{end}", Part.FIRED)
    elif advice.texts:
        yield Said("go on", Part.FIRED)
    else:
        return
    yield from (Said(visible(text), Part.MARK, 1) for text in advice.texts)
    yield from reason_lines(advice.because, now)
    yield from _outweighed(advice.overridden)


def _shadow_lines(shadow: ShadowReport) -> Iterator[Said]:
    """`mute  @gym@example.social`, or `session: stop`, and why in a line."""
    word = shadow.advice or "nothing"
    yield Said(f"session: {word}" if shadow.account is None else f"{word}  {_account(shadow.account)}", Part.FADED)
    yield Said(reason_words(shadow.because), Part.REASON, 1)


def _outweighed(because: Iterable[Because]) -> Iterator[Said]:
    return (Said(f"outweighed: {reason_words(one)}", Part.FADED, 1) for one in because)
