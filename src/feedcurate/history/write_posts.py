"""Posts into a database.

In: posts as they come. Out: rows in their newest states, when they were seen, and how many of them were new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from attrs import frozen
from pydantic import ValidationError

from feedcurate.engine.elements import dated, reposted_at, written_at
from feedcurate.engine.sameness import newer
from feedcurate.engine.seen import Identity, identity
from feedcurate.history.base import Added
from feedcurate.history.dates import to_micros
from feedcurate.history.lookup import rows_in
from feedcurate.history.people import AUTHOR, NO_DATE, REPOSTER
from feedcurate.history.texts import PeopleReader, item_text
from feedcurate.history.write import State, Write
from feedcurate.model.item import Item


@frozen
class Posts:
    """Posts of one call: each (source, id) once with its JSON, when they were seen, and what the call brought."""

    each: Mapping[Identity, tuple[Item, str]]
    seen: frozenset[tuple[Identity, int]]
    dates: tuple[datetime | None, ...]

    @classmethod
    def of(cls, items: Iterable[Item], kind: type[Item]) -> Posts:
        """Posts for a history that holds items of a class.

        Raises:
            TypeError: an item has fields that the class does not know.
        """
        newest: dict[Identity, Item] = {}
        seen: set[tuple[Identity, int]] = set()
        dates: list[datetime | None] = []
        for item in items:
            one = item if type(item) is kind else _as(kind, item)
            key = identity(one)
            rival = newest.get(key)
            newest[key] = one if rival is None else newer(rival, one)
            dates.append(dated(one))
            if one.seen_at is not None:
                seen.add((key, to_micros(one.seen_at)))
        return cls({key: (item, item_text(item)) for key, item in newest.items()}, frozenset(seen), tuple(dates))


@frozen
class Readers:
    """How a history reads the JSON of its posts."""

    item: Callable[[str], Item]
    people: PeopleReader


def write_posts(write: Write, posts: Posts, readers: Readers) -> tuple[Added, dict[Identity, int]]:
    """Write posts; how many were new, and the row of each."""
    connection, change = write.connection, write.change
    (last,) = connection.execute("SELECT coalesce(max(row), 0) FROM posts").fetchone()
    known = {(found[1], found[2]): found for found in rows_in(connection, _FIND, list({key[1] for key in posts.each}))}
    rows: dict[Identity, int] = {}
    fresh: list[tuple[object, ...]] = []
    newer_ones = 0
    for key, (item, text) in posts.each.items():
        found = known.get(key)
        if found is None:
            rows[key] = last = last + 1
            fresh.append((last, *_columns(write, item, last), change, change, text))
            continue
        rows[key], before = found[0], found[7]
        if before != text and (stored := readers.item(before)) != newer(stored, item):
            newer_ones += 1
            _replace(write, found, item, text)
    connection.executemany(_INSERT, fresh)
    _write_seen(write, posts, rows, first=last - len(fresh) + 1)
    write.settle(readers.people)
    write.changed = write.changed or bool(fresh) or newer_ones > 0
    return Added(len(fresh), newer_ones, len(posts.dates) - len(fresh) - newer_ones), rows


def _columns(write: Write, item: Item, row: int) -> tuple[Any, ...]:
    """The columns of a post from `source` to `mine`; its people are noted."""
    author = write.row_of(item.author)
    wrote = _micros(written_at(item))
    if author is not None and item.author is not None:
        write.note(author, State((NO_DATE if wrote is None else wrote, item.source, item.id, AUTHOR), row, item.author))
    reposter = sent = None
    if item.via is not None and item.via.account is not None:
        reposter, sent = write.row_of(item.via.account), _micros(reposted_at(item))
        age = (NO_DATE if sent is None else sent, item.source, item.id, REPOSTER)
        write.note(reposter, State(age, row, item.via.account))
    at = wrote if item.via is None else _micros(dated(item))
    return item.source, item.id, at, author, wrote, reposter, sent, int(item.mine is True)


def _replace(write: Write, found: tuple[Any, ...], item: Item, text: str) -> None:
    row, _source, _id, author, wrote, reposter, sent, _text = found
    columns = _columns(write, item, row)
    for before, after in (((author, wrote), columns[3:5]), ((reposter, sent), columns[5:7])):
        # What is by the same account and no earlier is at least as late a state of it as before.
        if before[0] is not None and (before[0] != after[0] or _is_earlier(after[1], before[1])):
            write.stale.add(before[0])
    if (author, reposter) != (columns[3], columns[5]) and _is_waited_for(write, item):
        write.broken = True
    write.connection.execute(_UPDATE, (*columns[2:], write.change, text, row))


def _is_earlier(left: int | None, right: int | None) -> bool:
    return right is not None and (left is None or left < right)


def _is_waited_for(write: Write, item: Item) -> bool:
    """Whether an activity is about a post."""
    query = "SELECT 1 FROM activities WHERE item = ? AND (source IS NULL OR source = ?) LIMIT 1"
    return write.connection.execute(query, (item.id, item.source)).fetchone() is not None


def _write_seen(write: Write, posts: Posts, rows: Mapping[Identity, int], first: int) -> None:
    """Write when posts were seen; a post from before this call, with a row below `first`, counts as changed."""
    connection = write.connection
    pairs = sorted((at, rows[key]) for key, at in posts.seen)
    connection.executemany(_SEEN, [pair for pair in pairs if pair[1] >= first])
    for pair in pairs:
        if pair[1] < first and connection.execute(_SEEN, pair).rowcount == 1:
            connection.execute("UPDATE posts SET change = ? WHERE row = ?", (write.change, pair[1]))
            write.changed = True


def _micros(instant: datetime | None) -> int | None:
    return None if instant is None else to_micros(instant)


def _as(kind: type[Item], item: Item) -> Item:
    try:
        return kind.model_validate_json(item_text(item))
    except ValidationError:
        message = f"this history holds {kind.__name__}, and {type(item).__name__} has fields that are not in it"
        raise TypeError(message) from None


_FIND = "SELECT row, source, id, author, written, reposter, reposted, json FROM posts WHERE id IN (%s)"
_INSERT = "INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_UPDATE = """
    UPDATE posts SET at = ?, author = ?, written = ?, reposter = ?, reposted = ?, mine = ?, change = ?, json = ?
    WHERE row = ?
"""
_SEEN = "INSERT OR IGNORE INTO seen VALUES (?, ?)"
