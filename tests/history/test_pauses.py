"""A pause counts until it ends, whatever the rules say meanwhile; a stop until its session does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.pauses import going_on, to_remember, together
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.decision import Because, SessionAdvice, SessionWord
from feedcurate.model.item import Item
from feedcurate.model.record import Given
from tests.history.things import HOUR, NOON, act

MINUTE = HOUR / 60
GAP = 5 * MINUTE
PAUSE, STOP = SessionWord.PAUSE, SessionWord.STOP


def session(word: SessionWord, until: datetime | None = None, *rules: str, **more: Any) -> SessionAdvice:
    """An advice of some rules."""
    return SessionAdvice(advice=word, until=until, because=tuple(Because(rule=r, at="") for r in rules), **more)


def given_at(at: datetime, word: SessionWord, until: datetime | None = None) -> Given:
    """What was given at some time."""
    return Given(at=at, advice=session(word, until, "r"))


@pytest.mark.parametrize(
    ("after", "counts"), [(-MINUTE, False), (0 * HOUR, True), (HOUR - MINUTE, True), (HOUR, False)]
)
def test_a_pause_goes_on_until_its_end(after: timedelta, counts: bool) -> None:
    """From when it was given until just before its end, whether or not anything was done meanwhile."""
    pause = given_at(NOON, PAUSE, NOON + HOUR)
    for began in (None, NOON - HOUR, NOON + after):
        assert bool(going_on([pause], NOON + after, began, GAP)) is counts


def test_a_stop_ends_with_its_session() -> None:
    """It goes on in the session that it stopped, and in no later one; without any activity it ends after the gap."""
    stop = given_at(NOON, STOP)
    assert going_on([stop], NOON + HOUR, NOON - MINUTE, GAP)
    assert not going_on([stop], NOON + HOUR, NOON + 30 * MINUTE, GAP)
    assert going_on([stop], NOON + 4 * MINUTE, None, GAP)
    assert not going_on([stop], NOON + 5 * MINUTE, None, GAP)


def test_only_pauses_and_stops_are_remembered() -> None:
    """Waits and nudges are over when they are read."""
    for word in SessionWord:
        assert (to_remember(session(word), NOON) is not None) is (word in (PAUSE, STOP))
    assert to_remember(None, NOON) is None


def test_together_the_strongest_counts() -> None:
    """With its latest end, the texts of all, and each rule once: counted, or outweighed by a stronger one."""
    one = session(PAUSE, NOON + HOUR, "b", texts=("Tea?",))
    other = session(PAUSE, NOON + 2 * HOUR, "a", texts=("A walk?", "Tea?"))
    weak = session(SessionWord.NUDGE, None, "c", "a")
    joint = together([one, other, weak])
    assert (joint.advice, joint.until, joint.texts) == (PAUSE, NOON + 2 * HOUR, ("A walk?", "Tea?"))
    assert [reason.rule for reason in joint.because] == ["a", "b"]
    assert [reason.rule for reason in joint.overridden] == ["c"]
    stopped = together([one, session(STOP, None, "d")])
    assert (stopped.advice, stopped.until) == (STOP, None)
    assert [reason.rule for reason in stopped.overridden] == ["b"]


advices = st.lists(
    st.builds(
        lambda word, hours, rules: session(word, NOON + hours * HOUR, *rules),
        st.sampled_from(SessionWord),
        st.integers(1, 5),
        st.lists(st.sampled_from("abc"), unique=True, max_size=2),
    ),
    min_size=1,
    max_size=4,
)


@given(st.data(), advices)
def test_the_order_of_what_was_given_does_not_matter(data: st.DataObject, every: list[SessionAdvice]) -> None:
    """The same advices in another order are the same together."""
    assert together(data.draw(st.permutations(every))) == together(every)


# --- By the curator -------------------------------------------------------------------------------

LATE = fc.loads('set timezone: "UTC"\nrule late for session when passive_time(today) > 20 minutes then pause 1 hour')


def viewed(minutes: int, at: datetime = NOON) -> Activity:
    """A long look at something."""
    return act(at=at, duration=minutes * MINUTE)


def test_a_pause_does_not_grow_while_it_goes_on() -> None:
    """The rule holds all the time; asked again and again, the pause ends when it was said to, and then begins anew."""
    curator = fc.Curator(LATE, history=MemoryHistory())
    curator.record([viewed(30)])
    first = curator.session(now=NOON + 30 * MINUTE)
    assert (first.advice, first.until) == (PAUSE, NOON + 90 * MINUTE)
    for minutes in (31, 60, 89):
        assert curator.session(now=NOON + minutes * MINUTE) == first
        assert curator.curate([], now=NOON + minutes * MINUTE).session == first
    assert curator.session(now=NOON + 90 * MINUTE).until == NOON + 150 * MINUTE
    assert len(curator.history.given()) == 2


def test_a_pause_outlives_the_rule_that_gave_it() -> None:
    """Other rules, other lists, a history without what made it fire: it ends when it was said to."""
    curator = fc.Curator(LATE, history=MemoryHistory())
    curator.record([viewed(30)])
    until = curator.session(now=NOON + 30 * MINUTE).until
    curator.rules = fc.loads('set timezone: "UTC"\nrule tea for session when always then nudge "Tea?"')
    joint = curator.session(now=NOON + HOUR)
    assert (joint.advice, joint.until, joint.texts) == (PAUSE, until, ("Tea?",))
    assert [reason.rule for reason in joint.because] == ["late"]
    assert curator.session(now=NOON + 90 * MINUTE).advice is SessionWord.NUDGE


def test_another_rule_may_lengthen_a_pause() -> None:
    """The later end counts while both go on."""
    first = "rule first for session when always then pause 1 hour"
    rules = f"{first}\nrule second for session when count(opens, today) >= 1 then pause 3 hours"
    curator = fc.Curator(fc.loads(f'set timezone: "UTC"\n{rules}'), history=MemoryHistory())
    assert curator.session(now=NOON).until == NOON + HOUR
    curator.record([act(ActivityKind.OPEN, NOON + MINUTE)])
    assert curator.session(now=NOON + MINUTE).until == NOON + MINUTE + 3 * HOUR
    assert curator.session(now=NOON + 2 * HOUR).until == NOON + MINUTE + 3 * HOUR


def test_a_stop_is_over_with_the_session() -> None:
    """It holds while the reader goes on, though the rule does not fire any more; not the next day."""
    rules = fc.loads('set timezone: "UTC"\nrule full for session when count(views, 10 minutes) >= 2 then stop')
    curator = fc.Curator(rules, history=MemoryHistory())
    curator.record([viewed(1), viewed(1, NOON + MINUTE)])
    assert curator.session(now=NOON + 2 * MINUTE).advice is STOP
    curator.record([act(ActivityKind.OPEN, NOON + minutes * MINUTE) for minutes in (5, 9, 13, 16)])
    assert curator.session(now=NOON + 17 * MINUTE).advice is STOP
    assert curator.session(now=NOON + 21 * MINUTE).advice is SessionWord.CONTINUE
    curator.record([act(ActivityKind.OPEN, NOON + HOUR)])
    assert curator.session(now=NOON + HOUR).advice is SessionWord.CONTINUE


@pytest.mark.parametrize("history", [None, MemoryHistory])
def test_a_long_pause_is_not_tidied_away(history: Any) -> None:
    """What is older than the rules look back is forgotten, but no pause before its end."""
    monday = "rule monday for session when now.day = mon then pause 6 days"
    rules = fc.loads(f'set timezone: "UTC"\nset keep_history: 2 days\n{monday}')
    curator = fc.Curator(rules, history=history and history())
    now = datetime(2026, 5, 4, 12, tzinfo=NOON.tzinfo)
    for days in range(6):
        item = Item(id=str(days), published=now)
        advice = curator.curate([item], now=now + days * 24 * HOUR).session
        assert advice is not None
        assert (advice.advice, advice.until) == (PAUSE, now + 6 * 24 * HOUR)


def test_a_pause_is_the_readers_and_not_the_pure_functions() -> None:
    """`evaluate` says what the rules say now, and remembers nothing."""
    history = MemoryHistory([], [viewed(30)])
    for minutes in (30, 60):
        advice = fc.evaluate(LATE, [], fc.Facts(history=history), now=NOON + minutes * MINUTE).session
        assert advice is not None
        assert advice.until == NOON + (minutes + 60) * MINUTE
    assert history.given() == ()
