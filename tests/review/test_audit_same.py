from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.context import context_of
from feedcurate.engine.view import view_of
from feedcurate.engine.windows import Windows
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item, Reason
from feedcurate.program.expr import Habit, HabitOver
from feedcurate.review import audit_advice
from feedcurate.review.audit import audit
from tests.properties.past import Clock, activities, clocks, items, maybe, recorded

RULES = """
accounts close: @ann@a.example, @cat@c.example
accounts others: @bob@b.example
topic diet: "summer body", "detox*" except "in recovery"
topic big: diet, /cures?/i
rule hide when post mentions diet and not author in close then hide
rule shadow shadow when post mentions big then block
rule label when post mentions "label only" then label it
rule many for account when count(posts by account where post mentions "three times", 7 days) >= 2 then suggest mute
rule share for account when share(posts by account where post mentions big and post.likes > 1, 5 days) > 20%
    then suggest snooze 2 days
rule low for account when mood_shift(9 days) < 0 or 1 <= days(posts by account where post.likes > 4, 2 days)
    then suggest unfollow
rule far for account when count(posts by account, 18 days) = 3 and not account is bot then suggest follow
"""

WORDS = ("a summer body", "Summer\nBody!", "detoxify", "detox in recovery", "it cures", "three times", "label only", "")
TICK = timedelta(microseconds=1)


def written(now: datetime) -> st.SearchStrategy[Item]:
    """Posts with words, views, reasons, signals and quotes, which have words and views of their own."""
    quotes = st.builds(Item, id=st.just("q"), text=st.sampled_from(WORDS), views=st.just(7), reason=st.just(Reason.AD))
    return st.builds(
        lambda item, **more: item.model_copy(update=more),
        items(now),
        source=st.sampled_from(("bluesky", "mastodon", "mastodon")),
        text=maybe(st.sampled_from(WORDS)),
        reason=maybe(st.sampled_from(Reason)),
        views=maybe(st.integers(0, 3000)),
        quote=st.one_of(st.none(), st.none(), quotes),
        signals=st.sampled_from(({}, {}, {"reason": "suggested"})),
    )


def elsewhere(now: datetime) -> st.SearchStrategy[Activity]:
    """Activities that name another source, or none."""
    return st.builds(
        lambda activity, source: activity.model_copy(update={"source": source}),
        activities(now),
        st.sampled_from(("mastodon", "mastodon", "bluesky", None)),
    )


@given(st.data(), clocks(), st.integers(0, 20), st.booleans())
@settings(deadline=None)
def test_a_database_and_any_other_store_give_the_same_audit(
    data: st.DataObject, clock: Clock, days: int, with_rules: bool
) -> None:
    """The plain rows of SQLite are those that are made of records, and only who can be concerned is asked about."""
    posts = data.draw(st.lists(written(clock.now), max_size=25))
    acts = data.draw(st.lists(elsewhere(clock.now), max_size=40))
    rules = fc.loads(RULES) if with_rules else None
    start = clock.now - timedelta(days=days)
    asked: dict[str, Any] = {"start": start, "end": clock.now, "timezone": clock.tz, "me": ("@me@m.example",)}
    memory = MemoryHistory(posts, acts)
    with TemporaryDirectory() as folder, SQLiteHistory(Path(folder) / "me.db") as database:
        database.add(posts, since=memory.held("posts"))
        database.record(acts, since=memory.held("posts"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(audit_advice, "FEW_ACCOUNTS", 0)
            found = audit(database, rules, **asked)
        assert found == audit(memory, rules, **asked)


@given(st.data(), clocks(), st.integers(0, 20))
@settings(deadline=None)
def test_time_and_mood_are_those_that_rules_are_told(data: st.DataObject, clock: Clock, days: int) -> None:
    """Passive and active time, sessions, posts seen and mood shifts equal the language's own, for the same period."""
    posts = data.draw(st.lists(items(clock.now), max_size=15))
    acts = [*data.draw(st.lists(activities(clock.now), max_size=60)), *recorded(clock.now)]
    history = MemoryHistory(posts, acts)
    window = timedelta(days=days, hours=3)
    found = audit(history, start=clock.now - window + TICK, end=clock.now, timezone=clock.tz)
    program = fc.loads("rule r when always then hide").program
    context = context_of(program, Facts(history=history), clock.now, history)
    past = view_of(Windows(program, history, context), context)
    assert found.spent.passive == past.habit(HabitOver(Habit.PASSIVE_TIME, window), None)
    assert found.spent.active == past.habit(HabitOver(Habit.ACTIVE_TIME, window), None)
    assert found.sessions == past.habit(HabitOver(Habit.SESSIONS, window), None)
    for one in found.accounts:
        assert one.mood_shift == past.habit(HabitOver(Habit.MOOD_SHIFT, window), one.account)
    for parts in (found.days, found.hours, found.weekdays):
        assert sum((one.passive for one in parts), timedelta(0)) == found.spent.passive
        assert sum((one.active for one in parts), timedelta(0)) == found.spent.active


@given(st.data(), clocks())
@settings(deadline=None)
def test_time_on_an_account_is_the_length_of_the_views_of_it(data: st.DataObject, clock: Clock) -> None:
    """What an account wrote, what it reposted, and what names it, each view once."""
    posts = data.draw(st.lists(items(clock.now), max_size=15))
    acts = data.draw(st.lists(activities(clock.now), max_size=60))
    history = MemoryHistory(posts, acts)
    start = clock.now - timedelta(days=10)
    found = audit(history, start=start, end=clock.now, timezone=clock.tz)
    for one in found.accounts:
        views = history.acts(start, clock.now, (ActivityKind.VIEW,), one.account)
        assert one.time == sum((act.activity.duration or timedelta(0) for act in views), timedelta(0))
