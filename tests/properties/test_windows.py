"""Windows over time against a database that is asked the same in SQL."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.scene import scene_of
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from feedcurate.program.expr import Compare
from tests.properties.past import (
    ANN,
    PEOPLE,
    Aggregate,
    Clock,
    activities,
    aggregates,
    clocks,
    habits,
    items,
    recorded,
)
from tests.properties.sql import Database

pytestmark = pytest.mark.property


def answers(
    clock: Clock, history: MemoryHistory, asked: Sequence[str], account: Account, before: str = ""
) -> list[Any]:
    """What some aggregates are about an account."""
    rules = "\n".join(f"rule r{n} for account when {one} = {one} then suggest mute" for n, one in enumerate(asked))
    program = fc.loads(f"{clock.settings}\n{before}\n{rules}").program
    reading = scene_of(program, (), Facts(history=history), clock.now).judge.of_account(account)
    by_name = {rule.name: program.exprs[rule.when] for rule in program.account_rules}
    found = []
    for number in range(len(asked)):
        compare = by_name[f"r{number}"]
        assert isinstance(compare, Compare)
        found.append(reading.value(compare.left))
    return found


@st.composite
def pasts(draw: st.DrawFn) -> tuple[Clock, list[Item], list[Activity]]:
    """A clock, and posts and activities of the weeks before it, each once."""
    clock = draw(clocks())
    posts = draw(st.lists(items(clock.now), min_size=5, max_size=14, unique_by=lambda item: item.id))
    deeds = draw(
        st.lists(
            activities(clock.now), min_size=5, max_size=14, unique_by=lambda one: (one.id, None if one.id else one)
        )
    )
    return clock, posts, [*deeds, *recorded(clock.now)]


def test_aggregates_are_what_a_database_answers() -> None:
    """Over every stream, with conditions and measures that are partly unknown, in every window."""
    found: Counter[str] = Counter()

    @settings(max_examples=max(100, settings().max_examples))
    @given(pasts(), st.lists(aggregates(), min_size=4, max_size=8), st.sampled_from(PEOPLE))
    def holds(past: tuple[Clock, list[Item], list[Activity]], asked: list[Aggregate], account: Account) -> None:
        clock, posts, deeds = past
        got = answers(clock, MemoryHistory(posts, deeds), [one.text() for one in asked], account)
        database = Database(clock, posts, deeds)
        for one, value in zip(asked, got, strict=True):
            assert value == database.answer(one, account), one.text()
            found[one.fold] += bool(value)
            found[one.window] += bool(value)
        database.close()

    holds()
    assert {"count", "share", "sum", "average", "days", "since"} <= {name for name, count in found.items() if count}
    assert {"1 hour", "7 days", "today", "this week"} <= {name for name, count in found.items() if count}


def test_the_readers_time_is_what_a_database_answers() -> None:
    """Sessions are cut and time is judged by window functions over all that was done."""
    found: Counter[str] = Counter()

    @given(pasts(), st.lists(habits(), min_size=3, max_size=6), st.data())
    def holds(past: tuple[Clock, list[Item], list[Activity]], asked: list[str], data: st.DataObject) -> None:
        clock, posts, deeds = past
        # More than chance gives falls within one sitting.
        near = st.integers(-3, 40).map(lambda minutes: clock.now - timedelta(minutes=minutes))
        kinds = st.sampled_from(("view", "view", "view", "reply", "like"))
        lasting = st.integers(0, 6).map(lambda minutes: timedelta(minutes=minutes))
        numbers = st.integers(0, 3).map(str)
        sitting = data.draw(
            st.lists(st.builds(Activity, kind=kinds, at=near, item=numbers, duration=lasting), max_size=10, unique=True)
        )
        deeds = [*deeds, *(one.model_copy(update={"source": "mastodon"}) for one in sitting)]
        deeds = list(dict.fromkeys(deeds))
        got = answers(clock, MemoryHistory(posts, deeds), asked, ANN)
        database = Database(clock, posts, deeds)
        for one, value in zip(asked, got, strict=True):
            habit, _, window = one.rstrip(")").partition("(")
            assert value == database.habit(habit, window), one
            found[habit] += bool(value)
        database.close()

    holds()
    assert all(found[habit] for habit in ("passive_time", "active_time", "passive_share", "sessions", "posts_seen"))


def test_sums_are_exact_in_any_order() -> None:
    """The nearest double to the true sum, however large or small its parts and whichever comes first."""
    numbers = st.floats(-1e300, 1e300) | st.floats(-1, 1) | st.sampled_from([1e16, -1e16, 0.1, 1.0, 5e-324])

    @given(st.lists(numbers, min_size=1, max_size=12), st.randoms())
    def holds(values: list[float], random: Any) -> None:
        clock = Clock(datetime(2026, 5, 1, tzinfo=UTC), "UTC")
        posts = [
            Item(id=str(n), source="mastodon", author=ANN, published=clock.now, signals={"x": value})
            for n, value in enumerate(values)
        ]
        mixed = random.sample(posts, len(posts))
        both = ["sum(post.x of posts by account, 1 day)", "average(post.x of posts by account, 1 day)"]
        [total, mean], again = (
            answers(clock, MemoryHistory(some), both, ANN, "signal x: number") for some in (posts, mixed)
        )
        assert [total, mean] == again
        assert total == math.fsum(values)
        assert mean == pytest.approx(math.fsum(values) / len(values), rel=1e-12)

    holds()
