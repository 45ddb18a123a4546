from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest

from feedcurate.history.base import Added
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import ActivityKind
from feedcurate.model.facts import POSTS, Act, Seen
from feedcurate.model.item import Item
from feedcurate.model.record import AdviceState, Batch
from tests.history.things import (
    ALWAYS,
    ANA,
    BEN,
    DAY,
    HOUR,
    LIKE,
    NOON,
    VIEW,
    Kind,
    act,
    advice,
    decided,
    ids,
    pause,
    post,
    repost,
)


def test_a_new_history_holds_nothing(history: Kind) -> None:
    """Every question has an empty answer."""
    assert not [*history.seen(*ALWAYS), *history.posts(*ALWAYS), *history.acts(*ALWAYS, list(ActivityKind))]
    assert not [*history.people(), *history.batches(*ALWAYS), *history.find([("mastodon", "1")])]
    assert not [*history.given(), *history.queue()]
    assert history.held("view") is None


def test_posts_are_found_by_their_dates(history: Kind) -> None:
    """Both ends are included; a repost counts when it was reposted, and what has no date is in no time."""
    history.add(
        [
            post("written", NOON),
            post("fetched", None, fetched_at=NOON + HOUR),
            repost("reposted", NOON + 2 * HOUR, BEN),
            repost("some time", None, BEN, fetched_at=NOON + 3 * HOUR),
            post("undated", None),
        ]
    )
    assert ids(list(history.posts(NOON, NOON))) == ["written"]
    assert ids(list(history.posts(NOON, NOON + 2 * HOUR))) == ["fetched", "reposted", "written"]
    assert ids(list(history.posts(*ALWAYS))) == ["fetched", "reposted", "some time", "written"]
    assert list(history.posts(NOON - DAY, NOON - timedelta(microseconds=1))) == []


def test_what_is_read_is_what_was_written(history: Kind) -> None:
    """Also where text has characters that databases and JSON treat in their own way."""
    item = post("\0 %", text='a\0b "c" 😀 \u2028 it\'s', signals={"x": 0.1, "y": True, "z": "t\0"}, tags=("ä", "b"))
    history.add([item])
    assert list(history.posts(*ALWAYS)) == history.find([("mastodon", "\0 %")]) == [item]


def test_posts_by_an_account_are_dated_as_its_own(history: Kind) -> None:
    """What it wrote when it was written, however it came; what it reposted when it did."""
    old = NOON - 30 * DAY
    history.add([post("1"), repost("2", NOON, BEN, ANA), repost("3", NOON + DAY, ANA, BEN), post("4", NOON, BEN)])
    assert ids(list(history.posts(*ALWAYS, ANA))) == ["1", "2", "3"]
    assert ids(list(history.posts(NOON, NOON + DAY, ANA))) == ["1", "3"]
    assert ids(list(history.posts(old, old, ANA))) == ["2"]
    assert ids(list(history.posts(NOON, NOON, BEN))) == ["2", "4"]


def test_who_reposts_their_own_post_has_one_post(history: Kind) -> None:
    """It is found when it was written and when it was reposted, and once where both are asked for."""
    history.add([repost("1", NOON, ANA, ANA)])
    assert ids(list(history.posts(*ALWAYS, ANA))) == ids(list(history.posts(NOON, NOON, ANA))) == ["1"]
    assert ids(list(history.posts(NOON - 30 * DAY, NOON - 30 * DAY, ANA))) == ["1"]


def test_an_account_is_the_same_where_it_shares_an_identifier(history: Kind) -> None:
    """An id of another source is another one, and an account known by nothing has no posts."""
    history.add(
        [
            post("1", author=Account(id="1", source="mastodon")),
            post("2", author=Account(handle="ana@b.social")),
            post("3", author=Account(id="1", source="rss")),
            post("4", author=Account(url="https://www.b.social/@Ana/")),
            post("5", author=Account(name="Ana")),
        ]
    )
    assert ids(list(history.posts(*ALWAYS, ANA))) == ["1", "2"]
    assert ids(list(history.posts(*ALWAYS, Account(url="http://b.social/@ana")))) == ["4"]
    assert list(history.posts(*ALWAYS, Account(name="Ana"))) == []


def test_the_readers_own_posts(history: Kind) -> None:
    """Those that are marked so, also of one account."""
    history.add([post("1", mine=True), post("2", author=BEN, mine=True), post("3"), post("4", mine=False)])
    assert ids(list(history.posts(*ALWAYS, mine=True))) == ["1", "2"]
    assert ids(list(history.posts(*ALWAYS, ANA, mine=True))) == ["1"]


def test_the_newest_state_of_a_post_counts(history: Kind) -> None:
    """In whatever order the states come; what an older one said is not found any more."""
    new = post("1", NOON + DAY, BEN, updated=NOON)
    assert history.add([post("1", text="old")]) == Added(new=1)
    assert history.add([new, new]) == Added(newer=1, known=1)
    assert history.add([post("1", text="other"), new]) == Added(known=2)
    assert list(history.posts(*ALWAYS)) == list(history.posts(*ALWAYS, BEN)) == [new]
    assert list(history.posts(NOON, NOON)) == list(history.posts(*ALWAYS, ANA)) == []
    assert history.people() == [BEN]


