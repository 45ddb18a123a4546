"""Taking things out of a history's database, so that nothing of them stays in its file.

In: a transaction and a scope. Out: how much was taken out. `give_back` then shortens the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Connection

from feedcurate.history.ask import ReadItem, accounts
from feedcurate.history.base import Erased
from feedcurate.history.dates import to_micros
from feedcurate.history.held import cut
from feedcurate.history.holding import held, put_held
from feedcurate.history.scope import Scope, meant_advice
from feedcurate.history.texts import PeopleReader, item_text
from feedcurate.history.write import Write
from feedcurate.model.facts import BEGINNING
from feedcurate.model.record import QueuedAdvice

_TABLES = ("decisions", "batches", "given", "advice", "seen", "activities", "posts", "identifiers", "accounts", "held")


def erase_everything(write: Write) -> Erased:
    """Take out everything; the database is then as a new one, and no mark of before is worth anything."""
    connection = write.connection
    (posts, activities, decisions, advice) = connection.execute(
        "SELECT (SELECT count(*) FROM posts), (SELECT count(*) FROM activities), "
        "(SELECT count(json) FROM decisions), (SELECT count(*) FROM advice)"
    ).fetchone()
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above
    # Changes go on counting: what other programs remember of before must not look like something of after.
    write.changed = write.broken = write.erased = True
    connection.execute("UPDATE counters SET value = random() WHERE name = 'file'")
    connection.execute("UPDATE counters SET value = 0 WHERE name = 'batch'")
    return Erased(posts, activities, decisions, advice)


def erase(write: Write, scope: Scope, item: ReadItem, people: PeopleReader) -> Erased:
    """Take out what a scope means."""
    connection = write.connection
    write.changed = write.broken = write.erased = True
    _mark_theirs(connection, scope)
    start, end = _times(scope)
    times = {"start": start, "end": end, "timed": scope.timed, "all": scope.account is None}
    connection.execute(_GONE if scope.account is None else _GONE_OF_THEIRS, times)
    decisions = _erase_decisions(connection, times)
    activities = connection.execute(_ERASE_ACTS, times).rowcount
    if scope.timed:
        _unsee(connection, times, item)
    connection.execute("DELETE FROM seen WHERE post IN (SELECT row FROM temp.gone)")
    write.stale.update(row for (row,) in connection.execute(_PEOPLE_OF_GONE))
    posts = connection.execute("DELETE FROM posts WHERE row IN (SELECT row FROM temp.gone)").rowcount
    write.settle(people)
    advice = _erase_advice(connection, scope)
    if scope.account is None:
        connection.execute("DELETE FROM given WHERE at BETWEEN :start AND :end", times)
        _cut_held(connection, scope)
    for statement in _LEFT_OVER:
        connection.execute(statement)
    return Erased(posts, activities, decisions, advice)


def give_back(connection: Connection, *, everything: bool) -> None:
    """Shorten the file, and empty the log, in which older pages still stand.

    Where another program is reading at that moment, SQLite does that once it has finished; where the disk is full,
    once it is not. What was taken out is taken out either way.
    """
    try:
        if everything:
            connection.execute("VACUUM")
        else:
            # A page a step, without a result: only a script is carried on to its end.
            connection.executescript("PRAGMA incremental_vacuum")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
            raise


def _times(scope: Scope) -> tuple[int, int]:
    start = BEGINNING if scope.start is None else scope.start
    end = datetime.max.replace(tzinfo=BEGINNING.tzinfo) if scope.end is None else scope.end
    return to_micros(start), to_micros(end)


def _mark_theirs(connection: Connection, scope: Scope) -> None:
    """Put the account's rows, and its posts', into temporary tables, which are in memory only."""
    for statement in _TEMPORARY:
        connection.execute(statement)
    rows = [(row,) for row in accounts(connection, scope.pairs)]
    connection.executemany("INSERT INTO temp.account VALUES (?)", rows)
    connection.execute(_THEIRS)


def _erase_decisions(connection: Connection, times: Mapping[str, int]) -> int:
    counted = 0
    for condition in (_ON_GONE, _IN_ERASED_BATCH, _ON_THEIRS):
        count = f"SELECT count(json) FROM decisions WHERE {condition}"  # noqa: S608 - conditions stand below
        counted += connection.execute(count, times).fetchone()[0]
        connection.execute(f"DELETE FROM decisions WHERE {condition}", times)  # noqa: S608
    connection.execute("DELETE FROM batches WHERE :all AND now BETWEEN :start AND :end", times)
    return counted


def _unsee(connection: Connection, times: Mapping[str, int], item: ReadItem) -> None:
    """Forget when posts were seen, also where a post that stays says it itself."""
    found = connection.execute(_SIGHTS, times).fetchall()
    for at, row, text in found:
        connection.execute("DELETE FROM seen WHERE at = ? AND post = ?", (at, row))
        post = item(text)
        if post.seen_at is not None and to_micros(post.seen_at) == at:
            unseen = item_text(post.model_copy(update={"seen_at": None}))
            connection.execute("UPDATE posts SET json = ? WHERE row = ?", (unseen, row))


def _erase_advice(connection: Connection, scope: Scope) -> int:
    rows = connection.execute("SELECT id, json FROM advice").fetchall()
    gone = [(name,) for name, text in rows if meant_advice(scope, QueuedAdvice.model_validate_json(text))]
    connection.executemany("DELETE FROM advice WHERE id = ?", gone)
    return len(gone)


def _cut_held(connection: Connection, scope: Scope) -> None:
    put_held(connection, cut(held(connection), scope.start, scope.end))


_TEMPORARY = (
    "CREATE TEMP TABLE IF NOT EXISTS account (row INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS theirs (row INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS gone (row INTEGER PRIMARY KEY)",
    "DELETE FROM temp.account",
    "DELETE FROM temp.theirs",
    "DELETE FROM temp.gone",
)
_THEIRS = """
    INSERT INTO temp.theirs
    SELECT row FROM posts WHERE author IN (SELECT row FROM temp.account)
    UNION SELECT row FROM posts WHERE reposter IN (SELECT row FROM temp.account)
