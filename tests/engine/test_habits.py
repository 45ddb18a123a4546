"""The reader's time, by hand: sessions, passive and active time, what was seen, and moods."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import feedcurate as fc
from feedcurate.model.activity import Activity
from feedcurate.model.base import Model
from feedcurate.model.facts import Facts
from tests.engine.build import NOW, ago, post
from tests.engine.past import ANN, BOB, Since, did, history_of, holds, reposted, worth, wrote

MINUTE = timedelta(minutes=1)
HABITS = ("passive_time", "active_time", "passive_share", "sessions", "posts_seen")


def habits(happened: Any, window: str = "today", **more: Any) -> dict[str, Any]:
    """All that is asked of the reader's time in a window."""
    return {habit: worth(f"{habit}({window})", happened, **more) for habit in HABITS}


def view(minutes_ago: float, item: object, minutes: float | None = 1, **more: Any) -> Activity:
    """A view that began so long ago and took so long."""
    duration = None if minutes is None else minutes * MINUTE
    return did("view", ago(minutes=minutes_ago), item, duration=duration, **more)


def test_views_of_posts_that_nothing_was_done_about_are_passive() -> None:
    """A reply in the same session makes all views of its post active; a like does not; its own time is active too."""
    happened = [
        view(60, 1, 4),
        view(56, 2, 3),
        did("reply", ago(minutes=53), 1, duration=2 * MINUTE),
        did("like", ago(minutes=51), 2),
        view(50, 1, 5),
    ]
    assert habits(happened) == {
        "passive_time": 3 * MINUTE,
        "active_time": 11 * MINUTE,
        "passive_share": 3 / 14,
        "sessions": 1.0,
        "posts_seen": 2.0,
    }


def test_what_was_done_in_another_session_changes_nothing() -> None:
    """Half an hour later the reply comes too late for the view."""
    happened = [view(60, 1, 4), did("reply", ago(minutes=26), 1, duration=2 * MINUTE)]
    assert habits(happened) | {"passive_share": None} == {
        "passive_time": 4 * MINUTE,
        "active_time": 2 * MINUTE,
        "passive_share": None,
        "sessions": 2.0,
        "posts_seen": 1.0,
    }


def test_the_reader_says_what_is_active() -> None:
    """With `set active` a repost counts and a reply does not."""
    happened = [view(60, 1, 4), view(56, 2, 3), did("repost", ago(minutes=53), 1), did("reply", ago(minutes=53), 2)]
    assert worth("active_time(today)", happened) == 3 * MINUTE
    assert worth("active_time(today)", happened, before="set active: repost, share") == 4 * MINUTE


def test_a_view_without_a_length_takes_no_time_and_one_without_a_post_is_passive() -> None:
    """An unknown duration is skipped; a view of nothing that is named is a view all the same."""
    assert worth("passive_time(today)", [view(60, 1, None), view(50, None, 2)]) == 2 * MINUTE
    assert worth("posts_seen(today)", [view(60, 1, None), view(50, None, 2)]) == 1


def test_a_view_counts_whole_by_when_it_began() -> None:
    """One that began before the window is left out, however long it lasted; one that goes on counts to its end."""
    happened = [view(61, 1, 50), view(1, 2, 10)]
    assert worth("passive_time(1 hour)", happened) == 10 * MINUTE


@pytest.mark.parametrize(
    ("pause", "gap", "sessions"),
    [(timedelta(minutes=4, seconds=59), "", 1), (timedelta(minutes=5), "", 2),
     (timedelta(minutes=5), "set session_gap: 6 minutes", 1), (timedelta(minutes=6), "set session_gap: 6 minutes", 2)],
)  # fmt: skip
def test_a_session_ends_with_a_gap(pause: timedelta, gap: str, sessions: int) -> None:
    """Less than the gap after the last end is the same session; the gap itself is another."""
    first = view(60, 1, 3)
    second = did("open", first.at + 3 * MINUTE + pause)
    assert worth("sessions(today)", [first, second], before=gap) == sessions


def test_a_session_lasts_as_long_as_any_of_its_activities() -> None:
    """The end of the one before is the latest end of all before."""
    happened = [view(60, 1, 30), view(59, 2, 1), did("open", ago(minutes=28))]
    assert worth("sessions(today)", happened) == 1


def test_what_comes_later_has_not_happened_yet() -> None:
    """A reply that is recorded for after `now` does not make the view before it active."""
    happened = [view(3, 1, 2), did("reply", NOW + MINUTE, 1, duration=MINUTE)]
    assert habits(happened)["passive_time"] == 2 * MINUTE
    assert habits(happened)["active_time"] == timedelta(0)
    later = NOW + 2 * MINUTE
    assert habits(happened, now=later)["passive_time"] == timedelta(0)
    assert habits(happened, now=later)["active_time"] == 3 * MINUTE


def test_posts_seen_are_different_posts_with_a_view_or_that_say_so() -> None:
    """Of the history and the batch; twice the same is one."""
    happened = [
        view(60, 1),
        view(50, 1),
        view(40, 2),
        wrote(2, ago(days=1), seen_at=ago(minutes=30)),
        wrote(3, ago(days=1), seen_at=ago(minutes=20)),
        wrote(4, ago(days=1), seen_at=ago(days=3)),
    ]
    assert worth("posts_seen(today)", happened, batch=[post(id="9", seen_at=ago(minutes=1))]) == 4


def test_of_nothing_nothing_is_spent() -> None:
    """Times and counts are 0, a share of nothing is unknown."""
    happened = [view(60 * 48, 1)]
    assert habits(happened) == {
        "passive_time": timedelta(0),
        "active_time": timedelta(0),
        "passive_share": None,
        "sessions": 0.0,
        "posts_seen": 0.0,
    }


