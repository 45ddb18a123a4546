from __future__ import annotations

from pathlib import Path

import pytest

from feedcurate.history.base import Erased
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import ActivityKind
from feedcurate.model.facts import Seen
from tests.history.things import (
    ALWAYS,
    ANA,
    BEN,
    DAY,
    HOUR,
    NOON,
    VIEW,
    Kind,
    act,
    advice,
    decided,
    everything,
    ids,
    pause,
    post,
    repost,
)


def filled(history: Kind) -> None:
    """Two people, a day apart: Ana at noon, Ben the day after, and a repost of one by the other."""
    posts = [post("1"), post("2", NOON + DAY, BEN), repost("3", NOON + DAY, BEN, ANA), post("4", None, ANA)]
    number = history.open_batch(posts, NOON, "digest")
    history.close_batch(number, [decided(one) for one in posts])
    history.record([act(), act(item="2", at=NOON + DAY), act(item=None, at=NOON + DAY), act(item="8", account=ANA)])
    history.give(pause(NOON))
    history.put([advice("a", ANA, NOON), advice("b", BEN, NOON + DAY)])


def test_something_has_to_be_said(history: Kind) -> None:
    """And not everything together with something."""
    with pytest.raises(ValueError, match="say what to erase"):
        history.erase()
    with pytest.raises(ValueError, match="say what to erase"):
        history.erase(account=ANA, everything=True)


def test_erasing_an_account(history: Kind) -> None:
    """Its posts and reposts of them, what is about it or them, the decisions on them and the advice on it."""
    filled(history)
    assert history.erase(account=Account(handle="ana@b.social")) == Erased(3, 2, 3, 1)
    assert ids(list(history.posts(*ALWAYS))) == ["2"]
    assert sorted(one.activity.item or "" for one in history.acts(*ALWAYS, list(ActivityKind))) == ["", "2"]
    (batch,) = history.batches(*ALWAYS)
    assert (batch.posts, batch.decisions) == ((("mastodon", "2"),), (decided(post("2")),))
    assert history.queue() == (advice("b", BEN, NOON + DAY),)
    assert history.given() == (pause(),)
    assert history.people() == [BEN]
    assert not any("ana" in record for record in everything(history))


def test_erasing_a_time(history: Kind) -> None:
    """What is dated in it, both ends included, with the decisions on its posts and its batches."""
    filled(history)
    assert history.erase(start=NOON, end=NOON) == Erased(1, 2, 4, 1)
    assert ids(list(history.posts(*ALWAYS))) == ["2", "3"]
    assert history.find([("mastodon", "4")]) == [post("4", None)]
    assert list(history.batches(*ALWAYS)) == []
    assert history.given() == ()
    assert [entry.id for entry in history.queue()] == ["b"]
    assert len(history.acts(*ALWAYS, (VIEW,))) == 2


def test_erasing_a_post_erases_the_decisions_on_it(history: Kind) -> None:
    """Whenever they were made: they quote it."""
    number = history.open_batch([post("1"), post("2", NOON + DAY)], NOON + 2 * DAY, "digest")
    history.close_batch(number, [decided(post("1")), decided(post("2"))])
    assert history.erase(end=NOON) == Erased(1, 0, 1, 0)
    (batch,) = history.batches(*ALWAYS)
    assert (batch.posts, batch.decisions) == ((("mastodon", "2"),), (decided(post("2")),))


def test_erasing_a_time_of_an_account(history: Kind) -> None:
    """What fits both."""
    filled(history)
    assert history.erase(account=BEN, start=NOON + DAY) == Erased(2, 1, 2, 1)
    assert ids(list(history.posts(*ALWAYS))) == ["1"]
    assert history.people() == [ANA]
    assert history.erase(account=BEN) == Erased()
    assert history.erase(account=ANA, start=NOON + DAY) == Erased()
    assert history.erase(account=ANA, end=NOON) == Erased(1, 2, 2, 1)
    assert history.erase(account=Account(name="nobody in particular")) == Erased()


def test_when_a_post_was_seen_is_erased_with_its_time(history: Kind) -> None:
    """Also where the post is from another time and stays, and where it says itself when it was seen."""
    history.add([post("1", seen_at=NOON + HOUR), post("2", NOON + DAY, BEN, seen_at=NOON + HOUR)])
    history.add([post("1", NOON - DAY, seen_at=NOON + DAY)])
    history.erase(account=ANA, start=NOON + HOUR, end=NOON + HOUR)
    assert {(one.item.id, one.at) for one in history.seen(*ALWAYS)} == {("1", NOON + DAY), ("2", NOON + HOUR)}
    history.erase(start=NOON + HOUR, end=NOON + HOUR)
    (one,) = history.seen(*ALWAYS)
    assert one == Seen(history.find([("mastodon", "1")])[0], NOON + DAY)
    assert all(item.seen_at != NOON + HOUR for item in history.posts(*ALWAYS))


def test_people_are_in_the_latest_state_that_is_left(history: Kind) -> None:
    """Of the posts that were not erased."""
    renamed = ANA.model_copy(update={"name": "Ana B"})
    history.add([post("1", NOON, ANA), post("2", NOON + DAY, renamed)])
    history.erase(start=NOON + HOUR)
    assert history.people() == [ANA]


def test_erasing_everything_leaves_a_new_history(history: Kind) -> None:
    """Which takes in what comes."""
    empty = everything(history)
    filled(history)
    mark = history.mark()
    assert history.erase(everything=True) == Erased(4, 4, 4, 2)
    assert everything(history) == empty
    assert history.changes(mark) is None
    filled(history)
    assert len(list(history.posts(*ALWAYS))) == 3


def test_rows_of_erased_accounts_do_not_come_back_as_others(path: Path) -> None:
    """What one connection remembers of accounts is worth nothing once another has erased something."""
    with SQLiteHistory(path) as one, SQLiteHistory(path) as other:
        one.add([post("1", author=ANA)])
        other.erase(account=ANA)
        other.add([post("2", author=BEN)])
        one.add([post("3", author=ANA)])
        assert ids(list(other.posts(*ALWAYS, ANA))) == ["3"]
        assert ids(list(one.posts(*ALWAYS, BEN))) == ["2"]


def test_nothing_of_what_is_erased_is_in_the_file(path: Path) -> None:
    """Neither in the database nor in its log, while it is open."""
    private = "the thing nobody should read"
    with SQLiteHistory(path) as history:
        history.add(post(str(number), text=private + "!" * 3_000, author=BEN) for number in range(200))
        history.add([post("a", text="harmless")])
        history.record([act(item="5", account=Account(id="private thing", source="x"))])
    with SQLiteHistory(path) as history:
        size = path.stat().st_size
        history.erase(account=BEN)
        stored = b"".join(file.read_bytes() for file in path.parent.iterdir())
        assert private.encode() not in stored
        assert b"private thing" not in stored
        assert b"harmless" in stored
        assert path.stat().st_size < size / 2
        history.erase(everything=True)
        assert b"harmless" not in b"".join(file.read_bytes() for file in path.parent.iterdir())
