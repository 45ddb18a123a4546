from __future__ import annotations

import pytest

from feedcurate.engine.judged import Judged
from feedcurate.model.decision import Outcome, Unmet
from feedcurate.model.item import Item
from feedcurate.program.program import Quota
from tests.engine.arranging import arranged, at_least, at_most, feed_of, per, post


def line(signs: str) -> list[Item]:
    """Posts from the newest on: `A` satisfies condition 1, `B` condition 2, `X` both, `?` neither is known."""
    true = {"A": [1], "B": [2], "X": [1, 2]}
    return [
        post(f"{sign}{age}", age=age, true=true.get(sign, []), false=[1, 2] if sign == "-" else ())
        for age, sign in enumerate(signs)
    ]


def letters(feed: list[str]) -> str:
    """The letters of a feed's posts."""
    return "".join(name[0] for name in feed)


def unmet(posts: list[Item], *quotas: Quota) -> tuple[Unmet, ...]:
    """What was not met."""
    return arranged(posts, *quotas).unmet


def test_three_in_ten_alone_fills_the_last_three_of_every_ten() -> None:
    """Old posts move forward as late as possible: to places 8 to 10, 18 to 20 and 28 to 30."""
    feed = letters(feed_of(line("-" * 21 + "A" * 9), at_least(3, 10)))
    assert [place for place, sign in enumerate(feed, 1) if sign == "A"] == [8, 9, 10, 18, 19, 20, 28, 29, 30]
    assert not unmet(line("-" * 21 + "A" * 9), at_least(3, 10))


def test_posts_that_rank_high_enough_by_themselves_are_not_moved() -> None:
    """Where every window is met by rank, the feed is in order."""
    assert letters(feed_of(line("A--A--A--A--"), at_least(1, 3))) == "A--A--A--A--"


def test_only_complete_windows_bind() -> None:
    """Nine posts hold no window of ten; ten hold one."""
    assert letters(feed_of(line("--------A"), at_least(1, 10))) == "--------A"
    assert letters(feed_of(line("--------AA"), at_least(2, 10))) == "--------AA"
    assert letters(feed_of(line("---------A"), at_least(1, 10))) == "---------A"
    assert letters(feed_of(line("----------A"), at_least(1, 10))) == "---------A-"


def test_a_window_is_only_complete_where_the_feed_can_become_so_long() -> None:
    """Of eleven posts only nine may be shown today: no window of ten can be, and nothing is moved or missed."""
    posts = line("----------A")
    assert letters(feed_of(posts, at_least(1, 10), per(9))) == "---------"
    assert unmet(posts, at_least(1, 10), per(9)) == ()
    assert letters(feed_of(posts, at_least(1, 9), per(9))) == "--------A"


def test_hidden_and_blocked_posts_make_no_window_and_collapsed_ones_do() -> None:
    """Ten places need ten posts that are shown or collapsed."""
    first, *rest = line("---------" + "-A")
    for outcome, feed in {
        Outcome.HIDDEN: "---------A",
        Outcome.BLOCKED: "---------A",
        Outcome.COLLAPSED: "---------A-",
    }.items():
        assert letters(feed_of([Judged(first, outcome), *rest], at_least(1, 10))) == feed


def test_it_is_met_as_far_as_there_are_posts_and_the_rest_is_reported() -> None:
    """Two posts for three in ten: both are in the first ten places, and the shortage is told in plain words."""
    posts = line("-" * 18 + "AA")
    assert set(letters(feed_of(posts, at_least(3, 10)))[:10]) == {"-", "A"}
    assert unmet(posts, at_least(3, 10)) == (
        Unmet(
            quota="at least 3 in 10 when c1",
            at="<nowhere>:1:1",
            message="wanted 3 in every 10 places; 11 of 11 such runs have fewer, "
            "the first of the worst has 0 (places 10 to 19)",
        ),
    )


def test_an_unknown_condition_counts_towards_nothing() -> None:
    """A post of which the condition is unknown does not help."""
    assert letters(feed_of(line("---??A"), at_least(1, 5))) == "---?A?"


