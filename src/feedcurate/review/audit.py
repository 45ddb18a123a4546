"""What is in a feed, and where the time goes: the figures of `feedcurate audit`.

In: a history, a period, who the reader is, and rules where there are any. Out: an `Audit`. Nothing is written and
nothing is done to any account.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import frozen

from feedcurate.engine.following import following as following_of
from feedcurate.engine.moments import TICK
from feedcurate.engine.periods import ReadersTime, day_began, readers_time
from feedcurate.history.audit_rows import Rows, StoreRows
from feedcurate.history.dates import to_micros
from feedcurate.model.account import Account
from feedcurate.model.activity import ActivityKind
from feedcurate.model.decision import AccountAdvice
from feedcurate.model.facts import POSTS, Facts
from feedcurate.model.identity import account_set, identifiers
from feedcurate.program.program import Program, Settings
from feedcurate.review.audit_advice import advice_of, answers_of, concerned
from feedcurate.review.audit_calendar import cells
from feedcurate.review.audit_concern import Concern
from feedcurate.review.audit_figures import (
    Rated,
    days_of,
    hours_of,
    moods_of,
    reach_of,
    reasons_of,
    spent_of,
    top_of,
    weekdays_of,
)
from feedcurate.review.audit_model import Audit, AuditedAccount
from feedcurate.review.audit_people import People, is_followed, lists_of, people_of
from feedcurate.review.audit_sums import Looked, Sums, sums_of
from feedcurate.review.audit_time import Period, start_of_reading, time_of
from feedcurate.review.audit_topics import TopicLook, topic_name, trigger_topics

if TYPE_CHECKING:
    from feedcurate.history.base import History
    from feedcurate.ruleset import Ruleset

DAYS = 30
"""How many days back a period begins, where nobody says when."""


def audit(
    history: History,
    rules: Ruleset | None = None,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    timezone: ZoneInfo | None = None,
    me: Iterable[str] = (),
    following: Iterable[Account] | None = None,
) -> Audit:
    """The audit of a history from `start` to `end`, aware instants that are both included.

    `end` is by default the clock's now, `start` the beginning of the reader's day 30 days before the end. `timezone`
    wins over the rules'; `me` are the reader's accounts, besides those of the rules; `following` are the accounts the
    reader follows, None where that is not known beyond what posts say. Without rules there are no lists, no trigger
    matches and no advice.

    Raises:
        ValueError: an instant has no time zone, or the period ends before it begins.
        HistoryError: the history cannot be read.
    """
    settings = Settings() if rules is None else rules.program.settings
    zone = timezone or ZoneInfo(settings.timezone or "UTC")
    reader = readers_time(zone, settings)
    until = datetime.now(UTC) if end is None else end
    since = day_began(until - timedelta(days=DAYS), reader) if start is None else start
    if since.utcoffset() is None or until.utcoffset() is None:
        raise ValueError("a period needs aware instants: give them a time zone, such as `datetime.now(UTC)`")
    if until < since:
        raise ValueError("the period ends before it begins")
    followed = None if following is None else tuple(following)
    facts = Facts(history=history, timezone=zone, me=tuple(me), following=followed)
    wanted = _Wanted(history, rules, facts, settings, reader, since.astimezone(UTC), until.astimezone(UTC))
    with history.reading(), _rows_of(history) as rows:
        return _audited(wanted, rows)


@frozen(eq=False)
class _Wanted:
    """What an audit is about."""

    history: History
    rules: Ruleset | None
    facts: Facts
    settings: Settings
    reader: ReadersTime
    start: datetime
    end: datetime

    @property
    def program(self) -> Program | None:
        return None if self.rules is None else self.rules.program


@contextmanager
def _rows_of(history: History) -> Iterator[Rows]:
    """The quick way to the rows where the history has one, else the way that every store has."""
    from feedcurate.history.sqlite import SQLiteHistory

    if isinstance(history, SQLiteHistory):
        with history.audit_rows() as rows:
            yield rows
    else:
        yield StoreRows(history)


def _audited(wanted: _Wanted, rows: Rows) -> Audit:
    first, last = to_micros(wanted.start), to_micros(wanted.end)
    grid = list(cells(wanted.start, wanted.end, wanted.reader))
    rated = _rated(wanted, rows)
    gap = wanted.settings.session_gap // TICK
    ends = [cell.end for cell in grid]
    since = start_of_reading(rows, first, gap)
    time = time_of(
        rows.acts(since, last), rated.times, Period(first, ends, gap, frozenset(wanted.settings.active), rated.first)
    )
    spent = spent_of(time)
    program = wanted.program
    topics = () if program is None else trigger_topics(program)
    look = TopicLook(program, topics) if program is not None and topics else None
    seen = {*time.spent, *rows.sights(first, last)}
    # Accounts are numbered as they are met by some, so that who is who is asked last.
    pieces = rows.posts(first, last, seen | time.followed.keys(), look)
    latest, named = list(rows.people()), rows.named(first, last)
    people = people_of(rows.forms(), latest, named.values(), wanted.facts.following or ())
    own = _own(wanted, people)
    sums = sums_of(pieces, people, own, Looked(time, seen))
    return Audit(
        start=wanted.start,
        end=wanted.end,
        timezone=str(wanted.reader.zone),
        posts_since=_late(wanted, POSTS),
        views_since=_late(wanted, ActivityKind.VIEW),
        rules=None if wanted.rules is None else wanted.rules.digest,
        topics=() if program is None else tuple(sorted(topic_name(program, topic) for topic in topics)),
        accounts=_accounts(wanted, rows, people, sums, rated),
        posts=sum(sums.came_for),
        seen=sum(sums.seen_for),
        reasons=reasons_of(sums),
        top_came=top_of(sums.wrote),
        top_seen=top_of(sums.seen_of),
        spent=spent,
        unplaced=time.unplaced * TICK,
        sessions=time.sessions,
        moods=moods_of(rated.moods),
        days=days_of(time, grid, rated),
        hours=hours_of(time, grid),
        weekdays=weekdays_of(time, grid),
    )


def _rated(wanted: _Wanted, rows: Rows) -> Rated:
    """The check-ins with a mood; for shifts, from when on the history has both check-ins and views."""
    found = rows.moods(to_micros(wanted.start), to_micros(wanted.end))
    pairs = [(at, mood) for at, mood in found if mood is not None]
    times = [at for at, _ in pairs]
    held = [wanted.history.held(kind) for kind in (ActivityKind.CHECKIN, ActivityKind.VIEW)]
    known = [since for since in held if since is not None]
    first = len(times) if len(known) < len(held) else bisect_left(times, to_micros(max(known)))
    return Rated(times, [mood for _, mood in pairs], first)


def _late(wanted: _Wanted, what: str) -> datetime | None:
    """Since when something is held, where that is not from the beginning of the period on."""
    since = wanted.history.held(what)
    return None if since is None or since <= wanted.start else since


def _own(wanted: _Wanted, people: People) -> set[int]:
    """The reader's accounts."""
    mine = account_set(wanted.facts.me) | wanted.settings.me
    return {number for number, account in enumerate(people.accounts) if mine.has(account) is True}


