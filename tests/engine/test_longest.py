"""How long a feed can become under one `at most`, where the number is easy to see."""

from __future__ import annotations

import pytest

from feedcurate.engine.atmost import Budget, Run, Spread


@pytest.mark.parametrize(
    ("counting", "others", "count", "window", "longest"),
    [
        (9, 4, 1, 3, 7),  # X--X--X
        (9, 4, 2, 3, 13),  # XX-XX-XX-XX-X: all nine find a place
        (9, 2, 2, 3, 8),  # XX-XX-XX
        (9, 0, 2, 3, 2),
        (9, 3, 3, 3, 12),  # every window is full of them
    ],
)
def test_as_many_that_count_as_fit_between_the_others(
    counting: int, others: int, count: int, window: int, longest: int
) -> None:
    """Each stretch of the others that is long enough parts two full groups."""
    assert Spread("spread", count, window, [True] * counting + [False] * others).longest() == longest


def test_the_largest_group_decides_how_long_a_feed_without_long_runs_is() -> None:
    """Seven of Ann's, one before, between and after two others, make five; the one of Bob's is never too much."""
    assert Run("run", 1, ["ann"] * 7 + ["bob", None]).longest() == 5
    assert Run("run", 2, ["ann"] * 7 + ["bob", None]).longest() == 8
    assert Run("run", 3, ["ann"] * 7 + ["bob", None]).longest() == 9


def test_what_is_beyond_a_budget_makes_no_feed_longer() -> None:
    """Ann may have two more today and Bob as many as there are; a post without a group costs nothing."""
    assert Budget("budget", 3, ["ann"] * 5 + ["bob", None], {"ann": 1}).longest() == 4


def test_an_open_window_refuses_nobody() -> None:
    """One in two: after a post that counts the next place is closed to its like, and the place after is open."""
    spread = Spread("spread", 1, 2, [True, True, False])
    assert spread.refused(1) == 0
    spread.took(0, 1)
    assert spread.refused(2) == 0b011
    spread.took(2, 2)
    assert spread.refused(3) == 0
