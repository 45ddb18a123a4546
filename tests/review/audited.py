"""A small feed whose audit can be worked out by hand.

In: nothing. Out: posts, activities, rules, and the history of them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from feedcurate.history.memory import MemoryHistory
from feedcurate.model.account import Account, Claim, ClaimKind, Relation
from feedcurate.model.activity import Activity
from feedcurate.model.item import Item, Reason, Via

GYM = Account(
    handle="gym@a.example",
    name="Gym",
    claims=(Claim(kind=ClaimKind.LINK),),
    followers=1200,
    relation=Relation(followed=True),
)
SIS = Account(handle="sis@b.example", claims=(), relation=Relation(followed=True))
PRESS = Account(handle="press@c.example", relation=Relation(followed=False))
ME = Account(handle="me@m.example")

START = datetime(2026, 3, 28, 23, tzinfo=UTC)
"""Midnight in Berlin; on the next day clocks go forward at 01:00 UTC."""
END = datetime(2026, 3, 30, 21, 59, tzinfo=UTC)

RULES = """
set timezone: "Europe/Berlin"
set me: @me@m.example
accounts close: @sis@b.example
accounts loud: @gym@a.example, @press@c.example
topic diet: "summer body"
rule hide_diet when post mentions diet and not author in close then hide
rule triggers "Twice" for account
    when count(posts by account where post mentions diet, 7 days) >= 2 and not account in close
    then suggest unfollow
"""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of March 2026 in UTC."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def _post(name: str, author: Account, when: datetime, text: str = "hello", **more: object) -> Item:
    given = {"id": name, "source": "mastodon", "author": author, "published": when, "text": text, **more}
    return Item.model_validate(given)


def _did(kind: str, when: datetime, item: str | None = None, minutes: int | None = None, **more: object) -> Activity:
    span = None if minutes is None else timedelta(minutes=minutes)
    given = {"kind": kind, "at": when, "item": item, "source": "mastodon", "duration": span, **more}
    return Activity.model_validate(given)


POSTS = (
    _post("g1", GYM, at(29, 0, 10), "My summer body", reason=Reason.FOLLOWING, views=10),
    _post("g2", GYM, at(29, 9), "summer body again", reason=Reason.FOLLOWING, views=30),
    _post("g3", GYM, at(20, 9), "summer body, before the period", reason=Reason.FOLLOWING),
    _post("s1", SIS, at(29, 9), "my summer body plan", reason=Reason.FOLLOWING, views=5),
    _post("r1", SIS, at(10, 9), "an old one", via=Via(account=GYM, at=at(29, 10)), reason=Reason.FOLLOWING, views=7),
    _post("p1", PRESS, at(30, 9), reason=Reason.SUGGESTED, views=900),
    _post("p2", PRESS, at(30, 10), views=100),
    _post("m1", ME, at(30, 11), "summer body", mine=True),
)
DONE = (
    # One session over the change of clocks: from 01:50 to 03:12 in Berlin, an hour of which was not there.
    _did("view", at(29, 0, 50), "g1", 8),
    _did("view", at(29, 1, 2), "s1", 10),
    _did("reply", at(29, 1, 11), "s1", 1),
    # Check-ins after the gym's post, which is the day's only one within an hour of them.
    _did("view", at(29, 18), "g2", 2),
    _did("checkin", at(29, 18, 10), mood=1),
    _did("checkin", at(29, 18, 20), mood=2),
    _did("checkin", at(29, 18, 40), mood=3),
    _did("checkin", at(30, 3), mood=4),
    # A repost, a post of before the period, one that is not there, and nothing in particular.
    _did("view", at(30, 6), "r1", 4),
    _did("view", at(30, 6, 4), "g3", 3),
    _did("view", at(30, 6, 7), "gone", 2),
    _did("view", at(30, 6, 9), None, 1),
    _did("like", at(30, 6, 9), "r1"),
)


def history() -> MemoryHistory:
    """The whole past."""
    return MemoryHistory(POSTS, DONE)