"""
_GONE = "INSERT INTO temp.gone SELECT row FROM posts WHERE at BETWEEN :start AND :end"
_GONE_OF_THEIRS = """
    INSERT INTO temp.gone SELECT posts.row FROM temp.theirs CROSS JOIN posts ON posts.row = theirs.row
    WHERE NOT :timed OR posts.at BETWEEN :start AND :end
"""
_ON_GONE = "post IN (SELECT row FROM temp.gone)"
_IN_ERASED_BATCH = ":all AND batch IN (SELECT number FROM batches WHERE now BETWEEN :start AND :end)"
_ON_THEIRS = """
    NOT :all AND post IN (SELECT row FROM temp.theirs)
    AND batch IN (SELECT number FROM batches WHERE now BETWEEN :start AND :end)
"""
_ERASE_ACTS = """
    DELETE FROM activities WHERE at BETWEEN :start AND :end AND (
        :all OR account IN (SELECT row FROM temp.account)
        OR EXISTS (
            SELECT 1 FROM posts WHERE id = activities.item
            AND (activities.source IS NULL OR source = activities.source) AND row IN (SELECT row FROM temp.theirs)
        )
    )
"""
_SIGHTS = """
    SELECT seen.at, posts.row, posts.json FROM seen CROSS JOIN posts ON posts.row = seen.post
    WHERE seen.at BETWEEN :start AND :end AND (:all OR seen.post IN (SELECT row FROM temp.theirs))
    AND seen.post NOT IN (SELECT row FROM temp.gone)
"""
_PEOPLE_OF_GONE = """
    SELECT author FROM posts WHERE row IN (SELECT row FROM temp.gone) AND author IS NOT NULL
    UNION SELECT reposter FROM posts WHERE row IN (SELECT row FROM temp.gone) AND reposter IS NOT NULL
"""
_LEFT_OVER = (
    """
    DELETE FROM accounts WHERE NOT EXISTS (SELECT 1 FROM posts WHERE author = accounts.row)
    AND NOT EXISTS (SELECT 1 FROM posts WHERE reposter = accounts.row)
    AND NOT EXISTS (SELECT 1 FROM activities WHERE account = accounts.row)
    """,
    "DELETE FROM identifiers WHERE account NOT IN (SELECT row FROM accounts)",
)
