from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.context import context_of
from feedcurate.engine.view import view_of
from feedcurate.engine.windows import Windows
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.activity import Activity
from feedcurate.model.facts import Facts
from feedcurate.model.identity import same_account
from feedcurate.model.item import Item, Reason
from feedcurate.program.expr import Habit, HabitOver
from feedcurate.review.audit import audit
from feedcurate.review.audit_model import Audit
from tests.properties.past import PEOPLE, Clock, activities, clocks, items, maybe, recorded

RULES = """
accounts close: @ann@a.example, @cat@c.example
accounts others: @bob@b.example
topic diet: "summer body", "detox*" except "in recovery"
topic big: diet, /cures?/i
rule hide when post mentions diet and not author in close then hide
rule shadow shadow when post mentions big then block
rule label when post mentions "label only" then label it
rule many for account when count(posts by account where post mentions "three times", 14 days) >= 2 then suggest mute
"""

WORDS = ("a summer body", "Summer\nBody!", "detoxify", "detox in recovery", "it cures", "three times", "label only", "")
TICK = timedelta(microseconds=1)


def written(now: datetime) -> st.SearchStrategy[Item]:
    """Posts with words, views, reasons, signals and quotes, which have words and views of their own."""
    quotes = st.builds(Item, id=st.just("q"), text=st.sampled_from(WORDS), views=st.just(7), reason=st.just(Reason.AD))
    return st.builds(
        lambda item, **more: item.model_copy(update=more),
        items(now),
        text=maybe(st.sampled_from(WORDS)),
        reason=maybe(st.sampled_from(Reason)),
        views=maybe(st.integers(0, 3000)),
        quote=st.one_of(st.none(), st.none(), quotes),
        signals=st.sampled_from(({}, {}, {"reason": "suggested"})),
    )


def _in_order(audited: Audit) -> Audit:
    """Without the names that equal figures may be sorted by: two states of one date may come from either."""
    return audited.model_copy(update={"accounts": tuple(one.model_copy(update={"account": None}) for one in audited.accounts)})


@given(st.data(), clocks(), st.integers(0, 20), st.booleans())
@settings(deadline=None)
def test_a_database_and_any_other_store_give_the_same_audit(
    data: st.DataObject, clock: Clock, days: int, with_rules: bool
) -> None:
    """The plain rows of SQLite are those that are made of records."""
    posts = data.draw(st.lists(written(clock.now), max_size=25))
    acts = data.draw(st.lists(activities(clock.now), max_size=40))
    rules = fc.loads(RULES) if with_rules else None
    start = clock.now - timedelta(days=days)
    asked = {"start": start, "end": clock.now, "timezone": clock.tz, "me": ("@me@m.example",)}
    memory = MemoryHistory(posts, acts)
    with TemporaryDirectory() as folder, SQLiteHistory(Path(folder) / "me.db") as database:
        database.add(posts, since=memory.held("posts"))
        database.record(acts, since=memory.held("posts"))
        assert audit(database, rules, **asked) == audit(memory, rules, **asked)


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
        views: list[Activity] = [act.activity for act in history.acts(start, clock.now, ("view",), one.account)]  # type: ignore[arg-type]
        assert one.time == sum((view.duration or timedelta(0) for view in views), timedelta(0))


def test_the_people_of_this_test_are_different_ones() -> None:
    """Who is who is another test's business."""
    assert [same_account(one, PEOPLE[0]) for one in PEOPLE[1:]] == [False, False, False]
    assert datetime(2026, 5, 1, tzinfo=UTC).utcoffset() == timedelta(0)
