from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feedcurate.engine.judged import Judged
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.decision import Outcome
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from feedcurate.program.program import Key
from tests.engine.arranging import HOUR, NOW, by, feed_of, held_in, per, post

BERLIN = ZoneInfo("Europe/Berlin")
THREE = [post("a"), post("b", age=1), post("c", age=2)]


def seen(name: str, at: datetime, **fields: Any) -> Item:
    """A post that the reader saw at an instant."""
    return post(name, age=100, seen_at=at, **fields)


def after(*items: Item, views: dict[str, datetime] | None = None) -> Facts:
    """A history of some posts, and views of some of them."""
    activities = [Activity(kind=ActivityKind.VIEW, item=name, at=at) for name, at in (views or {}).items()]
    return Facts(history=MemoryHistory(items, activities))


def test_the_best_ranked_fill_the_day_and_the_others_are_held() -> None:
    """Two a day of three: the oldest is held, for the quota in its own words."""
    assert feed_of(THREE, per(2)) == ["a", "b"]
    assert held_in(THREE, per(2)) == {"c": "at most 2 per day"}


def test_what_was_seen_today_counts_and_what_was_seen_yesterday_does_not() -> None:
    """One seen at eleven takes one of two places; one seen yesterday evening takes none."""
    assert feed_of(THREE, per(2), facts=after(seen("x", NOW - HOUR))) == ["a"]
    assert feed_of(THREE, per(2), facts=after(seen("x", NOW - 13 * HOUR))) == ["a", "b"]


def test_views_count_as_seen_and_many_views_of_one_post_count_once() -> None:
    """Distinct posts are counted, however they were seen."""
    x = post("x", age=100)
    history = MemoryHistory([x, seen("x", NOW - HOUR)])
    history.record(Activity(kind=ActivityKind.VIEW, item="x", at=NOW - minutes) for minutes in (HOUR / 2, HOUR / 3))
    history.record([Activity(kind=ActivityKind.LIKE, item="y", at=NOW)])
    assert feed_of(THREE, per(2), facts=Facts(history=history)) == ["a"]
    assert feed_of(THREE, per(2), facts=after(x, views={"x": NOW - HOUR})) == ["a"]


def test_the_batch_says_itself_what_was_seen() -> None:
    """A `seen_at` of today on a post at hand counts like the history's, even on a hidden post."""
    assert feed_of([*THREE, seen("x", NOW - HOUR)], per(2)) == ["a", "x"]
    assert feed_of([*THREE, Judged(seen("x", NOW - HOUR), Outcome.HIDDEN)], per(2)) == ["a"]


def test_a_post_already_seen_today_costs_nothing_again() -> None:
    """It has a place although the day is full; the new ones are held."""
    facts = after(seen("b", NOW - HOUR), seen("x", NOW - HOUR))
    assert feed_of(THREE, per(2), facts=facts) == ["b"]
    assert feed_of(THREE, per(3), facts=facts) == ["a", "b"]


def test_what_lies_after_now_is_left_out() -> None:
    """A view tomorrow does not count today."""
    assert feed_of(THREE, per(2), facts=after(seen("x", NOW + HOUR))) == ["a", "b"]


@pytest.mark.parametrize(("minutes", "left"), [(29, 1), (30, 2), (31, 2)])
def test_a_duration_reaches_back_just_so_far(minutes: int, left: int) -> None:
    """`per 30 minutes` is the last half hour, its first instant left out."""
    facts = after(seen("x", NOW - timedelta(minutes=minutes)))
    assert len(feed_of(THREE, per(2, timedelta(minutes=30)), facts=facts)) == left


@pytest.mark.parametrize(
    ("sight", "now", "counts"),
    [
        # 2026-03-29 has 23 hours, 2026-10-25 has 25; the day begins at four.
        ("2026-03-28T03:59+01:00", "2026-03-29T03:59+02:00", False),
        ("2026-03-28T04:00+01:00", "2026-03-29T03:59+02:00", True),
        ("2026-03-28T04:00+01:00", "2026-03-29T04:00+02:00", False),
        ("2026-10-24T04:00+02:00", "2026-10-25T03:59+01:00", True),
        ("2026-10-24T03:59+02:00", "2026-10-25T03:59+01:00", False),
        ("2026-10-25T03:59+01:00", "2026-10-25T04:00+01:00", False),
    ],
)
def test_a_day_is_the_readers_also_when_the_clocks_change(sight: str, now: str, counts: bool) -> None:
    """What was seen since four o'clock counts, 24 hours ago or more, and nothing from before."""
    facts = after(seen("x", datetime.fromisoformat(sight)))
    at = datetime.fromisoformat(now)
    feed = feed_of(THREE, per(2), facts=facts, now=at, zone=BERLIN, day_start=time(4))
    assert len(feed) == (1 if counts else 2)


def test_by_a_key_each_group_has_its_own_count_and_the_unknown_have_none() -> None:
    """One a day by author: the second of each is held, posts of nobody known are not counted."""
    posts = [
        post("a1", author=by("a@x.org")),
        post("b1", age=1, author=by("b@x.org")),
        post("a2", age=2, author=by("a@x.org")),
        post("?1", age=3),
        post("?2", age=4),
    ]
    facts = after(seen("b0", NOW - HOUR, author=by("b@x.org")), seen("?0", NOW - HOUR))
    assert feed_of(posts, per(1, key=Key.AUTHOR)) == ["a1", "b1", "?1", "?2"]
    assert feed_of(posts, per(1, key=Key.AUTHOR), facts=facts) == ["a1", "?1", "?2"]


def test_with_a_condition_only_posts_where_it_is_true_count() -> None:
    """Neither where it is false nor where it is unknown, at hand or in the history."""
    posts = [post("a", true=[1]), post("b", age=1, true=[1]), post("c", age=2, false=[1]), post("d", age=3)]
    assert feed_of(posts, per(1, when=1)) == ["a", "c", "d"]
    assert feed_of(posts, per(1, when=1), facts=after(seen("x", NOW), seen("y", NOW, false=[1]))) == ["a", "c", "d"]
    assert feed_of(posts, per(1, when=1), facts=after(seen("x", NOW, true=[1]))) == ["c", "d"]


def test_the_freshest_state_of_a_seen_post_says_what_it_counts_for() -> None:
    """A post that was edited since it was seen counts as it is now."""
    old = seen("x", NOW - HOUR, true=[1], updated=NOW - 3 * HOUR)
    edited = post("x", false=[1], updated=NOW - 2 * HOUR, seen_at=NOW)
    new = post("a", true=[1])
    assert feed_of([new, Judged(edited, Outcome.HIDDEN)], per(1, when=1), facts=after(old)) == ["a"]
    assert feed_of([new], per(1, when=1), facts=after(old)) == []
