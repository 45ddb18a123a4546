from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from threading import Thread

from hypothesis import given
from hypothesis import strategies as st

from feedcurate.history.memory import MemoryHistory
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.facts import Seen, Store
from feedcurate.model.item import Item

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def view(
    item: str | None, at: datetime = NOON, source: str | None = None, kind: ActivityKind = ActivityKind.VIEW
) -> Activity:
    """A view of a post, or another activity."""
    return Activity(kind=kind, item=item, at=at, source=source)


def test_a_post_that_says_when_it_was_seen_is_found_in_that_time_only() -> None:
    """Both ends are included."""
    post = Item(id="1", seen_at=NOON)
    history: Store = MemoryHistory([post, Item(id="2")])
    assert list(history.seen(NOON, NOON)) == [Seen(post, NOON)]
    assert not list(history.seen(NOON + HOUR, NOON + 2 * HOUR))
    assert not list(history.seen(NOON - 2 * HOUR, NOON - HOUR))


def test_a_view_counts_for_the_post_with_its_id() -> None:
    """Likes do not, nor does a view of nothing in particular or of a post that is not there."""
    post = Item(id="1")
    history = MemoryHistory(
        [post], [view("1"), view("1", kind=ActivityKind.LIKE, at=NOON + HOUR), view(None), view("9")]
    )
    assert history.seen(*ALWAYS) == [Seen(post, NOON)]


def test_a_view_that_names_its_source_counts_for_that_source_only() -> None:
    """Two sources may use one id."""
    one, two = Item(id="1", source="mastodon"), Item(id="1", source="rss")
    assert MemoryHistory([one, two], [view("1", source="rss")]).seen(*ALWAYS) == [Seen(two, NOON)]
    assert MemoryHistory([one, two], [view("1")]).seen(*ALWAYS) == [Seen(one, NOON), Seen(two, NOON)]


def test_a_view_may_come_before_its_post() -> None:
    """It waits until the post is there."""
    history = MemoryHistory(activities=[view("1")])
    assert history.seen(*ALWAYS) == []
    history.add([Item(id="1")])
    assert history.seen(*ALWAYS) == [Seen(Item(id="1"), NOON)]


def test_the_same_post_twice_is_one_in_its_freshest_state_seen_whenever_any_was() -> None:
    """The newer `updated` counts, and does not forget that an older state was seen."""
    old = Item(id="1", text="old", updated=NOON - HOUR, seen_at=NOON)
    new = Item(id="1", text="new", updated=NOON)
    assert MemoryHistory([old, new]).seen(*ALWAYS) == [Seen(new, NOON)]
    assert MemoryHistory([new, old, old]).seen(*ALWAYS) == [Seen(new, NOON)]


@st.composite
def posts(draw: st.DrawFn) -> Item:
    """One of a few posts in one of a few states."""
    hours = st.none() | st.integers(0, 3).map(lambda n: NOON + n * HOUR)
    return Item(
        id=draw(st.sampled_from("12")),
        source=draw(st.sampled_from(["rss", "mastodon"])),
        text=draw(st.none() | st.sampled_from(["a", "b"])),
        updated=draw(hours),
        seen_at=draw(hours),
    )


@given(st.lists(posts(), max_size=8), st.lists(st.sampled_from("123"), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_recording_means_nothing(items: list[Item], viewed: list[str], random: Random) -> None:
    """At once or one by one, in any order, the same was seen."""
    activities = [view(name, NOON + n * HOUR) for n, name in enumerate(viewed)]
    history = MemoryHistory()
    history.record(random.sample(activities, len(activities)))
    for item in random.sample(items, len(items)):
        history.add([item])
    assert history.seen(*ALWAYS) == MemoryHistory(items, activities).seen(*ALWAYS)


def test_readers_see_each_batch_wholly_or_not_at_all() -> None:
    """While one thread adds hundreds, two by two, another never finds an odd number."""
    history = MemoryHistory()

    def write() -> None:
        for n in range(500):
            history.add([Item(id=f"{n}a", seen_at=NOON), Item(id=f"{n}b", seen_at=NOON)])

    writer = Thread(target=write)
    writer.start()
    counts = []
    while writer.is_alive():
        counts.append(len(history.seen(*ALWAYS)))
    writer.join()
    assert all(count % 2 == 0 for count in counts)
    assert len(history.seen(*ALWAYS)) == 1000
