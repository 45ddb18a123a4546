from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import groupby, product
from random import Random
from time import process_time
from typing import Any

from attrs import frozen
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.engine.judged import Judged
from feedcurate.engine.keys import key_of
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.decision import Outcome
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item, Link
from feedcurate.program.program import AtLeast, AtMost, InARow, Key, Once, OnceKey, Order, Per, Quota
from tests.engine.arranging import (
    HOUR,
    NOW,
    arranged,
    at_least,
    at_most,
    by,
    feed_of,
    holds,
    in_a_row,
    once,
    per,
    post,
    reposted,
)

CONDITIONS = st.integers(1, 3)
KEYS = st.sampled_from([Key.AUTHOR, Key.SENDER, Key.FEED])
QUOTAS: st.SearchStrategy[Quota] = st.one_of(
    st.builds(at_least, st.integers(1, 3), st.integers(3, 6), CONDITIONS),
    st.builds(at_most, st.integers(0, 3), st.integers(1, 6), CONDITIONS),
    st.builds(in_a_row, st.integers(1, 3), KEYS, st.none() | CONDITIONS),
    st.builds(per, st.integers(1, 9), st.just(6 * HOUR), st.none() | KEYS, st.none() | CONDITIONS),
    st.builds(once, st.sampled_from(OnceKey), st.none() | st.just(2 * HOUR)),
)
WEB = "https://example.com/story"
SHIFTS = st.sampled_from([timedelta(0), 2 * HOUR, -3 * HOUR])


ANSWERS = st.sampled_from(list(product([True, False, None], repeat=3)))
FROM: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {},
        {"author": by("a@x.org"), "feed": "one"},
        {"author": by("b@x.org"), "feed": "one"},
        {"author": by("a@x.org"), "via": reposted("b@x.org"), "feed": "two"},
        {"via": reposted("c@x.org", age=3)},
    ]
)
ABOUT: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{}, {"title": "one"}, {"title": "two"}, {"links": (Link(url=WEB),)}, {"title": "one", "links": (Link(url=WEB),)}]
)
AGES = st.integers(0, 9)


@st.composite
def posts(draw: st.DrawFn, name: str, seen: bool = False) -> Item:
    """A post with some of its fields known, seen within the last nine hours where asked for."""
    answers = dict(enumerate(draw(ANSWERS), start=1))
    return post(
        name,
        age=draw(AGES),
        true=[n for n, answer in answers.items() if answer is True],
        false=[n for n, answer in answers.items() if answer is False],
        **draw(FROM),
        **draw(ABOUT),
        seen_at=NOW - draw(AGES) * HOUR if seen else None,
    )


