"""What an incomplete history counts is the least that there was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import feedcurate as fc
from feedcurate.engine.scene import scene_of
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from feedcurate.program.bounds import AtLeast
from tests.engine.build import NOW, ago
from tests.engine.past import ANN, Since, condition_of, did, history_of, holds, worth, wrote

POSTS = [wrote(number, ago(days=number), likes=10, score=10) for number in (1, 2, 3)]
SHORT = Since(history_of(*POSTS, did("view", ago(days=1), 1, duration=timedelta(minutes=5))), posts=ago(days=5))
"""Three posts of the three days before; nobody knows what there was more than five days ago."""


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("count(posts by account, 7 days) >= 3", True),
        ("count(posts by account, 7 days) > 2", True),
        ("count(posts by account, 7 days) > 3", None),
        ("count(posts by account, 7 days) >= 4", None),
        ("3 <= count(posts by account, 7 days)", True),
        ("count(posts by account, 7 days) < 4", None),
        ("count(posts by account, 7 days) <= 3", None),
        ("count(posts by account, 7 days) = 3", None),
        ("count(posts by account, 7 days) != 4", None),
        # There were three at least, so that there were not two.
        ("count(posts by account, 7 days) < 3", False),
        ("count(posts by account, 7 days) <= 2", False),
        ("count(posts by account, 7 days) = 2", False),
        ("count(posts by account, 7 days) != 2", True),
        ("count(posts by account, 7 days) in {1, 2}", False),
        ("count(posts by account, 7 days) in {2, 3}", None),
        ("count(posts by account, 7 days) between 1 and 2", False),
        ("count(posts by account, 7 days) between 1 and 9", None),
        ("count(posts by account, 7 days) * 2 + 1 >= 7", True),
        ("count(posts by account, 7 days) / 7 > 1", None),
        ("10 - count(posts by account, 7 days) > 0", None),
        ("count(posts by account, 7 days) * 0 = 0", None),
        ("days(posts by account, 7 days) >= 3", True),
        ("days(posts by account, 7 days) < 9", None),
        ("sum(post.likes of posts by account, 7 days) >= 30", True),
        ("sum(post.likes of posts by account, 7 days) < 99", None),
        # What may be negative says nothing: more posts may have made the sum smaller.
        ("sum(post.score of posts by account, 7 days) >= 30", None),
        ("share(posts by account where post.likes > 3, 7 days) > 10%", None),
        ("average(post.likes of posts by account, 7 days) > 1", None),
        # Where everything is held, everything is known.
        ("count(posts by account, 5 days) = 3", True),
        ("share(posts by account where post.likes > 3, 5 days) = 100%", True),
        ("average(post.likes of posts by account, 5 days) = 10", True),
        ("since(posts by account) = 1 day", True),
    ],
)
def test_a_window_that_reaches_back_further_than_the_history(condition: str, expected: bool | None) -> None:
    """At least as many can be true; fewer, exactly, a share and an average are unknown."""
    assert holds(condition, SHORT, ANN) is expected


def test_a_window_is_whole_from_just_after_its_beginning() -> None:
    """`(now - W, now]` asks nothing of its first instant, a calendar's day does."""
    tick = timedelta(microseconds=1)
    history = history_of(*POSTS)
    day = ago(hours=21, minutes=10)
    for held, exact in ((ago(days=5), True), (ago(days=5) + tick, True), (ago(days=5) + 2 * tick, None)):
        assert holds("count(posts by account, 5 days) = 3", Since(history, posts=held), ANN) is exact
    for held, exact in ((day, True), (day + tick, None)):
        assert holds("count(posts by account, today) = 0", Since(history, posts=held), ANN) is exact


def test_the_time_since_is_at_least_since_the_history_began() -> None:
    """A pinned post of two years ago does not say that nothing was written meanwhile."""
    old = wrote(9, ago(days=700))
    history = Since(history_of(old), posts=ago(days=5))
    assert worth("since(posts by account)", history, ANN) == AtLeast(timedelta(days=5))
    assert holds("since(posts by account) > 30 days", history, ANN) is None
    assert holds("since(posts by account) > 3 days", history, ANN) is True
    assert holds("since(posts by account) > 30 days", Since(history_of(old), posts=ago(days=700)), ANN) is True


def test_a_kind_of_activity_that_was_never_recorded_is_not_held() -> None:
    """That the reader opened nothing is not known where nobody records it; one that was recorded is complete."""
    assert holds("count(opens, today) < 5", [did("view", ago(hours=1))]) is None
    assert holds("count(opens, today) < 5", [did("open", ago(days=100))]) is True
    assert holds("count(likes of account, 30 days) = 0", [], ANN) is None
    assert holds("passive_time(today) < 1 hour", [did("open", ago(hours=1))]) is None
    assert holds("sessions(today) = 1", [did("open", ago(hours=1))]) is True


def test_my_posts_are_whole_where_either_posts_or_posting_is_held() -> None:
    """The views of them are whole where views are."""
    history = history_of(did("post", ago(hours=1), 1), did("view", ago(hours=1), 1))
    assert holds("count(posts by me, 7 days) = 1", Since(history, posts=None)) is True
    assert holds("count(posts by me, 7 days) = 1", Since(history, post=None)) is True
    assert holds("count(posts by me, 7 days) = 1", Since(history, posts=None, post=None)) is None
    assert holds("count(views of me, 7 days) = 0", Since(history, view=ago(days=1))) is None


def test_without_a_history_the_batch_is_complete() -> None:
    """But for activities, of which it says nothing."""
    text = "rule it for account when {} then suggest mute"

    def asked(condition: str) -> Any:
        scene = scene_of(fc.loads(text.format(condition)).program, POSTS, Facts(timezone=ZoneInfo("UTC")), NOW)
        return scene.judge.of_account(ANN).truth(condition_of(scene.program))

    assert asked("count(posts by account, 7 days) = 3") is True
    assert asked("share(posts by account where post.likes > 3, 7 days) = 100%") is True
    assert asked("count(views of account, 7 days) = 0") is None


class Rated(Item):
    """An item of an app of its own."""

    karma: int | None = None


def test_what_an_app_measures_may_be_negative() -> None:
    """Of a field that the model does not know, the sum of an incomplete history is unknown."""
    items = [Rated(id="1", source="mastodon", author=ANN, published=ago(days=1), karma=5)]
    rules = fc.loads(
        "rule it for account when sum(post.karma of posts by account, 7 days) >= 3 then suggest mute", item=Rated
    )
    whole, short = MemoryHistory(items), Since(MemoryHistory(items), posts=ago(days=2))
    advised = [fc.evaluate(rules, [], Facts(history=history), now=NOW).accounts for history in (whole, short)]
    assert [len(one) for one in advised] == [1, 0]


def test_instants_that_are_only_bounded_have_no_clock() -> None:
    """Nothing raises where a date or a clock is asked of one; it is unknown."""
    whole = history_of(did("view", ago(days=1), duration=timedelta(minutes=5)))
    history = Since(whole, view=ago(days=2))
    long = "(now + sum(view.duration of views, 7 days))"
    for condition in (f"{long}.date = 2026-05-01", f"{long}.time > 20:00", f"{long}.day = fri"):
        assert holds(condition, history) is None
        assert holds(condition, whole) is True
    assert holds(f"{long} > now", history) is True