def test_two_states_of_a_post_in_one_call_are_one_post(history: Kind) -> None:
    """The newest of them."""
    new = post("1", updated=NOON)
    assert history.add([post("1"), new, post("1", text="x")]) == Added(new=1, known=2)
    assert list(history.posts(*ALWAYS)) == [new]


def test_every_instant_at_which_a_post_was_seen_is_kept(history: Kind) -> None:
    """Also when it was seen in a state that did not become the newest."""
    new = post("1", updated=NOON, seen_at=NOON)
    history.add([new])
    history.add([post("1", seen_at=NOON + HOUR), post("1", seen_at=NOON)])
    assert history.seen(*ALWAYS) == [Seen(new, NOON), Seen(new, NOON + HOUR)]


def test_a_view_counts_for_its_post(history: Kind) -> None:
    """Of its source, or of every source where it names none; also where the post comes later; once an instant."""
    one, two = post("1", seen_at=NOON), post("1", source="rss")
    history.record(
        [act(), act(at=NOON + HOUR, source=None), act(LIKE, NOON + DAY), act(source="reddit"), act(item=None)]
    )
    assert history.seen(*ALWAYS) == []
    history.add([one, two])
    later = NOON + HOUR
    assert history.seen(*ALWAYS) == [Seen(one, NOON), Seen(one, later), Seen(two, later)]
    assert history.seen(later, later) == [Seen(one, later), Seen(two, later)]


def test_activities_are_found_by_kind_and_time(history: Kind) -> None:
    """Both ends are included."""
    view, like = act(), act(LIKE, NOON + HOUR)
    history.record([like, view])
    assert history.acts(NOON, NOON + HOUR, (VIEW, LIKE)) == [
        Act(view, post=("mastodon", "1")),
        Act(like, post=("mastodon", "1")),
    ]
    assert [one.activity for one in history.acts(*ALWAYS, (LIKE,))] == [like]
    assert history.acts(NOON + HOUR, NOON + HOUR, (VIEW,)) == history.acts(*ALWAYS, ()) == []


def test_an_activity_has_the_people_of_its_post(history: Kind) -> None:
    """The account that it names itself counts for the author; without a post it has what it says."""
    history.add([repost("1", NOON, BEN, ANA), post("2", author=None)])
    named = Account(handle="cem@b.social")
    history.record(
        [
            act(at=NOON),
            act(at=NOON + HOUR, account=named),
            act(at=NOON + 2 * HOUR, item="2"),
            act(at=NOON + 3 * HOUR, item="9", source=None),
            act(at=NOON + 4 * HOUR, item=None, account=named),
            act(at=NOON + 5 * HOUR, source="rss"),
        ]
    )
    assert [(one.author, one.reposter, one.post) for one in history.acts(*ALWAYS, (VIEW,))] == [
        (ANA, BEN, ("mastodon", "1")),
        (named, BEN, ("mastodon", "1")),
        (None, None, ("mastodon", "2")),
        (None, None, ("unknown", "9")),
        (named, None, None),
        (None, None, ("rss", "1")),
    ]


def test_an_activity_without_a_source_is_about_the_first_of_several_posts(history: Kind) -> None:
    """By the name of the source."""
    history.add([post("1", source="rss", author=BEN), post("1", source="reddit", author=ANA)])
    history.record([act(source=None)])
    (one,) = history.acts(*ALWAYS, (VIEW,))
    assert (one.author, one.post) == (ANA, ("reddit", "1"))
    assert history.acts(*ALWAYS, (VIEW,), BEN) == []


def test_activities_about_an_account(history: Kind) -> None:
    """Those that name it, and those about a post that it wrote or reposted."""
    history.add([post("1"), repost("2", NOON, ANA, BEN), post("3", author=BEN)])
    history.record(
        [
            act(item="1"),
            act(item="2"),
            act(item="3"),
            act(item=None, account=Account(handle="ana@b.social")),
            act(item="1", source="rss"),
            act(LIKE, item="1", at=NOON + HOUR),
        ]
    )
    found = history.acts(*ALWAYS, (VIEW,), ANA)
    assert sorted(one.activity.item or "" for one in found) == ["", "1", "2"]
    assert [one.activity.kind for one in history.acts(NOON + HOUR, NOON + HOUR, (VIEW, LIKE), ANA)] == [LIKE]
    assert len(history.acts(*ALWAYS, (VIEW,), Account(id="2", source="mastodon"))) == 2


def test_an_activity_twice_is_one(history: Kind) -> None:
    """By source and id, or by everything; what comes later under the same id replaces what was there."""
    assert history.record([act(), act(), act(source=None)]) == Added(new=2, known=1)
    assert history.record([act()]) == Added(known=1)
    assert history.record([act(id="a", mood=1), act(id="a", source="rss")]) == Added(new=2)
    assert history.record([act(LIKE, id="a"), act(id="a", source="rss")]) == Added(newer=1, known=1)
    assert len(history.acts(*ALWAYS, (VIEW,))) == 3
    assert history.acts(*ALWAYS, (LIKE,)) == [Act(act(LIKE, id="a"), post=("mastodon", "1"))]


