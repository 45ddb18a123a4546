"""What is in a feed, and where the time goes: the figures of `feedcurate audit`.

In: a history, a period, who the reader is, and rules where there are any. Out: an `Audit`. Nothing is written and
nothing is done to any account.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from heapq import nlargest
from statistics import median_low
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feedcurate.engine.context import context_of
from feedcurate.engine.following import following as following_of
from feedcurate.engine.moments import EARLIEST
from feedcurate.engine.periods import ReadersTime, day_began, readers_time
from feedcurate.engine.sittings import REACH
from feedcurate.history.audit_rows import REASONS, Rows, StoreRows
from feedcurate.history.dates import from_micros, to_micros
from feedcurate.model.account import Account
from feedcurate.model.activity import ActivityKind
from feedcurate.model.facts import POSTS, Facts
from feedcurate.model.identity import account_set
from feedcurate.program.program import Settings
from feedcurate.review.audit_advice import Advices, advices_of
from feedcurate.review.audit_calendar import Cell, cells
from feedcurate.review.audit_model import (
    Audit,
    AuditedAccount,
    DaySpent,
    HourSpent,
    Moods,
    ReachKind,
    ReasonShare,
    Spent,
    WeekdaySpent,
)
from feedcurate.review.audit_people import People, is_followed, lists_of, people_of
from feedcurate.review.audit_sums import Looked, Sums, sums_of
from feedcurate.review.audit_time import Period, Time, time_of
from feedcurate.review.audit_topics import TopicLook, topic_name, trigger_topics

if TYPE_CHECKING:
    from feedcurate.history.base import History
    from feedcurate.ruleset import Ruleset

TOP = 10
"""How many of the most frequent authors are told apart."""
FEW = 3
"""A mood shift is unknown below so many check-ins."""
_DAYS = 30
_TICK = timedelta(microseconds=1)


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
    until = datetime.now(UTC) if end is None else end
    reader = readers_time(zone, settings)
    since = day_began(until - timedelta(days=_DAYS), reader) if start is None else start
    if since.utcoffset() is None or until.utcoffset() is None:
        raise ValueError("a period needs aware instants: give them a time zone, such as `datetime(2026, 5, 1, tzinfo=UTC)`")
    if until < since:
        raise ValueError("the period ends before it begins")
    followed = None if following is None else tuple(following)
    facts = Facts(history=history, timezone=zone, me=tuple(me), following=followed)
    with history.reading(), _rows_of(history) as rows:
        return _Auditor(history, rules, facts, reader, settings, since, until).audit(rows)


@contextmanager
def _rows_of(history: History) -> Iterator[Rows]:
    """The quick way to the rows where the history has one, else the way that every store has."""
    from feedcurate.history.sqlite import SQLiteHistory

    if isinstance(history, SQLiteHistory):
        with history.audit_rows() as rows:
            yield rows
    else:
        yield StoreRows(history)


class _Auditor:
    """One audit: what it is about, and the steps of it."""

    def __init__(
        self,
        history: History,
        rules: Ruleset | None,
        facts: Facts,
        reader: ReadersTime,
        settings: Settings,
        start: datetime,
        end: datetime,
    ) -> None:
        self.history = history
        self.rules = rules
        self.facts = facts
        self.reader = reader
        self.settings = settings
        self.start, self.end = start.astimezone(UTC), end.astimezone(UTC)
        self.topics = () if rules is None else trigger_topics(rules.program)

    def audit(self, rows: Rows) -> Audit:
        """All of it."""
        first, last = to_micros(self.start), to_micros(self.end)
        grid = list(cells(self.start, self.end, self.reader))
        moods = rows.moods(first, last)
        rated = [at for at, mood in moods if mood is not None]
        time = self._time(rows, rated, grid)
        look = TopicLook(self.rules.program, self.topics) if self.rules is not None and self.topics else None
        named = rows.named(first, last)
        latest = list(rows.people())
        seen = {*time.spent, *rows.sights(first, last)}
        pieces = rows.posts(first, last, seen, look)
        if isinstance(rows, StoreRows):
            # It numbers accounts as it meets them.
            pieces = iter(list(pieces))
        people = people_of(rows.forms(), latest, named.values(), self.facts.following or ())
        sums = sums_of(pieces, people, self._own(people), Looked(time, seen))
        return Audit(
            start=self.start,
            end=self.end,
            timezone=str(self.reader.zone),
            posts_since=self._late(POSTS),
            views_since=self._late(ActivityKind.VIEW),
            rules=None if self.rules is None else self.rules.digest,
            topics=tuple(sorted(map(self._topic_name, self.topics))),
            accounts=self._accounts(people, sums, [mood for _, mood in moods if mood is not None]),
            **_whole(sums),
            **_of_time(time, grid, moods),
        )

    def _time(self, rows: Rows, checkins: Sequence[int], grid: Sequence[Cell]) -> Time:
        """Where the time went; read from far enough back that the sessions in the period are whole."""
        gap = self.settings.session_gap // _TICK
        start = to_micros(self.start)
        period = Period(
            start=start,
            end=to_micros(self.end),
            cell_ends=[to_micros(cell.end) for cell in grid],
            gap=gap,
            active=frozenset(self.settings.active),
            moods_from=to_micros(self._moods_from() or self.end),
        )
        back = 3 * REACH + gap
        while True:
            since = max(start - back, to_micros(EARLIEST))
            if since == to_micros(EARLIEST) or _is_whole(rows, since, start, gap):
                return time_of(rows.acts(since, period.end), checkins, period)
            back *= 4

    def _moods_from(self) -> datetime | None:
        """From when in the period on both check-ins and views are held; None where they are not."""
        since = [self.history.held(kind) for kind in (ActivityKind.CHECKIN, ActivityKind.VIEW)]
        known = [one for one in since if one is not None]
        return None if len(known) < len(since) else max(self.start, *known)

    def _late(self, what: str) -> datetime | None:
        """Since when something is held, where that is not from the beginning of the period on."""
        since = self.history.held(what)
        return None if since is None or since <= self.start else since

    def _own(self, people: People) -> set[int]:
        mine = account_set(self.facts.me) | self.settings.me
        return {number for number, account in enumerate(people.accounts) if mine.has(account) is True}

    def _topic_name(self, topic: int) -> str:
        return "" if self.rules is None else topic_name(self.rules.program, topic)

    def _accounts(self, people: People, sums: Sums, moods: Sequence[int]) -> tuple[AuditedAccount, ...]:
        host = None if self.facts.following is None else following_of(self.facts.following)
        advices = self._advices(people)
        since = self._moods_from()
        all_moods = None if since is None else self._moods_after(since, moods)
        audited = [
            self._account(number, people.accounts[number], sums, all_moods, moods).model_copy(
                update={
                    "followed": is_followed(people.accounts[number], host),
                    "advice": advices.now.get(number),
                    "answers": advices.answers.get(number, ()),
                }
            )
            for number in range(people.nobody)
            if number not in sums.own
        ]
        return tuple(sorted(audited, key=lambda one: (-one.time, -(one.posts + one.reposts))))
