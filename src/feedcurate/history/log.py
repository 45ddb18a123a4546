"""Batches and decisions, pauses given and advice, in a history's database.

In: a connection in a transaction, and frozen records. Out: the same records.
"""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection

from feedcurate.history.dates import from_micros, to_micros
from feedcurate.history.texts import advice_text, text_of
from feedcurate.model.decision import Decision
from feedcurate.model.record import Batch, Given, QueuedAdvice

_BITS = 63


def open_batch(connection: Connection, now: int, rules: str, posts: Iterable[int], number: int | None = None) -> int:
    """A new batch of posts, by their rows; its number, the next one unless one is given."""
    if number is None:
        (number,) = connection.execute("SELECT value + 1 FROM counters WHERE name = 'batch'").fetchone()
    connection.execute("UPDATE counters SET value = max(value, ?) WHERE name = 'batch'", (number,))
    connection.execute("INSERT INTO batches VALUES (?, ?, ?)", (number, now, rules))
    connection.executemany("INSERT INTO decisions (batch, post) VALUES (?, ?)", [(number, row) for row in posts])
    return number


def decision_rows(decisions: Iterable[Decision]) -> list[tuple[int, str, str, str]]:
    """Decisions as a database keeps them: their place, their JSON, and the post."""
    each = {(one.source, one.id): one for one in decisions}
    return [(place, text_of(one), one.id, one.source) for place, one in enumerate(each.values())]


def close_batch(connection: Connection, number: int, rows: Iterable[tuple[int, str, str, str]]) -> None:
    """Remember decisions on the posts of a batch, in place of those before."""
    connection.execute("UPDATE decisions SET place = NULL, json = NULL WHERE batch = ?", (number,))
    connection.executemany(_DECIDE, [(place, text, number, name, source) for place, text, name, source in rows])


def put_back(connection: Connection, batch: Batch) -> None:
    """Remember a batch of an export, under its number unless another has that, with those posts that are there."""
    now = to_micros(batch.now)
    number = batch.number if batch.number.bit_length() < _BITS else None
    found = connection.execute("SELECT now, rules FROM batches WHERE number = ?", (number,)).fetchone()
    if found == (now, batch.rules):
        connection.execute("DELETE FROM decisions WHERE batch = ?", (number,))
        connection.execute("DELETE FROM batches WHERE number = ?", (number,))
    elif found is not None:
        number = None
    query = "SELECT row FROM posts WHERE source = ? AND id = ?"
    posts = [row for key in dict.fromkeys(batch.posts) for (row,) in connection.execute(query, key)]
    close_batch(connection, open_batch(connection, now, batch.rules, posts, number), decision_rows(batch.decisions))


def batch_numbers(connection: Connection, start: int, end: int) -> list[int]:
    """The batches of a time, in order."""
    query = "SELECT number FROM batches WHERE now BETWEEN ? AND ? ORDER BY now, number"
    return [number for (number,) in connection.execute(query, (start, end))]


def batch(connection: Connection, number: int) -> Batch | None:
    """A batch with its decisions; None where it is no longer there."""
    found = connection.execute("SELECT now, rules FROM batches WHERE number = ?", (number,)).fetchone()
    if found is None:
        return None
    rows = connection.execute(_DECISIONS, (number,)).fetchall()
    return Batch(
        number=number,
        now=from_micros(found[0]),
        rules=found[1],
        posts=tuple(sorted((source, name) for source, name, _text in rows)),
        decisions=tuple(Decision.model_validate_json(text) for _source, _name, text in rows if text is not None),
    )


def give(connection: Connection, given: Given) -> None:
    """Remember a pause or a stop once."""
    query = "INSERT OR IGNORE INTO given (at, json) VALUES (?, ?)"
    connection.execute(query, (to_micros(given.at), text_of(given)))


def given(connection: Connection) -> tuple[Given, ...]:
    """The pauses and stops, the oldest first."""
    rows = connection.execute("SELECT json FROM given ORDER BY at, row").fetchall()
    return tuple(Given.model_validate_json(text) for (text,) in rows)


def put(connection: Connection, entries: Iterable[QueuedAdvice]) -> None:
    """Remember advice, each in place of the one with its id."""
    rows = [(entry.id, to_micros(entry.offered_at), advice_text(entry)) for entry in entries]
    connection.executemany("INSERT OR REPLACE INTO advice VALUES (?, ?, ?)", rows)


def queue(connection: Connection) -> tuple[QueuedAdvice, ...]:
    """Every advice, the oldest first."""
    rows = connection.execute("SELECT json FROM advice ORDER BY offered_at, id").fetchall()
    return tuple(QueuedAdvice.model_validate_json(text) for (text,) in rows)


_DECIDE = """
    UPDATE decisions SET place = ?, json = ?
    WHERE batch = ? AND post = (SELECT row FROM posts WHERE id = ? AND source = ?)
"""
_DECISIONS = """
    SELECT posts.source, posts.id, decisions.json FROM decisions CROSS JOIN posts ON posts.row = decisions.post
    WHERE decisions.batch = ? ORDER BY decisions.place
"""
