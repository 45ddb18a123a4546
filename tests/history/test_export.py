from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from feedcurate.errors import HistoryError
from feedcurate.history.base import Added
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.facts import POSTS
from feedcurate.model.item import Item
from tests.history.test_erase import filled
from tests.history.things import ALWAYS, BEN, DAY, HOUR, LIKE, NOON, Kind, act, advice, everything, ids, post

NewStore = Callable[[], Kind]


@pytest.fixture(params=["memory", "sqlite"])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> NewStore:
    """A way to make another history."""
    if request.param == "memory":
        return MemoryHistory
    return lambda: SQLiteHistory(tmp_path / "new.db")


def test_an_export_can_be_restored(history: Kind, new: NewStore) -> None:
    """Into a history of either kind, which then gives the same export and the same answers."""
    filled(history)
    history.add([post("1", seen_at=NOON), post("1", seen_at=NOON + HOUR, updated=NOON), post("1", seen_at=NOON + DAY)])
    history.record([act(LIKE, id="a", duration="PT3.5S")], since=NOON - DAY)
    history.erase(end=NOON - 40 * DAY)
    copy = new()
    records = [json.loads(json.dumps(record)) for record in history.export()]
    assert {key for record in records for key in record} == {
        "item",
        "seen",
        "activity",
        "batch",
        "given",
        "advice",
        "held",
    }
    assert copy.restore(records) == Added(new=9)
    assert everything(copy) == everything(history)
    assert copy.people() == history.people()
    assert copy.seen(*ALWAYS) == history.seen(*ALWAYS)
    assert list(copy.batches(*ALWAYS)) == list(history.batches(*ALWAYS))
    assert copy.held(POSTS) == history.held(POSTS)
    assert copy.open_batch([], NOON, "digest") == history.open_batch([], NOON, "digest")
    assert copy.restore(records) == Added(known=9)


def test_restoring_adds_to_what_is_there(history: Kind) -> None:
    """A batch whose number is taken gets another; the rest is as if it had been recorded."""
    other = MemoryHistory()
    filled(other)
    number = history.open_batch([post("9", author=BEN)], NOON + HOUR, "another digest")
    history.restore(other.export())
    assert ids(list(history.posts(*ALWAYS))) == ["1", "2", "3", "9"]
    assert sorted((batch.number, batch.rules) for batch in history.batches(*ALWAYS)) == [
        (number, "another digest"),
        (number + 1, "digest"),
    ]
    assert history.queue() == other.queue()


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"item": {"text": "no id"}}, "record 2 of the export: `item.id`: field required"),
        ({"thing": {}}, "record 2 of the export is none of item, seen"),
        ({}, "record 2 of the export is none of"),
        ({"item": {"id": "1"}, "seen": {}}, "record 2 of the export is none of"),
        ({"held": {"what": "posts", "since": "yesterday"}}, "record 2 of the export: `held.since`"),
    ],
)
def test_a_record_that_cannot_be_read_restores_nothing(history: Kind, record: dict[str, object], message: str) -> None:
    """It is named."""
    with pytest.raises(HistoryError, match=message):
        history.restore([{"item": {"id": "0"}}, record])
    assert history.find([("unknown", "0")]) == []


def test_an_export_is_of_one_moment(history: Kind) -> None:
    """What is added while it is read is not in it."""
    history.add([post("1"), post("2")])
    export = iter(history.export())
    assert "item" in next(export)
    history.add([post("0"), post("3")])
    assert sum("item" in record for record in export) == 1


def test_posts_of_a_hosts_own_class_keep_their_fields(path: Path) -> None:
    """A history that was opened without the class says so, and takes no such posts."""

    class Mine(Item):
        stars: int | None = 3

    mine = Mine(id="1", published=NOON, stars=None)
    with SQLiteHistory(path, item=Mine) as history:
        history.add([mine, Item(id="2", published=NOON)])
        assert list(history.posts(*ALWAYS)) == [mine, Mine(id="2", published=NOON)]
        records = list(history.export())
    with SQLiteHistory(path) as plain:
        with pytest.raises(TypeError, match="Mine has fields"):
            plain.add([mine])
        with pytest.raises(HistoryError, match="holds a record that cannot be read"):
            list(plain.posts(*ALWAYS))
    copy = MemoryHistory()
    copy.restore(records, item=Mine)
    assert copy.find([("unknown", "1")]) == [mine]


def test_batches_may_have_any_number(history: Kind) -> None:
    """Also one that a database cannot count to."""
    batch = {"number": 10**30, "now": NOON.isoformat(), "rules": "digest", "posts": []}
    history.restore([{"batch": batch}, {"advice": json.loads(advice("a").model_dump_json())}])
    assert len(list(history.batches(*ALWAYS))) == 1
    assert history.open_batch([], NOON, "digest") > 0
