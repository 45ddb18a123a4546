"""What the tests of the feed are built from: posts an hour apart, quotas, and conditions that posts answer themselves.

In: a few words. Out: items, quotas and an arrangement of them. The condition with the number n is true of a post whose
signal `c{n}` is true, and unknown where it has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from attrs import evolve

from feedcurate.engine.feed import Arrangement, arrange
from feedcurate.engine.judged import Judged
from feedcurate.engine.scene import scene_of
from feedcurate.matching.automaton import Matcher
from feedcurate.model.account import Account
from feedcurate.model.decision import Outcome
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.item import Item, Via
from feedcurate.program.expr import Calendar, ExprId, Window
from feedcurate.program.program import (
    AtLeast,
    AtMost,
    InARow,
    Key,
    Once,
    OnceKey,
    Order,
    Per,
    Program,
    Quota,
    Settings,
)
from feedcurate.text.span import NOWHERE

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
UTC_ZONE = ZoneInfo("UTC")
EMPTY = Program(
    exprs=(),
    kinds=(),
    rules=(),
    account_rules=(),
    session_rules=(),
    draft_rules=(),
    quotas=(),
    order=Order.RANK,
    settings=Settings(),
    topics=(),
    patterns=(),
    regexes=(),
    account_sets=(),
    account_lists=(),
    site_sets=(),
    signals=(),
    matcher=Matcher(()),
    item=Item,
    calls={},
    digest="",
)
"""A file that says nothing."""


def post(name: str, age: float = 0, true: Iterable[int] = (), false: Iterable[int] = (), **fields: Any) -> Item:
    """A post so many hours old, of which some conditions are true and some false."""
    answers = {f"c{n}": True for n in true} | {f"c{n}": False for n in false}
    told: dict[str, Any] = {"source": "test", "published": NOW - age * HOUR, "signals": answers} | fields
    return Item(id=name, **told)


def by(handle: str) -> Account:
    """An account known by its handle."""
    return Account(handle=handle)


def reposted(by_handle: str, age: float = 0) -> Via:
    """A repost so many hours ago."""
    return Via(account=by(by_handle), at=NOW - age * HOUR)


def holds(condition: ExprId, item: Item) -> bool | None:
    """What a post answers to a condition."""
    answer = item.signals.get(f"c{condition}")
    return answer if isinstance(answer, bool) else None


def at_least(count: int, window: int, when: int = 1) -> AtLeast:
    """`at least count in window when c{when}`."""
    return AtLeast(
        text=f"at least {count} in {window} when c{when}", span=NOWHERE, count=count, window=window, when=when
    )


def at_most(count: int, window: int, when: int = 1) -> AtMost:
    """`at most count in window when c{when}`."""
    return AtMost(text=f"at most {count} in {window} when c{when}", span=NOWHERE, count=count, window=window, when=when)


def in_a_row(count: int, key: Key = Key.AUTHOR, when: int | None = None) -> InARow:
    """`at most count in a row by key when c{when}`."""
    text = f"at most {count} in a row by {key}" + ("" if when is None else f" when c{when}")
    return InARow(text=text, span=NOWHERE, count=count, key=key, when=when)


def per(count: int, period: Window = Calendar.TODAY, key: Key | None = None, when: int | None = None) -> Per:
    """`at most count per period by key when c{when}`."""
    calendar = {Calendar.TODAY: "day", Calendar.SESSION: "session"}
    text = (
        f"at most {count} per {f'{period // HOUR} hours' if isinstance(period, timedelta) else calendar[period]}"
        + ("" if key is None else f" by {key}")
        + ("" if when is None else f" when c{when}")
    )
    return Per(text=text, span=NOWHERE, count=count, period=period, key=key, when=when)


def once(key: OnceKey | str, within: timedelta | None = None) -> Once:
    """`once per key in within`."""
    return Once(
        text=f"once per {key}" + ("" if within is None else f" in {within // HOUR} hours"),
        span=NOWHERE,
        key=key,
        within=within,
    )


def as_shown(posts: Iterable[Item]) -> list[Judged]:
    """Posts that no rule says anything about."""
    return [Judged(item, Outcome.SHOWN) for item in posts]


def arranged(
    posts: Sequence[Item | Judged],
    *quotas: Quota,
    order: Order = Order.RANK,
    facts: Facts = NO_FACTS,
    now: datetime = NOW,
    zone: ZoneInfo = UTC_ZONE,
    day_start: time = time(0),
) -> Arrangement:
    """The arrangement of posts under quotas."""
    judged = [each if isinstance(each, Judged) else Judged(each, Outcome.SHOWN) for each in posts]
    program = evolve(EMPTY, quotas=quotas, order=order, settings=Settings(day_start=day_start))
    scene = scene_of(program, [one.item for one in judged], evolve(facts, timezone=zone), now)
    return arrange(scene, judged, holds)


def feed_of(posts: Sequence[Item | Judged], *quotas: Quota, **more: Any) -> list[str]:
    """The ids of the posts in the feed, the first place first."""
    places = arranged(posts, *quotas, **more).places
    items = [each.item if isinstance(each, Judged) else each for each in posts]
    return [items[index].id for index in sorted(places, key=lambda index: places[index])]


def held_in(posts: Sequence[Item | Judged], *quotas: Quota, **more: Any) -> dict[str, str]:
    """The ids of the held posts, and why each is."""
    items = [each.item if isinstance(each, Judged) else each for each in posts]
    return {items[index].id: reason for index, reason in arranged(posts, *quotas, **more).held.items()}
