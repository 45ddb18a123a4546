"""The past, evaluated as it came.

In: rules, a history, and a time. Out: a `Replay`: what each rule would have done then, and what of it would have spared
the reader something. Nothing is written into the history.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedcurate.collecting import uncollected
from feedcurate.engine.moments import EARLIEST
from feedcurate.history.base import History
from feedcurate.model.account import Account
from feedcurate.model.decision import Outcome
from feedcurate.model.facts import Facts
from feedcurate.program.program import AnyRule
from feedcurate.review.advised import AccountTallies
from feedcurate.review.court import Court, Verdicts, reader_of, wanted_by
from feedcurate.review.directory import Directory
from feedcurate.review.moments import BatchMoment, DayMoment, DoneMoment, PostMoment
from feedcurate.review.results import Replay, RuleReplay, Subject, Totals
from feedcurate.review.sessions import SessionTallies
from feedcurate.review.spared import Sparing
from feedcurate.review.tally import Tallies
from feedcurate.review.timeline import Timeline
from feedcurate.ruleset import Ruleset
from feedcurate.syntax.nodes import Mode


def replay(
    rules: Ruleset,
    history: History,
    start: datetime | None,
    end: datetime,
    *,
    timezone: ZoneInfo | None = None,
    me: Iterable[str] = (),
    following: Iterable[Account] | None = None,
) -> Replay:
    """What rules would have made of the past from `start` (None: its beginning) to `end`, both included.

    Posts that were curated in a batch are judged as of its instant and together with it, quotas included, exactly as a
    `Curator` decided then. Any other post that is dated in this time is judged as of its arrival, by itself. Each post
    counts once, as of when it first came; what is in no batch and has no date does not. Rules for accounts are asked at
    the end of each of the reader's days, of those whose posts came on it, and at `end` of all that came; rules for the
    session whenever the reader had looked at something; rules for drafts are not asked, as drafts are not kept.

    A post is in windows from the batch on with which it came. What a history does not keep cannot be replayed: earlier
    states of posts (all are judged in their newest), what was erased, when posts that are in no batch were imported
    (they count from their date on), when activities were recorded (they count from when they were), whom the reader
    followed then, and since when streams were said to be held.

    Raises ValueError where an instant has no time zone, or `end` lies before `start`; `HistoryError` where the history
    cannot be read.
    """
    first, last = times(start, end)
    facts = facts_of(history, timezone, me, following)
    program = rules.program
    # What is kept of the past stays until it is no longer looked back at: the collector would walk it in vain.
    with history.reading(), uncollected():
        timeline = Timeline(history, first, last, reader_of(program, facts), wanted_by([program]))
        past = _Past(Court(program, facts, timeline))
        for moment in timeline:
            match moment:
                case PostMoment():
                    past.judge_alone(moment)
                case BatchMoment():
                    past.batches += 1
                    past.judge(moment.now, past.court.fresh(moment))
                case DayMoment():
                    past.accounts.ask(moment)
                case DoneMoment():
                    past.sessions.ask(moment)
        past.accounts.ask_all(last)
        return past.result(history, start, first, last)


def times(start: datetime | None, end: datetime) -> tuple[datetime, datetime]:
    """The first and the last instant of a time, in UTC. Raises ValueError for what is none."""
    if end.utcoffset() is None or (start is not None and start.utcoffset() is None):
        raise ValueError("`start` and `end` must be aware instants: give them a time zone")
    if start is not None and end < start:
        raise ValueError(f"the time ends ({end.isoformat()}) before it begins ({start.isoformat()})")
    return EARLIEST if start is None else start.astimezone(UTC), end.astimezone(UTC)


def facts_of(
    history: History, timezone: ZoneInfo | None, me: Iterable[str], following: Iterable[Account] | None
) -> Facts:
    """What is known of the reader."""
    known = None if following is None else tuple(following)
    return Facts(history=history, timezone=timezone, me=tuple(me), following=known)


_SETTLED = 5_000
"""After so many posts the latest of each rule become its examples, and what they were judged by can go."""


class _Past:
    """All that is counted."""

    def __init__(self, court: Court) -> None:
        directory = Directory()
        self.court = court
        self.batches = 0
        self.posts = Tallies(court.program.rules, directory)
        self.accounts = AccountTallies(court, directory)
        self.sessions = SessionTallies(court, directory)
        self._sparing = Sparing()
        self._outcomes = dict.fromkeys(Outcome, 0)
        self._unsettled = 0

    def judge_alone(self, moment: PostMoment) -> None:
        """Count what became of a post that came alone."""
        one = self.court.opinion_if_any(moment)
        if one is None:
            self._outcomes[Outcome.SHOWN] += 1
        else:
            self.judge(moment.now, (one,))

    def judge(self, now: datetime, verdicts: Iterable[Verdicts]) -> None:
        """Count what became of some posts."""
        for one in verdicts:
            self._outcomes[one.outcome] += 1
            self._unsettled += 1
            self.posts.count(now, one)
            self._sparing.note(one)
        if self._unsettled >= _SETTLED:
            self.posts.settle()
            self._unsettled = 0

    def result(self, history: History, start: datetime | None, first: datetime, last: datetime) -> Replay:
        """The whole."""
        spared, by_rule = self._sparing.spared(history, first, last)
        posts = (
            one.model_copy(update={"spared": by_rule[one.rule]}) if one.rule in by_rule else one
            for one in self.posts.results()
        )
        drafts = (_not_replayed(rule) for rule in self.court.program.draft_rules)
        every = [*posts, *self.accounts.results(), *self.sessions.results(), *drafts]
        counts = {outcome.value: count for outcome, count in self._outcomes.items()}
        return Replay(
            start=start,
            end=last,
            totals=Totals(posts=sum(counts.values()), batches=self.batches, **counts),
            spared=spared,
            rules=tuple(sorted(every, key=lambda one: one.rule)),
        )


def _not_replayed(rule: AnyRule) -> RuleReplay:
    return RuleReplay(
        rule=rule.name,
        title=rule.title,
        at=rule.span.place,
        subject=Subject.DRAFT,
        shadow=rule.mode is Mode.SHADOW,
        replayed=False,
    )