def _accounts(wanted: _Wanted, rows: Rows, people: People, sums: Sums, rated: Rated) -> tuple[AuditedAccount, ...]:
    """All but the reader's own, those with most time first."""
    program = wanted.program
    host = None if wanted.facts.following is None else following_of(wanted.facts.following)
    advice: Mapping[int, AccountAdvice] = {}
    if program is not None:
        asked = concerned(Concern(program, wanted.start, wanted.end, wanted.reader, rated), rows, sums, people)
        advice = advice_of(program, wanted.facts, wanted.end, people, asked)
    answers = answers_of(wanted.history.queue(), people)
    audited: list[AuditedAccount] = []
    for number, account in enumerate(people.accounts):
        if number in sums.own:
            continue
        reach, reach_by = reach_of(account, sums.views.get(number, ()))
        topics = sums.topics.get(number, ())
        audited.append(
            AuditedAccount(
                account=account,
                lists=None if program is None else lists_of(program, account),
                followed=is_followed(account, host),
                posts=sums.posts[number],
                reposts=sums.reposts[number],
                seen=sums.seen[number],
                time=sums.spent[number] * TICK,
                matches=None if program is None else sums.matches[number],
                topics=() if program is None else tuple(sorted(topic_name(program, topic) for topic in topics)),
                mood_shift=rated.shift(sums.checkins.get(number, ())),
                credential=account.credential,
                reach=reach,
                reach_by=reach_by,
                advice=advice.get(number),
                answers=answers.get(number, ()),
            )
        )
    return tuple(sorted(audited, key=_order))


def _order(one: AuditedAccount) -> tuple[timedelta, int, list[tuple[str, str]]]:
    return -one.time, -(one.posts + one.reposts), sorted(identifiers(one.account).items())
