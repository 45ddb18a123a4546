"""A whole database as JSON, and back.

In: a connection in a transaction; the objects of an export. Out: such objects, record by record; a database that
holds them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from sqlite3 import Connection

from feedcurate.history import log
from feedcurate.history.archive import Archived, HeldSince, Record, SeenAgain, archived, read_archive
from feedcurate.history.base import Added
from feedcurate.history.dates import from_micros, to_micros
from feedcurate.history.faults import legible
from feedcurate.history.holding import held, hold
from feedcurate.history.texts import text_of
from feedcurate.history.write import Write
from feedcurate.history.write_acts import Acts, write_acts
from feedcurate.history.write_posts import Posts, Readers, write_posts
from feedcurate.model.activity import Activity
from feedcurate.model.item import Item

_AT_ONCE = 5_000


def export(connection: Connection) -> Iterator[tuple[str, str]]:
    """The kind and the JSON of every record; posts come first."""
    for (text,) in connection.execute("SELECT json FROM posts ORDER BY row"):
        yield "item", text
    for source, name, at, text in connection.execute(_SEEN):
        said = json.loads(text).get("seen_at")
        if said is None or to_micros(datetime.fromisoformat(said)) != at:
            yield "seen", text_of(SeenAgain(source=source, id=name, at=from_micros(at)))
    for (text,) in connection.execute("SELECT json FROM activities ORDER BY row"):
        yield "activity", text
    for (number,) in connection.execute("SELECT number FROM batches ORDER BY now, number"):
        batch = log.batch(connection, number)
        if batch is not None:
            yield "batch", text_of(batch)
    for (text,) in connection.execute("SELECT json FROM given ORDER BY at, row"):
        yield "given", text
    for (text,) in connection.execute("SELECT json FROM advice ORDER BY offered_at, id"):
        yield "advice", text
    for what, since in sorted(held(connection).items()):
        yield "held", text_of(HeldSince(what=what, since=since))


def restore(
    write: Write, records: Iterable[Mapping[str, object]], item: type[Item], readers: Readers, path: str
) -> Added:
    """Write what an export holds; how many of its posts and activities were new.

    Raises:
        HistoryError: a record cannot be read.
    """
    write.broken = True
    counts = [Added()]
    items: list[Item] = []
    activities: list[Activity] = []
    rest: list[Record] = []
    for record in read_archive(records, item):
        if isinstance(record, Item):
            items.append(record)
        elif isinstance(record, Activity):
            activities.append(record)
        else:
            rest.append(record)
        if len(items) + len(activities) >= _AT_ONCE:
            with legible(path):
                counts += _flush(write, items, activities, item, readers)
    with legible(path):
        counts += _flush(write, items, activities, item, readers)
        _restore_rest(write.connection, archived(rest))
    return Added(sum(one.new for one in counts), sum(one.newer for one in counts), sum(one.known for one in counts))


def _flush(
    write: Write, items: list[Item], activities: list[Activity], item: type[Item], readers: Readers
) -> tuple[Added, Added]:
    counts = write_posts(write, Posts.of(items, item), readers)[0], write_acts(write, Acts.of(activities))
    items.clear()
    activities.clear()
    return counts


def _restore_rest(connection: Connection, rest: Archived) -> None:
    sights = [(to_micros(one.at), one.id, one.source) for one in rest.seen]
    connection.executemany("INSERT OR IGNORE INTO seen SELECT ?, row FROM posts WHERE id = ? AND source = ?", sights)
    for batch in rest.batches:
        log.put_back(connection, batch)
    for given in rest.given:
        log.give(connection, given)
    log.put(connection, rest.advice)
    for what, since in rest.since.items():
        hold(connection, what, (), since)


_SEEN = """
    SELECT posts.source, posts.id, seen.at, posts.json FROM posts CROSS JOIN seen ON seen.post = posts.row
    ORDER BY posts.row, seen.at
"""
