from __future__ import annotations

from collections.abc import Hashable, Sequence
from random import Random

from attrs import frozen
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.engine.atmost import Budget, Ceiling, Run, Spread
from feedcurate.engine.places import fill
from tests.engine.arranging import at_least
from tests.engine.oracle import Bound, longest, slow_fill


def ceiling_of(bound: Bound) -> Ceiling:
    """The engine's counterpart of an oracle's bound."""
    if bound.kind == "spread":
        return Spread("spread", bound.count, bound.window, [group is not None for group in bound.groups])
    if bound.kind == "run":
        return Run("run", bound.count, bound.groups)
    return Budget("budget", bound.count, bound.groups, bound.spent)


def groupings(size: int, groups: Sequence[Hashable | None]) -> st.SearchStrategy[list[Hashable | None]]:
    """For each post, the group that it counts in."""
    return st.lists(st.sampled_from(groups), min_size=size, max_size=size)


@st.composite
def at_mosts(draw: st.DrawFn, size: int) -> Bound:
    """Any `at most`, over so many posts, now and then with a count of zero or more than there are posts."""
    kind = draw(st.sampled_from(["spread", "run", "budget"]))
    count = draw(st.integers(0, 4) | st.just(10**9))
    if kind == "spread":
        window = draw(st.integers(1, 8) | st.just(10**9))
        return Bound(kind, count, draw(groupings(size, [True, None])), window)
    groups = draw(groupings(size, ["a", "b", None]))
    return Bound(kind, count, groups, spent=draw(st.dictionaries(st.sampled_from("ab"), st.integers(0, 5))))


@st.composite
def floors(draw: st.DrawFn, size: int) -> Bound:
    """Any `at least`, over so many posts."""
    window = draw(st.integers(1, 10) | st.just(10**9))
    count = draw(st.integers(0, min(window, 5)) | st.just(window))
    return Bound("floor", count, draw(groupings(size, [True, None])), window)


@frozen
class Case:
    """So many posts, the best-ranked first, and what is asked of a feed of them."""

    size: int
    ceilings: list[Bound]
    floors: list[Bound]


@st.composite
def cases(draw: st.DrawFn, most: int = 24) -> Case:
    """A few quotas over a few posts."""
    size = draw(st.integers(0, most))
    return Case(size, draw(st.lists(at_mosts(size), max_size=3)), draw(st.lists(floors(size), max_size=3)))


def filled(case: Case) -> list[int]:
    """The feed that the engine makes of a case."""
    counts = [
        (at_least(floor.count, floor.window, number), [group is not None for group in floor.groups])
        for number, floor in enumerate(case.floors)
    ]
    return list(fill(case.size, [ceiling_of(bound) for bound in case.ceilings], counts).feed)


@given(cases())
def test_the_feed_is_the_one_that_the_definition_gives_place_by_place(case: Case) -> None:
    """What is filled with sets and deadlines is what counting every window at every place gives."""
    horizon = min((ceiling_of(bound).longest() for bound in case.ceilings), default=case.size)
    feed = filled(case)
    assert feed == slow_fill(case.size, case.ceilings, case.floors, horizon)
    event("an at least moved a post" if feed != filled(Case(case.size, case.ceilings, [])) else "by rank alone")
    event("posts are held" if len(feed) < case.size else "all have a place")


@given(cases(most=40))
def test_every_at_most_holds_in_every_window_of_the_feed(case: Case) -> None:
    """No `at least` and no shortage of posts breaks an `at most` anywhere."""
    feed = filled(case)
    assert len(set(feed)) == len(feed)
    assert all(bound.is_kept(feed) for bound in case.ceilings)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_quotas_means_nothing(case: Case, shuffle: Random) -> None:
    """Shuffled quotas fill the same feed."""
    feed = filled(case)
    shuffle.shuffle(case.ceilings)
    shuffle.shuffle(case.floors)
    assert filled(case) == feed


@given(st.integers(0, 6).flatmap(at_mosts))
def test_no_feed_is_longer_than_an_at_most_says_it_can_be(bound: Bound) -> None:
    """The longest feed under one `at most`, worked out from numbers, is the longest of all that can be tried."""
    assert ceiling_of(bound).longest() == longest(len(bound.groups), bound)
