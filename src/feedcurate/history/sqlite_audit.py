"""What an audit reads of a history's database, a piece at a time.

In: a connection in a transaction. Out: `audit_rows.Rows`. A million rows handed over one by one cost more than finding
them, so SQLite joins the values of some hundreds of rows into one text (`group_concat`), which Python takes apart in
one go; while it does, a thread of its own lets SQLite make the next one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from sqlite3 import Connection
from typing import Any, TypeVar

from attrs import evolve
from pydantic import TypeAdapter

from feedcurate.history import ask
from feedcurate.history.audit_rows import NOBODY, REASONS, ActRow, Kind, Look, PostRows
from feedcurate.history.people import Pairs
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.item import Item

_VIEWS = 20_000
"""How many views are handed over at once."""
_POSTS = 2_000
_TICK = timedelta(microseconds=1)
_KINDS = ", ".join(sorted(f"'{kind.value}'" for kind in ActivityKind if kind is not ActivityKind.VIEW))

T = TypeVar("T")


class SQLiteRows:
    """The rows of a database; `read` reads one of its posts."""

    def __init__(self, connection: Connection, read: Callable[[str], Item]) -> None:
        self._connection = connection
        self._read = read
        self._lengths = _Lengths()
        self._kinds = _Kinds()
        self._strangers: dict[str, int] = {}

    def forms(self) -> Mapping[int, Pairs]:
        """See `Rows`."""
        found: dict[int, list[tuple[str, str]]] = {}
        for account, kind, value in self._connection.execute("SELECT account, kind, value FROM identifiers"):
            found.setdefault(account, []).append((kind, value))
        return {account: tuple(pairs) for account, pairs in found.items()}

    def people(self) -> Iterable[Account]:
        """See `Rows`."""
        return ask.people(self._connection)

    def named(self, start: int, end: int) -> Mapping[int, Account]:
        """See `Rows`."""
        found: dict[int, Account] = {}
        for form, _at, text in self._connection.execute(_NAMED, (start, end)):
            account = Activity.model_validate_json(text).account
            if account is not None:
                found[form] = account
        return found

    def moods(self, start: int, end: int) -> Sequence[tuple[int, int | None]]:
        """See `Rows`."""
        return self._connection.execute(_MOODS, (start, end)).fetchall()

    def sights(self, start: int, end: int) -> Collection[int]:
        """See `Rows`. Views of a post of no particular source are looked up here; of others `acts` tells the post."""
        return {row for query in (_SEEN, _VIEWED) for (row,) in self._connection.execute(query, (start, end))}

    def acts(self, start: int, end: int) -> Iterator[Sequence[ActRow]]:
        """See `Rows`."""
        for views, others in _ahead(self._slices(start, end)):
            rows = [*self._act_rows(views), *self._act_rows(others)]
            rows.sort()
            yield rows

    def _slices(self, start: int, end: int) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
        """The views of one stretch of time after the other, joined, and everything else in it."""
        while start <= end:
            found = self._connection.execute(_NTH_VIEW, (start, end, _VIEWS)).fetchone()
            last = end if found is None else found[0]
            views, others = (
                self._connection.execute(query, (start, last)).fetchone() for query in (_VIEWS_IN, _OTHERS_IN)
            )
            yield views, others
            start = last + 1

    def _act_rows(self, joined: tuple[Any, ...]) -> Iterable[ActRow]:
        ats, lengths, kinds, posts, accounts = joined
        if ats is None:
            return ()
        known = _numbers(accounts)
        return zip(
            _numbers(ats),
            map(self._lengths.__getitem__, lengths.split("\n")),
            (kinds,) * len(known) if kinds == "view" else kinds.split("\n"),
            self._posts_of(posts),
            known,
            strict=True,
        )

    def _posts_of(self, joined: str) -> list[int]:
        if "[" not in joined:
            return _numbers(joined)
        return [self._stranger(post) if post[0] == "[" else int(post) for post in joined.split("\n")]

    def _stranger(self, name: str) -> int:
        """The number of a post that is not there: below zero, where no row is."""
        return self._strangers.setdefault(name, -1 - len(self._strangers))

    def posts(self, start: int, end: int, besides: Collection[int], look: Look | None) -> Iterator[PostRows]:
        """See `Rows`."""
        left = {number for number in besides if number > 0}
        for joined in _ahead(self._ranges(start, end, _IN_RANGE if look is None else _IN_RANGE_WITH_TEXT)):
            rows = self._rows(joined, came=True)
            left.difference_update(rows.numbers)
            yield rows if look is None else evolve(rows, topics=self._topics(joined[-1].split(b"\n"), joined[-1], look))
        for joined in _ahead(self._single(sorted(left))):
            yield self._rows(joined, came=False)

    def strays(self, start: int, end: int) -> Collection[int]:
        """See `Rows`. This reads through all posts."""
        return [form for (form,) in self._connection.execute(_STRAYS, (start, end))]

    def _ranges(self, start: int, end: int, query: str) -> Iterator[tuple[Any, ...]]:
        first, last = self._connection.execute(_ENDS, (start, end)).fetchone()
        if first is None:
            return
        for row in range(first, last + 1, _POSTS):
            found = self._connection.execute(query, (row, row + _POSTS - 1, start, end)).fetchone()
            if found[0] is not None:
                yield found

    def _single(self, rows: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        for place in range(0, len(rows), _POSTS):
            found = self._connection.execute(_BY_ROW, (json.dumps(rows[place : place + _POSTS]),)).fetchone()
            if found[0] is not None:
                yield found

    def _rows(self, joined: tuple[Any, ...], *, came: bool) -> PostRows:
        numbers, kinds, views, *_ = joined
        counts = enumerate(views.split("\n")) if views.strip("\n") else ()
        return PostRows(
            came=came,
            numbers=_numbers(numbers),
            kinds=list(map(self._kinds.__getitem__, kinds.split("\n"))),
            topics={},
            views={place: int(count) for place, count in counts if count},
        )

    def _topics(self, texts: Sequence[bytes], joined: bytes, look: Look) -> Mapping[int, tuple[int, ...]]:
        found = {place: look.topics(self._read(texts[place].decode())) for place in look.candidates(texts, joined)}
        return {place: topics for place, topics in found.items() if topics}


class _Lengths(dict[str | None, int]):
    """Durations as JSON has them, in microseconds; the same few hundred come again and again."""

    _MOST = 50_000

    def __missing__(self, text: str | None) -> int:
        if len(self) >= self._MOST:
            self.clear()
        length = 0 if not text else _DURATION.validate_python(text) // _TICK
        self[text] = length
        return length


class _Kinds(dict[str, Kind]):
    """What posts are taken for, as the queries write it; there are fewer of these than posts."""

    def __missing__(self, text: str) -> Kind:
        author, reposter, mine, reason = text.split(" ")
        self[text] = kind = Kind(int(author), int(reposter), mine == "1", REASONS.index(reason))
        return kind


def _numbers(joined: str) -> list[int]:
    return list(map(int, joined.split("\n")))


def _ahead(pieces: Iterator[T]) -> Iterator[T]:
    """The same pieces, each made while the one before is being worked on."""
    with ThreadPoolExecutor(1) as other:
        coming = other.submit(next, pieces, None)
        while (piece := coming.result()) is not None:
            coming = other.submit(next, pieces, None)
            yield piece


_DURATION = TypeAdapter(timedelta)

_LENGTH = "ifnull(json_extract(activities.json, '$.duration'), '')"
# The post that an activity is about, as in `ask_acts`; of one that is not there what the activity calls it.
_POST = """coalesce(
    (SELECT row FROM posts WHERE id = activities.item AND (activities.source IS NULL OR source = activities.source)
    ORDER BY source LIMIT 1),
    CASE WHEN item IS NULL THEN 0 ELSE json_array(ifnull(source, 'unknown'), item) END
)"""
_VIEWS_IN, _OTHERS_IN = (
    f"""
    SELECT group_concat(at, char(10)), group_concat({_LENGTH}, char(10)), {kind}, group_concat({_POST}, char(10)),
    group_concat(ifnull(account, {NOBODY}), char(10)) FROM activities WHERE kind {which} AND at BETWEEN ? AND ?
    """  # noqa: S608 - only what stands here goes in
    for kind, which in (("min(kind)", "= 'view'"), ("group_concat(kind, char(10))", f"IN ({_KINDS})"))
)
_NTH_VIEW = "SELECT at FROM activities WHERE kind = 'view' AND at BETWEEN ? AND ? ORDER BY at LIMIT 1 OFFSET ?"
_MOODS = """
    SELECT at, json_extract(json, '$.mood') FROM activities WHERE kind = 'checkin' AND at BETWEEN ? AND ? ORDER BY at
