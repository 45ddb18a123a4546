from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.facts import Act, Changes
from tests.history.things import ALWAYS, ANA, BEN, HOUR, LIKE, NOON, VIEW, Kind, act, ids, pause, post


def changes(history: Kind, mark: Hashable) -> Changes:
    """The changes, which can be said."""
    found = history.changes(mark)
    assert found is not None
    assert found.mark == history.mark()
    return found


def test_what_was_added_since_a_mark(history: Kind) -> None:
    """Posts, activities, and which posts were there before in another state."""
    history.add([post("1"), post("2")])
    history.record([act(item="1")])
    mark = history.mark()
    assert changes(history, mark) == Changes(mark)
    newer = post("1", updated=NOON)
    history.add([newer, post("2"), post("3")])
    history.record([act(LIKE, item="1"), act(item="1")])
    found = changes(history, mark)
    assert sorted(found.posts, key=lambda item: item.id) == [newer, post("3")]
    assert found.replaced == {("mastodon", "1")}
    assert found.acts == (Act(act(LIKE, item="1"), author=ANA, post=("mastodon", "1"), writer=ANA),)
    assert changes(history, found.mark) == Changes(found.mark)


def test_what_changes_nothing_is_no_change(history: Kind) -> None:
    """The mark stays where it was."""
    history.add([post("1", updated=NOON)])
    history.record([act()])
    mark = history.mark()
    history.add([post("1"), post("1", updated=NOON)])
    history.record([act()])
    history.give(pause())
    assert history.changes(mark) == Changes(history.mark())


def test_a_post_that_came_and_changed_since_is_new(history: Kind) -> None:
    """It is in its latest state."""
    mark = history.mark()
    history.add([post("1")])
    history.add([post("1", updated=NOON)])
    assert changes(history, mark).posts == (post("1", updated=NOON),)
    assert changes(history, mark).replaced == frozenset()


def test_a_post_that_was_seen_again_has_changed(history: Kind) -> None:
    """So that whoever counts what was seen hears of it."""
    new = post("1", updated=NOON)
    history.add([new])
    mark = history.mark()
    history.add([post("1", seen_at=NOON)])
    assert changes(history, mark).posts == (new,)
    assert changes(history, mark).replaced == {("mastodon", "1")}


def test_after_an_erasure_nothing_can_be_said(history: Kind) -> None:
    """But about what comes after it."""
    history.add([post("1"), post("2", author=BEN)])
    mark = history.mark()
    history.erase(account=BEN)
    assert history.changes(mark) is None
    after = history.mark()
    history.add([post("3")])
    assert ids(changes(history, after).posts) == ["3"]
    assert history.changes(mark) is None


def test_an_activity_that_was_replaced_is_no_simple_change(history: Kind) -> None:
    """What it was before no longer counts."""
    history.record([act(id="a")])
    mark = history.mark()
    history.record([act(LIKE, id="a")])
    assert history.changes(mark) is None
    assert changes(history, history.mark()) == Changes(history.mark())


def test_a_post_that_an_activity_waited_for_is_no_simple_change(history: Kind) -> None:
    """The activity is about somebody from then on; where both came since the mark, it simply is."""
    before = history.mark()
    history.record([act(item="1"), act(item="2", source=None), act(item="3", source="rss")])
    mark = history.mark()
    history.add([post("3")])
    assert ids(changes(history, mark).posts) == ["3"]
    history.add([post("2")])
    assert history.changes(mark) is None
    assert [one.author for one in changes(history, before).acts].count(ANA) == 1


def test_a_post_that_an_activity_is_about_and_that_is_by_somebody_else_now_is_no_simple_change(history: Kind) -> None:
    """Other posts may change hands."""
    history.add([post("1"), post("2")])
    history.record([act(item="1")])
    mark = history.mark()
    history.add([post("2", author=BEN, updated=NOON)])
    assert ids(changes(history, mark).posts) == ["2"]
    history.add([post("1", author=BEN, updated=NOON)])
    assert history.changes(mark) is None


def test_marks_of_other_histories_are_worth_nothing(path: Path) -> None:
    """Of another database, of memory, or no mark at all."""
    with SQLiteHistory(path) as history, SQLiteHistory(path.with_name("other.db")) as other:
        assert history.changes(other.mark()) is None
        assert history.changes(MemoryHistory().mark()) is None
        assert history.changes("yesterday") is None
        assert MemoryHistory().changes(history.mark()) is None


def test_what_another_connection_wrote_is_a_change(path: Path) -> None:
    """Each sees what the other added."""
    with SQLiteHistory(path) as one, SQLiteHistory(path) as other:
        mark = one.mark()
        other.add([post("1")])
        other.record([act(VIEW)])
        assert one.changes(mark) == other.changes(mark)
        assert ids(changes(one, mark).posts) == ["1"]


def test_what_is_read_together_is_of_one_moment(path: Path) -> None:
    """Also by a thread that writes meanwhile; blocks may stand in each other, and another history is not bound."""
    with SQLiteHistory(path) as history, SQLiteHistory(path) as other:
        history.add([post("1")])
        with history.reading():
            mark = history.mark()
            other.add([post("2")])
            with history.reading():
                history.record([act(at=NOON + HOUR)])
                assert ids(list(history.posts(*ALWAYS))) == ["1"]
            assert history.mark() == mark
            assert history.seen(*ALWAYS) == []
            assert ids(list(other.posts(*ALWAYS))) == ["1", "2"]
        assert history.mark() != mark
        assert ids(list(history.posts(*ALWAYS))) == ["1", "2"]


def test_memory_stands_still_while_it_is_read() -> None:
    """For others that write; the reading thread itself may."""
    history = MemoryHistory([post("1")])
    with history.reading(), history.reading():
        history.add([post("2")])
    assert ids(list(history.posts(*ALWAYS))) == ["1", "2"]
