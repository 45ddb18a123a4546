"""Advice about accounts, about the session and on drafts, with its reasons.

In: a judge and what the rules are about. Out: advice of the model. Nothing is acted upon.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from attrs import frozen

from feedcurate.engine.because import because
from feedcurate.engine.interpret import Judge, Reading
from feedcurate.engine.joint_advice import (
    AccountRequest,
    DraftRequest,
    SessionRequest,
    account_advice,
    draft_advice,
    session_advice,
)
from feedcurate.engine.moments import holds_now, local, shown_at
from feedcurate.engine.templates import filled
from feedcurate.model.account import Account
from feedcurate.model.decision import AccountAdvice, Because, DraftAdvice, SessionAdvice, SessionWord, ShadowReport
from feedcurate.model.draft import Draft
from feedcurate.program.program import A, AccountRule, DraftRule, RuleOf, SessionRule, Template, Until
from feedcurate.syntax.enumerations import Mode


@frozen
class Advised:
    """Advice about some accounts, and what shadow rules would have advised."""

    accounts: tuple[AccountAdvice, ...] = ()
    shadow: tuple[ShadowReport, ...] = ()


def about_accounts(judge: Judge, accounts: Iterable[Account]) -> Advised:
    """What the rules advise about accounts, in the order of these; those that no rule speaks of are left out."""
    live, shadow = _holding(judge, judge.program.account_rules)
    advice: list[AccountAdvice] = []
    reports: list[ShadowReport] = []
    if live or shadow:
        for account in accounts:
            reading = judge.of_account(account)
            advice += _about_account(live, reading, account)
            reports += [
                ShadowReport(account=account, advice=rule.actions.advice, because=because(rule, reading))
                for rule in _firing(shadow, reading)
            ]
    return Advised(tuple(advice), tuple(reports))


def _about_account(rules: Iterable[AccountRule], reading: Reading, account: Account) -> Iterator[AccountAdvice]:
    fired = _firing(rules, reading)
    joint = account_advice(
        AccountRequest(rule.name, rule.actions.advice, rule.actions.snooze)
        for rule in fired
        if rule.actions.advice is not None
    )
    if joint is not None:
        reasons = {rule.name: because(rule, reading) for rule in fired}
        yield AccountAdvice(
            account=account,
            advice=joint.advice,
            duration=joint.snooze,
            overridden=_named(reasons, joint.overridden),
            because=_named(reasons, joint.because),
        )


@frozen
class SessionAdvised:
    """Advice about the session, and what shadow rules would have advised."""

    advice: SessionAdvice | None = None
    shadow: tuple[ShadowReport, ...] = ()


def about_session(judge: Judge, resting: Collection[str] = ()) -> SessionAdvised:
    """What the rules advise about the session now; None where there are no rules for it.

    `resting` rules say nothing: what they gave is still going on.
    """
    if not judge.program.session_rules:
        return SessionAdvised()
    live, shadow = _holding(judge, judge.program.session_rules)
    reading = judge.of_session()
    fired = _firing((rule for rule in live if rule.name not in resting), reading)
    joint = session_advice(_session_request(rule, reading) for rule in fired)
    reasons = {rule.name: because(rule, reading) for rule in fired}
    return SessionAdvised(
        SessionAdvice(
            advice=joint.advice,
            until=joint.until,
            texts=joint.texts,
            overridden=_named(reasons, joint.overridden),
            because=_named(reasons, joint.because),
        ),
        tuple(
            ShadowReport(advice=_session_request(rule, reading).advice, because=because(rule, reading))
            for rule in _firing(shadow, reading)
        ),
    )


def _session_request(rule: SessionRule, reading: Reading) -> SessionRequest:
    """The strongest that one rule asks for, and all its texts."""
    actions, context = rule.actions, reading.judge.context
    texts = _texts((*actions.nudges, *actions.suggestions), reading)
    if actions.stop:
        return SessionRequest(rule.name, SessionWord.STOP, None, texts)
    if actions.pause is not None:
        return SessionRequest(rule.name, SessionWord.PAUSE, end_of(actions.pause, reading.judge), texts)
    if actions.wait is not None:
        return SessionRequest(rule.name, SessionWord.WAIT, later(context.now, actions.wait), texts)
    word = SessionWord.NUDGE if actions.nudges else SessionWord.CONTINUE
    return SessionRequest(rule.name, word, None, texts)


def on_draft(judge: Judge, draft: Draft) -> DraftAdvice:
    """What the rules ask of a draft; shadow rules ask nothing."""
    live, _ = _holding(judge, judge.program.draft_rules)
    reading = judge.of_draft(draft)
    fired = _firing(live, reading)
    joint = draft_advice(_draft_request(rule, reading) for rule in fired)
    return DraftAdvice(
        hold=joint.hold, ask=joint.asks, warn=joint.warns, because=tuple(because(rule, reading) for rule in fired)
    )


def _draft_request(rule: DraftRule, reading: Reading) -> DraftRequest:
    actions, judge = rule.actions, reading.judge
    hold = None if actions.hold is None else end_of(actions.hold, judge) - judge.context.now
    return DraftRequest(rule.name, hold, _texts(actions.asks, reading), _texts(actions.warns, reading))


# --- What the subjects share ----------------------------------------------------------------------


def _holding(judge: Judge, rules: Iterable[RuleOf[A]]) -> tuple[tuple[RuleOf[A], ...], tuple[RuleOf[A], ...]]:
    """The rules whose dates hold now: live ones, and shadow ones."""
    context = judge.context
    now = [rule for rule in rules if holds_now(rule, context.now, context.zone)]
    return (
        tuple(rule for rule in now if rule.mode is Mode.LIVE),
        tuple(rule for rule in now if rule.mode is Mode.SHADOW),
    )


def _firing(rules: Iterable[RuleOf[A]], reading: Reading) -> tuple[RuleOf[A], ...]:
    return tuple(rule for rule in rules if reading.truth(rule.when) is True)


def _texts(templates: Iterable[Template], reading: Reading) -> frozenset[str]:
    return frozenset(filled(template, reading) for template in templates)


def _named(reasons: dict[str, Because], names: Iterable[str]) -> tuple[Because, ...]:
    return tuple(reasons[name] for name in names)


def end_of(until: Until, judge: Judge) -> datetime:
    """When a pause or a hold that begins now ends: after a time, or when the reader's clock next shows another.

    The clock may show it now; in a gap of daylight saving it is the first instant after the gap.
    """
    now, zone = judge.context.now, judge.context.zone
    if isinstance(until, timedelta):
        return later(now, until)
    return _next(until, now, zone)


def later(now: datetime, by: timedelta) -> datetime:
    """An instant later, or the last of the calendar."""
    last = datetime.max.replace(tzinfo=now.tzinfo)
    return now + min(by, last - now)


def _next(clock: time, now: datetime, zone: tzinfo) -> datetime:
    shown = (local(now, zone) or now).toordinal()
    nearby = map(date.fromordinal, range(max(1, shown - 1), min(shown + 2, date.max.toordinal()) + 1))
    instants = (instant for day in nearby for instant in shown_at(datetime.combine(day, clock), zone))
    return min((instant for instant in instants if instant >= now), default=later(now, timedelta(days=1)))