"""
# The columns beside an aggregate `max` are those of the row that has the largest.
_NAMED = """
    SELECT account, max(at), json FROM activities WHERE account IS NOT NULL AND at BETWEEN ? AND ? GROUP BY account
"""
_SEEN = "SELECT DISTINCT post FROM seen WHERE at BETWEEN ? AND ?"
_VIEWED = """
    SELECT DISTINCT posts.row FROM activities CROSS JOIN posts ON posts.id = activities.item
    WHERE activities.kind = 'view' AND activities.at BETWEEN ? AND ? AND activities.source IS NULL
"""
_STRAYS = """
    SELECT DISTINCT author FROM posts
    WHERE author IS NOT NULL AND +written BETWEEN ?1 AND ?2 AND (at IS NULL OR +at NOT BETWEEN ?1 AND ?2)
"""
_ENDS = "SELECT min(row), max(row) FROM posts WHERE at BETWEEN ? AND ?"
# `+at`: by row, not by date.
_RANGE = "row BETWEEN ? AND ? AND +at BETWEEN ? AND ?"
_IN_RANGE, _IN_RANGE_WITH_TEXT, _BY_ROW = (
    f"""
    SELECT group_concat(row, char(10)),
    group_concat(
        ifnull(author, {NOBODY}) || ' ' || ifnull(reposter, {NOBODY}) || ' ' || mine || ' ' ||
        ifnull(json_extract(json, '$.reason'), 'unknown'),
        char(10)
    ),
    group_concat(ifnull(json_extract(json, '$.views'), ''), char(10)) {more} FROM posts WHERE {which}
    """  # noqa: S608 - only what stands here goes in
    for more, which in (
        ("", _RANGE),
        (", cast(group_concat(json, char(10)) AS BLOB)", _RANGE),
        ("", "row IN (SELECT value FROM json_each(?))"),
    )
)