def test_people_are_each_there_once_in_their_latest_state(history: Kind) -> None:
    """Whoever shares an identifier is one, also by way of a third; what nothing identifies is nobody."""
    latest = Account(handle="new@b.social", url="https://b.social/@ana", name="Ana now")
    history.add(
        [
            post("1", NOON - DAY, ANA),
            post("2", NOON + DAY, latest),
            post("3", NOON, Account(id="1", source="mastodon", url="https://b.social/@ana")),
            post("4", None, Account(handle="ana@b.social", name="undated")),
            repost("5", NOON, BEN, Account(name="nobody")),
            post("6", author=None),
        ]
    )
    people = history.people()
    assert len(people) == 2
    assert latest in people
    assert BEN in people


def test_a_newer_state_of_a_post_brings_a_newer_state_of_its_people(history: Kind) -> None:
    """And takes the older one away, also where another post has the latest then."""
    more = ANA.model_copy(update={"followers": 9})
    history.add([post("1", NOON, ANA.model_copy(update={"followers": 8}), updated=NOON)])
    history.add([post("1", NOON, more, updated=NOON + HOUR)])
    assert history.people() == [more]
    history.add([post("2", NOON - DAY, ANA)])
    assert history.people() == [more]
    history.add([post("1", NOON - 2 * DAY, more, updated=NOON + 2 * HOUR)])
    assert history.people() == [ANA]


def test_posts_are_found_by_name(history: Kind) -> None:
    """Those that are there, many at once."""
    history.add(post(str(number)) for number in range(600))
    names = [("mastodon", str(number)) for number in range(300, 900)] + [("rss", "1")]
    assert len(history.find(names)) == 300
    assert history.find(names[:1]) == [post("300")]
    assert history.find([]) == []


def test_what_is_given_is_kept_in_order(history: Kind) -> None:
    """And once."""
    history.give(pause(NOON + HOUR))
    history.give(pause(NOON))
    history.give(pause(NOON))
    assert history.given() == (pause(NOON), pause(NOON + HOUR))


def test_advice_is_replaced_by_its_later_state(history: Kind) -> None:
    """The oldest first."""
    answered = advice("b", state=AdviceState.ACCEPTED, answered_at=NOON, before=(AdviceState.OPEN,))
    history.put([advice("b"), advice("a", at=NOON + HOUR), advice("c", BEN)])
    history.put([answered])
    assert history.queue() == (answered, advice("c", BEN), advice("a", at=NOON + HOUR))


def test_a_batch_has_its_posts_and_decisions(history: Kind) -> None:
    """In the order of the decisions; one on a post that is not in it is left out."""
    one, two = post("1"), post("2")
    number = history.open_batch([two, one, one], NOON, "digest")
    other = history.open_batch([], NOON - HOUR, "digest")
    assert other > number
    assert list(history.batches(NOON, NOON)) == [
        Batch(number=number, now=NOON, rules="digest", posts=(("mastodon", "1"), ("mastodon", "2")))
    ]
    history.close_batch(number, [decided(two), decided(post("9")), decided(one)])
    history.close_batch(99, [decided(one)])
    empty, batch = history.batches(NOON - HOUR, NOON)
    assert (empty.number, empty.posts) == (other, ())
    assert batch.decisions == (decided(two), decided(one))
    assert ids(list(history.posts(*ALWAYS))) == ["1", "2"]


def test_readers_see_each_call_wholly_or_not_at_all(history: Kind) -> None:
    """While one thread adds two by two, another never finds an odd number."""

    def write() -> None:
        for number in range(60):
            history.add([post(f"{number}a"), post(f"{number}b")])

    writer = Thread(target=write)
    writer.start()
    counts = []
    while writer.is_alive():
        counts.append(len(list(history.posts(*ALWAYS))))
    writer.join()
    assert not any(count % 2 for count in counts)
    assert len(list(history.posts(*ALWAYS))) == 120


def test_what_cannot_be_added_adds_nothing(history: Kind) -> None:
    """A call that fails half-way has written nothing."""

    def broken() -> list[Item]:
        raise LookupError

    with pytest.raises(LookupError):
        history.add(item for _ in range(2) for item in [post("1"), *broken()])
    assert list(history.posts(*ALWAYS)) == []
    assert isinstance(history, MemoryHistory) or history.held(POSTS) is None


def test_a_time_without_a_zone_is_refused(history: Kind) -> None:
    """It says nothing about when it is; nothing is written."""
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(TypeError):
        history.add([post("1", seen_at=NOON)], since=naive)
    with pytest.raises(TypeError):
        history.record([act()], since=naive)
    with pytest.raises((TypeError, ValueError)):
        history.open_batch([post()], naive, "digest")
    assert not [*history.posts(*ALWAYS), *history.acts(*ALWAYS, (VIEW,)), *history.batches(*ALWAYS)]
    history.add([post()])
    with pytest.raises(TypeError):
        list(history.posts(naive, NOON))
