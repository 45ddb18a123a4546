"""Small things that the tests of histories are made of.

In: what matters to a test. Out: posts, activities, accounts, decisions; and a history as a plain value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from feedcurate.history.base import History
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.decision import AccountAdvice, AdviceWord, Decision, Outcome, SessionAdvice, SessionWord
from feedcurate.model.item import Item, Via
from feedcurate.model.record import Given, QueuedAdvice

Kind = MemoryHistory | SQLiteHistory
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)
ALWAYS = (FIRST, LAST)
ANA = Account(id="1", handle="ana@b.social", source="mastodon")
BEN = Account(id="2", handle="ben@b.social", source="mastodon")
VIEW, LIKE = ActivityKind.VIEW, ActivityKind.LIKE


def post(name: str = "1", at: datetime | None = NOON, author: Account | None = ANA, **more: object) -> Item:
    """A post by somebody at some time."""
    return Item.model_validate({"id": name, "source": "mastodon", "published": at, "author": author, **more})


def repost(name: str, at: datetime | None, by: Account, author: Account | None = ANA, **more: object) -> Item:
    """A repost of an old post."""
    return post(name, NOON - 30 * DAY, author, via=Via(account=by, at=at), **more)


def act(kind: ActivityKind = VIEW, at: datetime = NOON, item: str | None = "1", **more: object) -> Activity:
    """Something the reader did."""
    return Activity.model_validate({"kind": kind, "at": at, "item": item, "source": "mastodon", **more})


def decided(item: Item, outcome: Outcome = Outcome.HIDDEN) -> Decision:
    """A decision on a post."""
    return Decision(id=item.id, source=item.source, outcome=outcome)


def pause(at: datetime = NOON) -> Given:
    """A pause that was given."""
    return Given(at=at, advice=SessionAdvice(advice=SessionWord.PAUSE, until=at + HOUR, texts=("Tea?",)))


def advice(name: str, account: Account = ANA, at: datetime = NOON, **more: object) -> QueuedAdvice:
    """An advice about an account."""
    word = AccountAdvice(account=account, advice=AdviceWord.MUTE)
    given = {"id": name, "account": account, "advice": word, "evidence": {"b", "a"}, "offered_at": at, **more}
    return QueuedAdvice.model_validate(given)


def ids(items: Iterable[Item]) -> list[str]:
    """The ids of posts, sorted."""
    return sorted(item.id for item in items)


def everything(history: History) -> list[str]:
    """All that a history holds, in one order."""
    return sorted(json.dumps(record, sort_keys=True) for record in history.export())
