"""Two rule files over the same past.

In: old and new rules, a history, and a time. Out: a `Comparison`: which posts they treat differently, and why.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from feedcurate.engine.advising import about_accounts
from feedcurate.engine.elements import dated
from feedcurate.engine.moments import EARLIEST
from feedcurate.history.base import History
from feedcurate.model.account import Account
from feedcurate.model.decision import Outcome
from feedcurate.program.program import Rule
from feedcurate.review.advice_changes import changed_advice
from feedcurate.review.changes import Change, Comparison, Kind, Side
from feedcurate.review.company import Company, company_of
from feedcurate.review.court import Court, Verdicts, reader_of, wanted_by
from feedcurate.review.differences import changed_quotas, deciding, differences
from feedcurate.review.excerpts import beginning
from feedcurate.review.moments import BatchMoment, Moment, PostMoment
from feedcurate.review.replay import facts_of, times
from feedcurate.review.timeline import Timeline, Wanted
from feedcurate.ruleset import Ruleset


def compare(
    old: Ruleset,
    new: Ruleset,
    history: History,
    start: datetime | None,
    end: datetime,
    *,
    timezone: ZoneInfo | None = None,
    me: Iterable[str] = (),
    following: Iterable[Account] | None = None,
    most: int | None = None,
) -> Comparison:
    """What changes from `start` (None: the beginning) to `end` where new rules had been in force instead of old ones.

    Every post is judged by both as of when it came, as `replay` does it, with the same limits. Advice about accounts is
    compared as of `end`. At most `most` changes are listed, the latest; None: all. They are counted in any case.

    Raises ValueError where an instant has no time zone, or `end` lies before `start`; `HistoryError` where the history
    cannot be read.
    """
    first, last = times(start, end)
    facts = facts_of(history, timezone, me, following)
    programs = (old.program, new.program)
    with history.reading():
        wanted = wanted_by(programs)
        timeline = Timeline(
            history, first, last, reader_of(new.program, facts), Wanted(wanted.acts, done=False, days=False)
        )
        courts = [Court(program, facts, timeline) for program in programs]
        company = company_of(history, courts[1].scene(max(last, EARLIEST)).context)
        changes = _Changes(company, [{rule.name: rule for rule in program.rules} for program in programs], most)
        for moment in timeline:
            befores, afters = (_judged(court, moment) for court in courts)
            for both in zip(befores, afters, strict=True):
                changes.look_at(*both)
        scenes = [court.scene(max(last, timeline.store.horizon)) for court in courts]
        every = scenes[0].everybody() if any(program.account_rules for program in programs) else ()
        before, after = (about_accounts(scene.judge, every).accounts for scene in scenes)
        return changes.result(start, last).model_copy(update={"accounts": changed_advice(before, after)})


def _judged(court: Court, moment: Moment) -> tuple[Verdicts, ...]:
    match moment:
        case PostMoment():
            return (court.opinion(moment),)
        case BatchMoment():
            return court.fresh(moment)
        case _:
            return ()


class _Changes:
    """What changes, as it is found."""

    def __init__(self, company: Company, rules: list[dict[str, Rule]], most: int | None) -> None:
        self._company, self._rules = company, rules
        self._posts = self._changed = 0
        self._kinds: dict[tuple[Outcome, Outcome], Counter[str]] = {}
        self._by_rule: Counter[str] = Counter()
        self._latest: deque[Change] = deque(maxlen=most)

    def look_at(self, before: Verdicts, after: Verdicts) -> None:
        """Note where a post is treated differently."""
        self._posts += 1
        if _told(before) == _told(after):
            return
        self._changed += 1
        author = before.opinion.reading.author
        kind = self._kinds.setdefault((before.outcome, after.outcome), Counter())
        kind["posts"] += 1
        kind["replied"] += self._company.is_replied_to(author)
        kind["followed"] += self._company.is_followed(author) is True
        self._by_rule.update((*deciding(before, after), *changed_quotas(before, after)))
        if self._latest.maxlen != 0:
            # Now, as what the conditions look back on moves forward.
            self._latest.append(self._change(before, after))

    def _change(self, before: Verdicts, after: Verdicts) -> Change:
        item = before.opinion.reading.item
        return Change(
            source=item.source,
            id=item.id,
            at=dated(item),
            author=item.author,
            text=beginning(item),
            before=_side(before),
            after=_side(after),
            replied=self._company.is_replied_to(item.author),
            followed=self._company.is_followed(item.author),
            because=differences(before, after, *self._rules),
        )

    def result(self, start: datetime | None, end: datetime) -> Comparison:
        """The whole, without advice."""
        kinds = [Kind(before=one, after=other, **counts) for (one, other), counts in self._kinds.items()]
        kinds.sort(key=lambda kind: (-kind.posts, kind.before, kind.after))
        return Comparison(
            start=start,
            end=end,
            posts=self._posts,
            changed=self._changed,
            kinds=tuple(kinds),
            rules=dict(sorted(self._by_rule.items(), key=lambda pair: (-pair[1], pair[0]))),
            changes=tuple(reversed(self._latest)),
        )


def _told(verdicts: Verdicts) -> tuple[Outcome, tuple[str, ...], timedelta, str | None]:
    verdict = verdicts.opinion.verdict
    return verdicts.outcome, verdict.labels, verdict.shift, verdict.collapse


def _side(verdicts: Verdicts) -> Side:
    outcome, labels, shift, collapse = _told(verdicts)
    return Side(outcome=outcome, labels=labels, shift=shift, collapse=collapse, held=verdicts.held)
