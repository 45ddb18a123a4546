from __future__ import annotations

from datetime import timedelta

from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.facts import BEGINNING, POSTS
from tests.history.things import ANA, DAY, HOUR, LIKE, NOON, VIEW, Kind, act, post, repost

TICK = timedelta(microseconds=1)


def test_memory_holds_everything_it_was_told() -> None:
    """Posts always, a kind of activity once one came."""
    history = MemoryHistory()
    assert history.held(POSTS) == BEGINNING
    assert history.held(VIEW) is None
    history.record([act()], since=NOON)
    history.add([post()], since=NOON)
    assert (history.held(POSTS), history.held(VIEW), history.held(LIKE)) == (BEGINNING, NOON, None)
    history.record([act(at=NOON + HOUR)])
    assert history.held(VIEW) == BEGINNING


def test_a_database_holds_posts_since_its_oldest(path_history: SQLiteHistory) -> None:
    """Or since when it is told; an earlier instant stays."""
    history = path_history
    assert history.held(POSTS) is None
    history.add([post("0", None)])
    assert history.held(POSTS) is None
    history.add([post("1", NOON), repost("2", NOON - HOUR, ANA)])
    assert history.held(POSTS) == NOON - HOUR
    history.add([post("3", NOON - DAY)], since=NOON + DAY)
    assert history.held(POSTS) == NOON - HOUR
    history.add([], since=BEGINNING)
    assert history.held(POSTS) == BEGINNING


def test_a_database_holds_each_kind_of_activity_since_its_first(path_history: SQLiteHistory) -> None:
    """Or, of the kinds that occur, since when it is told."""
    history = path_history
    history.record([act(at=NOON), act(at=NOON - HOUR), act(LIKE, NOON + HOUR)])
    assert (history.held(VIEW), history.held(LIKE), history.held("reply")) == (NOON - HOUR, NOON + HOUR, None)
    history.record([act(LIKE, NOON + DAY)], since=NOON - DAY)
    assert (history.held(VIEW), history.held(LIKE)) == (NOON - HOUR, NOON - DAY)


def test_a_batch_is_held_from_its_instant_on(path_history: SQLiteHistory) -> None:
    """A feed shows what is new, not all there is; what was held before stays held."""
    history = path_history
    history.open_batch([post("1", NOON - DAY)], NOON, "digest")
    assert history.held(POSTS) == NOON
    history.open_batch([post("2", NOON - DAY)], NOON + HOUR, "digest")
    assert history.held(POSTS) == NOON


def test_erasing_the_beginning_leaves_what_comes_after(history: Kind) -> None:
    """What was held longer is held from just after the end of what was erased; another stretch changes nothing."""
    history.add([post()], since=BEGINNING)
    history.record([act(at=NOON + DAY)], since=NOON + DAY)
    history.erase(end=NOON)
    assert (history.held(POSTS), history.held(VIEW)) == (NOON + TICK, NOON + DAY)
    history.erase(start=NOON + HOUR, end=NOON + 2 * HOUR)
    assert history.held(POSTS) == NOON + TICK
    history.erase(account=ANA, end=NOON + 9 * DAY)
    assert history.held(POSTS) == NOON + TICK
    history.erase(start=BEGINNING)
    assert (history.held(POSTS), history.held(VIEW)) == (None, None)
    history.record([act(at=NOON + DAY)])
    assert history.held(VIEW) == NOON + DAY


def test_the_last_instant_may_be_erased(history: Kind) -> None:
    """There is none after it."""
    history.add([post()], since=BEGINNING)
    last = NOON.max.replace(tzinfo=NOON.tzinfo)
    history.erase(end=last)
    assert history.held(POSTS) == last