# --- The session that goes on ---------------------------------------------------------------------

SESSION = (
    "session.started", "session.passive_time", "session.active_time", "session.posts_seen",
)  # fmt: skip


def test_the_session_has_fields() -> None:
    """Of what was done in it, from its first activity to now."""
    happened = [
        view(100, 9, 4),
        view(12, 1, 4),
        view(8, 2, 3),
        did("reply", ago(minutes=4), 2),
        did("open", ago(minutes=13)),
    ]
    assert [worth(field, happened) for field in SESSION] == [ago(minutes=13), 4 * MINUTE, 3 * MINUTE, 2.0]
    assert worth("passive_time(this session)", happened) == 4 * MINUTE
    assert holds("now - session.started > 12 minutes and session.posts_seen >= 2", happened) is True
    assert worth("session.posts_seen", happened, post()) == 2.0


def test_without_a_session_its_fields_are_unknown() -> None:
    """Five minutes after the last end there is none; windows of it are empty."""
    happened = [view(10, 1, 5)]
    assert [worth(field, happened) for field in SESSION] == [None] * 4
    assert habits(happened, "this session")["passive_time"] == timedelta(0)
    assert [worth(field, []) for field in SESSION] == [None] * 4


def test_what_is_not_recorded_is_unknown_of_a_session() -> None:
    """Where nobody records views, a session has a beginning and no known times."""
    assert [worth(field, [did("open", ago(minutes=1))]) for field in SESSION] == [ago(minutes=1), None, None, None]


def test_a_session_may_be_longer_than_anything_else_is_looked_back_for() -> None:
    """With a gap of a day, ten days in each of which something was done are one session."""
    happened = [did("view", ago(hours=20 * number), number, duration=MINUTE) for number in range(12)]
    gap = "set session_gap: 1 day"
    assert worth("session.started", happened, before=gap) == ago(hours=220)
    assert worth("session.posts_seen", happened, before=gap) == 12


def test_a_session_has_places() -> None:
    """Posts seen in it use them up, each once; what was seen before it does not, and without one none is used."""
    rules = fc.loads("feed at most 2 per session")
    items = [wrote(number, ago(days=1), seen_at=ago(hours=9) if number == 4 else None) for number in (1, 2, 3, 4)]
    history = history_of(*items, view(200, 2), view(6, 1), view(4, 1), view(2, 77))

    def placed(now: datetime) -> int:
        curation = fc.evaluate(rules, items, Facts(history=history, timezone=ZoneInfo("UTC")), now=now)
        return sum(decision.place is not None for decision in curation.posts)

    # Post 1 was seen in this session and costs nothing again; one place is left for the others.
    assert placed(NOW) == 2
    assert placed(NOW + 10 * MINUTE) == 2
    history.record([view(3, 2), view(3, 3)])
    assert placed(NOW) == 3


# --- Moods ----------------------------------------------------------------------------------------


def felt(minutes_ago: float, mood: int | None) -> Activity:
    """A check-in."""
    return did("checkin", ago(minutes=minutes_ago), mood=mood)


def test_a_mood_shift_is_how_much_worse_it_is_after_an_account() -> None:
    """The mean of check-ins within an hour after seeing it, less the mean of all: (1+2+3)/3 - (1+2+3+5+5)/5."""
    happened: list[Model] = [wrote(1, ago(days=40)), reposted(2, ago(days=40), by=ANN, author=BOB)]
    happened += [view(60 * hours, item) for hours, item in ((10, 1), (20, 2), (30, 1))]
    moods = [felt(60 * 10 - 60 - 1, 1), felt(60 * 20, 2), felt(60 * 30 - 10, 3), felt(60 * 5, 5), felt(60 * 40, 5)]
    shift = worth("mood_shift(7 days)", [*happened, *moods, felt(60 * 30 - 1, None)], ANN)
    assert shift == pytest.approx(2 - 16 / 5)
    assert worth("mood_shift(7 days)", [*happened, *moods[1:]], ANN) is None
    assert worth("mood_shift(7 days)", [*happened, *moods], BOB) is None


def test_seeing_an_account_lasts_as_long_as_the_view() -> None:
    """A check-in is set down to it from the beginning of the view until an hour after its end, both included."""
    views = [did("view", ago(hours=10), account=ANN, duration=5 * MINUTE)]
    others = [felt(60 * 9.5, 1), felt(60 * 9.6, 1)]
    for at, counts in ((600, True), (600 - 65, True), (600 - 65.1, False), (600.1, False)):
        shift = worth("mood_shift(1 day)", [*views, *others, felt(at, 1)], ANN)
        assert (shift == 0) is counts


# --- What is not held -----------------------------------------------------------------------------


def test_times_of_a_history_that_does_not_reach_back_are_lower_bounds() -> None:
    """More than 20 minutes may be known; less than 30, and any share, is not."""
    history = Since(history_of(view(60, 1, 25), did("reply", ago(minutes=30), 2, duration=MINUTE)), view=ago(hours=2))
    assert holds("passive_time(1 day) > 20 minutes", history) is True
    assert holds("passive_time(1 day) < 30 minutes", history) is None
    assert holds("passive_share(1 day) > 10%", history) is None
    assert holds("posts_seen(1 day) >= 1", history) is True
    assert holds("posts_seen(1 day) <= 1", history) is None
    assert holds("passive_time(2 hours) < 30 minutes", history) is True
    assert worth("mood_shift(1 day)", history, ANN) is None