@frozen
class Case:
    """Judged posts, quotas, an order, and what the reader saw before."""

    judged: list[Judged]
    quotas: list[Quota]
    order: Order
    history: list[Item]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A few posts under a few quotas, some of them hidden, some seen."""
    batch = [draw(posts(str(n), seen=n % 4 == 3)) for n in range(draw(st.integers(4, 12)))]
    outcomes = st.sampled_from([Outcome.SHOWN] * 5 + [Outcome.COLLAPSED, Outcome.HIDDEN, Outcome.BLOCKED])
    return Case(
        [Judged(item, draw(outcomes), draw(SHIFTS)) for item in batch],
        draw(st.lists(QUOTAS, min_size=1, max_size=4)),
        draw(st.sampled_from(Order)),
        [draw(posts(f"h{n}", seen=True)) for n in range(draw(st.integers(0, 2)))],
    )


def feed_and_held(case: Case) -> tuple[list[Item], dict[str, str]]:
    """The posts of the feed in their order, and the reasons of the held ones by id."""
    facts = Facts(history=MemoryHistory(case.history))
    result = arranged(case.judged, *case.quotas, order=case.order, facts=facts)
    assert sorted(result.places.values()) == list(range(1, len(result.places) + 1))
    feed = [case.judged[index].item for index in sorted(result.places, key=lambda index: result.places[index])]
    return feed, {case.judged[index].item.id: reason for index, reason in result.held.items()}


@given(cases())
def test_no_post_is_lost(case: Case) -> None:
    """Every post that is neither hidden nor blocked has a place or a reason, never both; no other has either."""
    feed, held = feed_and_held(case)
    taking_part = [each.item.id for each in case.judged if each.outcome not in (Outcome.HIDDEN, Outcome.BLOCKED)]
    assert sorted([item.id for item in feed] + list(held)) == sorted(taking_part)
    assert set(" · ".join(held.values()).split(" · ")) - {""} <= {quota.text for quota in case.quotas}
    event("a post is held" if held else "no post is held")


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_quotas_and_posts_means_nothing(case: Case, random: Random) -> None:
    """Shuffled lines and shuffled input give the same feed and the same reasons."""
    shuffled = Case(
        random.sample(case.judged, len(case.judged)),
        random.sample(case.quotas, len(case.quotas)),
        case.order,
        random.sample(case.history, len(case.history)),
    )
    assert feed_and_held(shuffled) == feed_and_held(case)


@given(cases())
def test_every_quota_holds_in_the_feed_or_is_reported(case: Case) -> None:
    """Counted again over the whole feed: `at most` holds everywhere, an `at least` that falls short is in `unmet`."""
    feed, _ = feed_and_held(case)
    facts = Facts(history=MemoryHistory(case.history))
    unmet = {each.quota for each in arranged(case.judged, *case.quotas, order=case.order, facts=facts).unmet}
    for quota in case.quotas:
        if isinstance(quota, AtLeast):
            assert is_kept(quota, feed, case) is (quota.text not in unmet)
        else:
            assert is_kept(quota, feed, case)
        event(f"{type(quota).__name__}")
    event("something is not met" if unmet else "everything is met")


def is_kept(quota: Quota, feed: list[Item], case: Case) -> bool:
    """Whether a feed keeps a quota, by counting all of it."""
    match quota:
        case AtLeast(count=count, window=window, when=when):
            windows = [feed[start : start + window] for start in range(len(feed) - window + 1)]
            return all(sum(holds(when, item) is True for item in part) >= count for part in windows)
        case AtMost(count=count, window=window, when=when):
            windows = [feed[start : start + window] for start in range(len(feed))]
            return all(sum(holds(when, item) is True for item in part) <= count for part in windows)
        case InARow(count=count):
            runs = groupby(group_of(quota, item) for item in feed)
            return all(group is None or len(list(run)) <= count for group, run in runs)
        case Per(count=count, period=period):
            return not isinstance(period, timedelta) or budget_is_kept(quota, period, feed, case)
        case Once(key=key):
            told = Counter(item.title if key is OnceKey.TITLE else item.links for item in feed)
            return key is OnceKey.POST or all(number == 1 for value, number in told.items() if value is not None)


def budget_is_kept(quota: Per, period: timedelta, feed: list[Item], case: Case) -> bool:
    """New posts of a group, with those seen in the period, are at most so many, or there are no new ones."""
    everything = [each.item for each in case.judged] + case.history
    seen = {item.id: item for item in everything if item.seen_at is not None and NOW - item.seen_at < period}
    before = Counter(group_of(quota, item) for item in seen.values())
    new = Counter(group_of(quota, item) for item in feed if item.id not in seen)
    return all(before[group] + number <= quota.count for group, number in new.items() if group is not None)


def group_of(quota: InARow | Per, item: Item) -> object:
    """What a post counts for; None: nothing."""
    if quota.when is not None and holds(quota.when, item) is not True:
        return None
    return "all" if quota.key is None else key_of(quota.key, item)


def test_without_quotas_everything_is_shown_in_its_order() -> None:
    """Rank by itself places all; no post, no feed."""
    assert feed_of([post("b", age=1), post("a"), post("c", age=2)]) == ["a", "b", "c"]
    assert arranged([], at_least(3, 10), at_most(1, 5), per(3), once(OnceKey.LINK)) == arranged([])


def test_quotas_fill_the_feed_in_the_order_asked_for() -> None:
    """With `order by oldest` the oldest posts fill the day, and the oldest of two with one title stays."""
    batch = [post("a", title="x"), post("b", age=1), post("c", age=2, title="x"), post("d", age=3)]
    assert feed_of(batch, per(2), once(OnceKey.TITLE), order=Order.OLDEST) == ["d", "c"]


def test_a_large_feed_under_many_quotas_is_arranged_in_seconds() -> None:
    """Ten thousand posts by one author, all suggested: each quota keeps nearly all of them back at every place."""
    batch = [
        post(str(n), age=n / 100, true=[1, 2] if n < 9_000 else [3], author=by(f"{n // 9_000}@x.org"), feed=str(n % 50))
        for n in range(10_000)
    ]
    quotas: list[Quota] = [
        at_most(1, 5, 1),
        at_most(400, 999, 2),
        at_most(10**9, 10**9, 2),
        in_a_row(2),
        in_a_row(1, Key.FEED),
        per(5_000),
        per(150, key=Key.FEED),
        at_least(3, 10, 3),
        at_least(2_000, 5_000, 1),
        once(OnceKey.LINK),
    ]
    start = process_time()
    arranged(batch, *quotas)
    assert process_time() - start < 90
