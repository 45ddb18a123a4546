from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedcurate.history.connections import Connections
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.activity import ActivityKind
from tests.history.things import ALWAYS, ANA, HOUR, NOON, act, decided, post

ALLOWED = re.compile(r"SCAN (accounts|identifiers|sight|seen|temp|counters|held|CONSTANT)|SCAN \(")


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every query that a history runs, as it is run."""
    seen: list[str] = []
    connect = Connections._connect  # noqa: SLF001 - there is no other way to hear of queries

    def listening(self: Connections) -> sqlite3.Connection:
        connection = connect(self)
        connection.set_trace_callback(seen.append)
        return connection

    monkeypatch.setattr(Connections, "_connect", listening)
    return seen


@contextmanager
def watched(path: Path, queries: list[str]) -> Iterator[SQLiteHistory]:
    """A history, and at the end a look at how SQLite went about what was asked of it."""
    with SQLiteHistory(path) as history:
        history.add([post("1", seen_at=NOON), post("2")])
        history.record([act()])
        queries.clear()
        yield history
        asked = [query for query in queries if query.lstrip().startswith(("SELECT", "UPDATE", "INSERT", "DELETE"))]
    assert asked
    with sqlite3.connect(path) as connection:
        for query in asked:
            plan = [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
            scans = [step for step in plan if "SCAN" in step and not ALLOWED.match(step)]
            assert not scans, (query, plan)
    connection.close()


def test_questions_look_at_no_more_than_they_have_to(path: Path, queries: list[str]) -> None:
    """No question but `people` and an export walks through a whole table."""
    with watched(path, queries) as history:
        mark = history.mark()
        list(history.posts(NOON, NOON + HOUR))
        list(history.posts(NOON, NOON + HOUR, ANA))
        list(history.posts(NOON, NOON + HOUR, mine=True))
        history.find([("mastodon", "1")])
        history.seen(NOON, NOON + HOUR)
        history.acts(NOON, NOON + HOUR, tuple(ActivityKind))
        history.acts(NOON, NOON + HOUR, tuple(ActivityKind), ANA)
        history.people()
        list(history.batches(*ALWAYS))
        history.changes(mark)


def test_writing_looks_at_no_more_than_it_has_to(path: Path, queries: list[str]) -> None:
    """Neither new posts nor newer ones."""
    with watched(path, queries) as history:
        number = history.open_batch([post("1", updated=NOON, author=None), post("3")], NOON, "digest")
        history.close_batch(number, [decided(post("3"))])
        history.record([act(id="a"), act(id="b")])
        history.record([act(id="a", mood=1)])
