from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from feedcurate.engine.judged import Judged
from feedcurate.engine.rank import in_order
from feedcurate.model.decision import Outcome
from feedcurate.model.item import Item, Via
from feedcurate.program.program import Order
from tests.engine.arranging import HOUR, NOW, by, post, reposted


def ids(judged: list[Judged], order: Order = Order.RANK) -> list[str]:
    """The ids of posts in an order, the first of the feed first."""
    return [judged[index].item.id for index in in_order(judged, order)]


def shown(item: Item, shift: timedelta = timedelta(0)) -> Judged:
    """A post with its boosts less its demotes."""
    return Judged(item, Outcome.SHOWN, shift)


def test_a_boost_of_six_hours_ranks_a_post_as_if_it_were_six_hours_younger() -> None:
    """Ten hours old with six hours of boost comes after three hours old and before five."""
    posts = [shown(post("five", age=5)), shown(post("ten", age=10), 6 * HOUR), shown(post("three", age=3))]
    assert ids(posts) == ["three", "ten", "five"]


def test_a_demote_moves_a_post_back() -> None:
    """One hour old with four hours of demotion comes after three hours old."""
    assert ids([shown(post("one", age=1), -4 * HOUR), shown(post("three", age=3))]) == ["three", "one"]


def test_a_repost_ranks_by_the_time_of_the_repost() -> None:
    """An old post reposted an hour ago comes before one of two hours ago."""
    posts = [shown(post("two", age=2)), shown(post("old", age=500, via=reposted("someone@example.social", age=1)))]
    assert ids(posts) == ["old", "two"]


def test_a_post_without_a_date_ranks_by_when_it_was_fetched_and_without_that_last() -> None:
    """Fetched two hours ago stands between one and three hours; nothing known comes last, whatever its boost."""
    posts = [
        shown(post("unknown", published=None), 1000 * HOUR),
        shown(post("three", age=3)),
        shown(post("fetched", published=None, fetched_at=NOW - 2 * HOUR)),
        shown(post("one", age=1)),
        shown(post("repost", age=0, via=Via(account=by("x@example.org")), fetched_at=NOW - 4 * HOUR)),
    ]
    assert ids(posts) == ["one", "fetched", "three", "repost", "unknown"]
    assert ids(posts, Order.OLDEST) == ["repost", "three", "fetched", "one", "unknown"]


def test_a_tie_goes_to_the_newer_then_to_the_smaller_id_and_source_by_code_points() -> None:
    """Equal keys: the unboosted newer one first; equal dates: `Z` before `a` before `é`, then by source."""
    posts = [
        shown(post("older", age=3), HOUR),
        shown(post("é", age=4)),
        shown(post("a", age=4, source="rss")),
        shown(post("a", age=4, source="mastodon")),
        shown(post("Z", age=4)),
        shown(post("newer", age=2)),
    ]
    assert ids(posts) == ["newer", "older", "Z", "a", "a", "é"]
    assert [posts[index].item.source for index in in_order(posts, Order.RANK)][3:5] == ["mastodon", "rss"]


def test_newest_and_oldest_ignore_boosts() -> None:
    """A boosted old post stays where its date puts it."""
    posts = [shown(post("old", age=9), 100 * HOUR), shown(post("new", age=1)), shown(post("middle", age=5))]
    assert ids(posts, Order.RANK) == ["old", "new", "middle"]
    assert ids(posts, Order.NEWEST) == ["new", "middle", "old"]
    assert ids(posts, Order.OLDEST) == ["old", "middle", "new"]


def test_no_boost_is_too_large_for_the_calendar() -> None:
    """The last instant there is, boosted by the longest time there is, still comes first, and the reverse last."""
    end = shown(post("end", published=datetime.max.replace(tzinfo=UTC)), timedelta.max)
    start = shown(post("start", published=datetime.min.replace(tzinfo=UTC)), timedelta.min)
    assert ids([start, shown(post("now")), end]) == ["end", "now", "start"]


@st.composite
def many(draw: st.DrawFn) -> list[Judged]:
    """Posts with few ids and dates, so that much is decided by what comes after the rank."""
    identities = st.tuples(st.sampled_from("aAbé"), st.sampled_from(["rss", "mastodon"]))
    dates = st.none() | st.sampled_from([NOW, NOW - HOUR])
    shifts = st.sampled_from([0, 1, 2]).map(lambda hours: hours * HOUR)
    return [
        shown(post(name, source=source, published=draw(dates)), draw(shifts))
        for name, source in draw(st.lists(identities, unique=True))
    ]


@given(many(), st.sampled_from(Order), st.randoms(use_true_random=False))
def test_the_order_of_the_input_means_nothing(posts: list[Judged], order: Order, random: Random) -> None:
    """Shuffled posts come out in one order."""
    shuffled = random.sample(posts, len(posts))
    assert [posts[i] for i in in_order(posts, order)] == [shuffled[i] for i in in_order(shuffled, order)]
