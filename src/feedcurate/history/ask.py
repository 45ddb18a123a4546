"""Questions to a history's database about posts and people.

In: a connection in a transaction. Out: rows of SQL turned into records; which of them there are is SQL's business.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from sqlite3 import Connection

from feedcurate.engine.seen import Identity
from feedcurate.history.dates import from_micros
from feedcurate.history.lookup import rows_in
from feedcurate.history.people import NO_DATE, Pairs, one_each
from feedcurate.history.texts import KnownPeople
from feedcurate.model.account import Account
from feedcurate.model.facts import Seen
from feedcurate.model.item import Item

ReadItem = Callable[[str], Item]


def seen(connection: Connection, start: int, end: int, read: ReadItem) -> list[Seen]:
    """The posts seen or viewed in a time, in order; a post that was seen often is read once."""
    items: dict[int, Item] = {}
    found: list[Seen] = []
    for at, row, text in connection.execute(_SEEN, {"start": start, "end": end}).fetchall():
        if row not in items:
            items[row] = read(text)
        found.append(Seen(items[row], from_micros(at)))
    return found


def posts(
    connection: Connection, start: int, end: int, read: ReadItem, people: KnownPeople, *, mine: bool
) -> Iterator[Item]:
    """The posts dated in a time, in order, read one by one: there may be more than memory holds."""
    for row, change, text in connection.execute(_MINE if mine else _POSTS, (start, end)):
        item = read(text)
        people.note((row, change), (item.author, None if item.via is None else item.via.account))
        yield item


def posts_by(connection: Connection, start: int, end: int, pairs: Pairs, read: ReadItem, *, mine: bool) -> list[Item]:
    """The posts that an account wrote or reposted in a time."""
    texts: dict[int, str] = {}
    for row in accounts(connection, pairs):
        texts.update(connection.execute(_WRITTEN, (row, start, end)))
        texts.update(connection.execute(_REPOSTED, (row, start, end)))
    found = [read(texts[row]) for row in sorted(texts)]
    return [item for item in found if item.mine or not mine]


def find(connection: Connection, keys: Collection[Identity], read: ReadItem) -> list[Item]:
    """The posts with some sources and ids."""
    wanted = set(keys)
    rows = rows_in(connection, _NAMED, list({name for _source, name in wanted}))
    return [read(text) for source, name, text in rows if (source, name) in wanted]


def accounts(connection: Connection, pairs: Pairs) -> list[int]:
    """The rows of the accounts that have one of some identifiers."""
    query = "SELECT account FROM identifiers WHERE kind = ? AND value = ?"
    return sorted({row for pair in pairs for (row,) in connection.execute(query, pair)})


def people(connection: Connection) -> list[Account]:
    """Every author and reposter, each identity in its latest state."""
    pairs: dict[int, list[tuple[str, str]]] = {}
    for account, kind, value in connection.execute("SELECT account, kind, value FROM identifiers"):
        pairs.setdefault(account, []).append((kind, value))
    states = [
        (tuple(pairs[row]), (NO_DATE if at is None else at, source, name, role), text)
        for row, at, source, name, role, text in connection.execute(_PEOPLE)
    ]
    return [Account.model_validate_json(text) for text in one_each(states)]


_NAMED = "SELECT source, id, json FROM posts WHERE id IN (%s)"
_POSTS = "SELECT row, change, json FROM posts WHERE at BETWEEN ? AND ? ORDER BY at"
_MINE = "SELECT row, change, json FROM posts WHERE mine AND at BETWEEN ? AND ? ORDER BY at"
_WRITTEN = "SELECT row, json FROM posts WHERE author = ? AND written BETWEEN ? AND ?"
_REPOSTED = "SELECT row, json FROM posts WHERE reposter = ? AND reposted BETWEEN ? AND ?"
_PEOPLE = """
    SELECT accounts.row, accounts.at, posts.source, posts.id, accounts.role, accounts.json
    FROM accounts CROSS JOIN posts ON posts.row = accounts.post
"""
# CROSS JOIN keeps SQLite from starting with the posts, which are many.
_SEEN = """
    SELECT sight.at, posts.row, posts.json FROM (
        SELECT at, post FROM seen WHERE at BETWEEN :start AND :end
        UNION
        SELECT activities.at, posts.row FROM activities CROSS JOIN posts ON posts.id = activities.item
        WHERE activities.kind = 'view' AND activities.at BETWEEN :start AND :end
        AND (activities.source IS NULL OR activities.source = posts.source)
    ) AS sight CROSS JOIN posts ON posts.row = sight.post
    ORDER BY sight.at, posts.source, posts.id
"""