def test_at_most_is_strict_where_both_ask_for_the_same_place() -> None:
    """Three in five wanted and one in five allowed: one is given, the places go to others, the rest is reported."""
    posts = line("-" * 8 + "AAAA")
    feed = letters(feed_of(posts, at_least(3, 5), at_most(1, 5)))
    assert feed == "--A----A----"[: len(feed)]
    assert [each.quota for each in unmet(posts, at_least(3, 5), at_most(1, 5))] == ["at least 3 in 5 when c1"]


@pytest.mark.parametrize(
    ("posts", "feed"),
    [
        # Both have their first deadline at place 4: places 3 and 4 are due, and rank says which comes first.
        ("----AB", "--AB--"),
        ("----BA", "--BA--"),
        # One post serves both, so one place is enough; before that place 3 is due, and X serves most.
        ("----ABX", "--X----"),
    ],
)
def test_two_with_one_deadline_share_the_places_before_it(posts: str, feed: str) -> None:
    """One in four of each: together they are due from place 3 on."""
    arranged_so = letters(feed_of(line(posts), at_least(1, 4, 1), at_least(1, 4, 2)))
    assert arranged_so[:4] == feed[:4]


def test_the_earliest_deadline_is_served_first() -> None:
    """B wants a post by place 3, A by place 4: place 3 is due to both, and B's post goes first, A's rank or not."""
    assert letters(feed_of(line("-----AB"), at_least(1, 4, 1), at_least(1, 3, 2)))[:4] == "--BA"


def test_a_later_deadline_is_served_where_the_earliest_has_no_post() -> None:
    """Nothing satisfies B; the place is due to both, so A has it."""
    assert letters(feed_of(line("-----A"), at_least(1, 4, 1), at_least(1, 3, 2)))[:4] == "--A-"


def test_deadlines_close_together_are_prepared_for() -> None:
    """Two by place 4 and two by place 5: the places 2 to 5 are all spoken for."""
    assert letters(feed_of(line("-----AABB"), at_least(2, 4, 1), at_least(2, 5, 2)))[:5] == "-AABB"


def test_of_posts_that_serve_the_earliest_deadline_the_one_that_serves_most_is_taken() -> None:
    """An X that serves both comes before a better-ranked A; where only A's need is due, rank decides."""
    assert letters(feed_of(line("----AX"), at_least(1, 4, 1), at_least(1, 4, 2)))[:4] == "--X-"
    assert letters(feed_of(line("----------AX"), at_least(1, 4, 1), at_least(1, 12, 2)))[3] == "A"


def test_a_line_written_twice_asks_for_no_more() -> None:
    """A file is a set; the same condition under another name is the same."""
    posts = line("-" * 8 + "AA")
    double = [at_least(1, 5), at_least(1, 5)]
    assert feed_of(posts, *double) == feed_of(posts, at_least(1, 5))
    assert len(unmet(line("-" * 9), *double)) == 1


def test_numbers_beyond_all_measure_ask_for_nothing_that_can_be() -> None:
    """A billion in a billion places has no complete window; a billion in two is reported."""
    posts = line("---A")
    assert letters(feed_of(posts, at_least(10**9, 10**9))) == "---A"
    assert len(unmet(posts, at_least(10**9, 2))) == 1


def test_of_those_with_one_deadline_the_best_ranked_post_goes_first() -> None:
    """Both lines are due at the first place; which of them is looked at first is nothing that rank knows of."""
    assert letters(feed_of(line("BAB"), at_least(1, 2, 1), at_least(1, 2, 2))) == "BAB"
    assert letters(feed_of(line("ABA"), at_least(1, 2, 1), at_least(1, 2, 2))) == "ABA"


def test_a_post_that_serves_no_line_takes_no_due_place_while_another_serves_one() -> None:
    """The earliest deadline has no post, so the next deadline has the place, not the best-ranked post."""
    assert letters(feed_of(line("-B"), at_least(1, 1, 1), at_least(1, 2, 2))) == "B-"


def test_a_window_as_long_as_the_feed_is_looked_at() -> None:
    """Three places are one window of three."""
    assert len(unmet(line("---"), at_least(1, 3))) == 1
    assert unmet(line("--"), at_least(1, 3)) == ()
