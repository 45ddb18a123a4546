"""Advice made by hand, with something of everything a table can show of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from feedcurate.model.account import Account
from feedcurate.model.decision import (
    AccountAdvice,
    AdviceWord,
    Because,
    Clause,
    Counted,
    Curation,
    DraftAdvice,
    Evidence,
    SessionAdvice,
    SessionWord,
    ShadowReport,
)

NOW = datetime(2026, 5, 8, 14, tzinfo=ZoneInfo("Europe/Berlin"))
"""Two in the afternoon on the reader's clock, noon in UTC."""

GYM = Account(handle="gym@example.social", name="The Gym")
_COUNT = "count(posts by account where post mentions comparison, 14 days)"


def _week(number: int, at: datetime) -> Counted:
    words = Evidence(field="text", start=5, end=16, words="summer body", pattern="summer body")
    text = f"Your summer body, week {number}: we do this together, every day, until it hurts, and then again"
    return Counted(source="mastodon", id=str(number), at=at, text=text, evidence=(words, words))


_WEEKS = tuple(_week(7 - i, datetime(2026, 5, 7, 22, 30, tzinfo=UTC) - timedelta(days=i)) for i in range(7))
_TRIGGERS = Because(
    rule="unfollow_triggers",
    title="Comparison, again and again",
    at="my.curate:20:1",
    reason="it does you no good",
    clauses=(
        Clause(id=1, text=f"{_COUNT} >= 3", value=True, values={_COUNT: "7"}, counted=_WEEKS),
        Clause(id=2, text="account in close", value=False),
    ),
)
_LOUD = Because(
    rule="too_loud",
    at="my.curate:26:1",
    clauses=(
        Clause(
            id=3,
            text="count(posts by account, 1 day) > 20",
            value=True,
            values={"count(posts by account, 1 day)": "at least 31"},
            counted=tuple(Counted(source="mastodon", id=str(i), at=NOW) for i in range(20)),
        ),
    ),
)
_FRIEND = Because(rule="friends", at="my.curate:29:1", clauses=(Clause(id=4, text="account in close", value=True),))
_PASSIVE = Because(
    rule="passive_limit",
    at="my.curate:31:1",
    clauses=(
        Clause(id=5, text="passive_time(today) > 20 minutes", value=True, values={"passive_time(today)": "25 minutes"}),
        Clause(id=6, text="passive_share(today) > 80%", value=True, values={"passive_share(today)": "92%"}),
    ),
)
_NIGHT = Because(
    rule="quiet_night",
    at="my.curate:35:1",
    clauses=(
        Clause(id=7, text="now.time in 22:30..07:00", value=True, values={"now.time": "23:10"}),
        Clause(
            id=8,
            text="sessions(today) > posts_seen(today)",
            value=True,
            values={"sessions(today)": "3", "posts_seen(today)": "2"},
        ),
    ),
)
_THINK = Because(
    rule="think_first",
    title="Think first",
    at="my.curate:40:1",
    clauses=(
        Clause(
            id=9,
            text="draft has contact_details",
            value=True,
            evidence=(Evidence(field="text", start=8, end=22, words="+49 30 1234567", pattern="telephone"),),
        ),
    ),
)

ADVISED = Curation(
    posts=(),
    accounts=(
        AccountAdvice(account=GYM, advice=AdviceWord.UNFOLLOW, because=(_TRIGGERS,), overridden=(_LOUD,)),
        AccountAdvice(
            account=Account(name="Daily\x1bNews"),
            advice=AdviceWord.SNOOZE,
            duration=timedelta(weeks=2),
            because=(_LOUD,),
        ),
        AccountAdvice(account=Account(handle="sis@mastodon.social"), advice=AdviceWord.KEEP, because=(_FRIEND,)),
    ),
    session=SessionAdvice(
        advice=SessionWord.PAUSE,
        until=NOW + timedelta(hours=1),
        texts=("Call a friend, or take a walk.",),
        because=(_PASSIVE,),
        overridden=(_NIGHT,),
    ),
    shadow=(
        ShadowReport(account=GYM, advice=AdviceWord.MUTE, because=_LOUD),
        ShadowReport(advice=SessionWord.STOP, because=_NIGHT),
    ),
)

DRAFT = DraftAdvice(
    hold=timedelta(minutes=10),
    ask=("Why am I posting this, and for whom?",),
    warn=("There is a telephone number in it.",),
    because=(_THINK, _LOUD),
)
