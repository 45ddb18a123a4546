"""A history kept in a file.

In: what happens, batch after batch. Out: answers about it (`feedcurate.model.facts.Store`), also after a restart. One
process at a time writes, any number read meanwhile; what a call that returned has written is there even where the
process is killed, or the power goes off, right after it.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from types import TracebackType
from typing import TYPE_CHECKING, Self
from weakref import finalize

from feedcurate.engine.seen import Identity
from feedcurate.history import archiving, ask, ask_acts, erase, log
from feedcurate.history.base import Added, Erased
from feedcurate.history.connections import Connections
from feedcurate.history.dates import from_micros, to_micros
from feedcurate.history.faults import legible
from feedcurate.history.holding import hold
from feedcurate.history.people import pairs_of
from feedcurate.history.scope import scope_of
from feedcurate.history.texts import KnownPeople, PeopleReader
from feedcurate.history.write import Rows, Write, writing
from feedcurate.history.write_acts import Acts, write_acts
from feedcurate.history.write_posts import Posts, Readers, write_posts
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.decision import Decision
from feedcurate.model.facts import POSTS, Act, Changes, Seen
from feedcurate.model.item import Item
from feedcurate.model.record import Batch, Given, QueuedAdvice

if TYPE_CHECKING:
    from feedcurate.history.sqlite_audit import SQLiteRows


class SQLiteHistory:
    """What was recorded into a database, which is made where there is none; its folder has to be there.

    It holds what it was told since the earliest record of a kind, or since when it was said to be complete. `item` is
    the class of its posts. A call that has to wait for another writer gives up after `timeout` seconds. `max_pages`
    bounds the file, in pages of 4 KiB. Threads may share one; it is a context manager that closes it.

    Every method raises `HistoryError` where the file cannot be read or written: it is damaged, no database, another
    program's or a newer version's, the disk is full, or somebody else writes for too long. A call that raises has
    written nothing.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        item: type[Item] = Item,
        max_pages: int | None = None,
        timeout: float = 10.0,
    ) -> None:
        self.path = Path(path).absolute()
        self._readers = Readers(item.model_validate_json, PeopleReader(item))
        self._people = KnownPeople(self._readers.people)
        self._item = item
        self._rows = Rows()
        self._connections = Connections(str(self.path), timeout, max_pages)
        # Whoever forgets to close it gets it closed with the last reference, or with the process.
        self._end = finalize(self, self._connections.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what is asked of it afterwards raises `HistoryError`."""
        self._connections.close()

    def add(self, items: Iterable[Item], *, since: datetime | None = None) -> Added:
        """Remember posts, all or none of them (`History.add`). Raises TypeError for items of an unrelated class."""
        posts = Posts.of(items, self._item)
        with self._write() as write:
            hold(write.connection, POSTS, posts.dates, since)
            return write_posts(write, posts, self._readers)[0]

    def record(self, activities: Iterable[Activity], *, since: datetime | None = None) -> Added:
        """Remember activities, all or none of them; the same (source, id), or without an id an equal one, is one.

        Of one that comes again with something else in it, the later counts.
        """
        acts = Acts.of(activities)
        with self._write() as write:
            dates = defaultdict[ActivityKind, list[datetime]](list)
            for activity in acts.all:
                dates[activity.kind].append(activity.at)
            for kind, some in dates.items():
                hold(write.connection, kind, some, since)
            return write_acts(write, acts)

    def open_batch(self, items: Iterable[Item], now: datetime, rules: str) -> int:
        """Remember posts that are curated together as of `now` by the rules with a digest; the number of the batch."""
        posts = Posts.of(items, self._item)
        with self._write() as write:
            hold(write.connection, POSTS, (), now)
            _added, rows = write_posts(write, posts, self._readers)
            return log.open_batch(write.connection, to_micros(now), rules, sorted(rows.values()))

    def close_batch(self, number: int, decisions: Iterable[Decision]) -> None:
        """Remember what was decided on the posts of a batch; nothing where it was erased meanwhile."""
        rows = log.decision_rows(decisions)
        with self._connections.write() as connection:
            log.close_batch(connection, number, rows)

    def batches(self, start: datetime, end: datetime) -> Iterator[Batch]:
        """The batches curated as of `start` to `end`, both included, in that order; each is read when it is needed."""
        with self._connections.read() as connection:
            numbers = log.batch_numbers(connection, to_micros(start), to_micros(end))
        return self._batches(numbers)

    def _batches(self, numbers: Iterable[int]) -> Iterator[Batch]:
        for number in numbers:
            with self._reading() as connection:
                batch = log.batch(connection, number)
            if batch is not None:
                yield batch

    def give(self, given: Given) -> None:
        """Remember a pause or a stop."""
        with self._connections.write() as connection:
            log.give(connection, given)

    def given(self) -> tuple[Given, ...]:
        """The pauses and stops that were given, the oldest first."""
        with self._reading() as connection:
            return log.given(connection)

    def put(self, entries: Iterable[QueuedAdvice]) -> None:
        """Remember advice, each in place of the entry with its id."""
        known = list(entries)
        with self._connections.write() as connection:
            log.put(connection, known)

    def queue(self) -> tuple[QueuedAdvice, ...]:
        """Every advice that was ever offered, in its latest state, the oldest first."""
        with self._reading() as connection:
            return log.queue(connection)

    def seen(self, start: datetime, end: datetime) -> list[Seen]:
        """The posts seen or viewed from `start` to `end`, both included, once for every such instant, in order."""
        with self._reading() as connection:
            return ask.seen(connection, to_micros(start), to_micros(end), self._readers.item)

    def posts(self, start: datetime, end: datetime, by: Account | None = None, *, mine: bool = False) -> Iterator[Item]:
        """The posts dated from `start` to `end`, both included; of an account those that it wrote or reposted then.

        They are read while they are asked for, all as they were at the first.
        """
        first, last = to_micros(start), to_micros(end)
        with self._reading() as connection:
            if by is None:
                yield from ask.posts(connection, first, last, self._readers.item, self._people, mine=mine)
            else:
                yield from ask.posts_by(connection, first, last, pairs_of(by), self._readers.item, mine=mine)

    def find(self, posts: Collection[Identity]) -> list[Item]:
        """The posts with these (source, id)s, those that are there."""
        with self._reading() as connection:
            return ask.find(connection, posts, self._readers.item)

    def acts(
        self, start: datetime, end: datetime, kinds: Collection[ActivityKind], of: Account | None = None
    ) -> list[Act]:
        """The activities of some kinds that began from `start` to `end`, both included; `of`: about this account."""
        first, last = to_micros(start), to_micros(end)
        with self._reading() as connection:
            if of is None:
                return ask_acts.acts(connection, first, last, kinds, self._people)
            return ask_acts.acts_of(connection, first, last, kinds, pairs_of(of), self._people)

    def people(self) -> list[Account]:
        """Every author and reposter that anything identifies, each identity in the state of its latest post."""
        with self._reading() as connection:
            return ask.people(connection)

    def held(self, what: str) -> datetime | None:
        """Since when posts, or a kind of activity, are held completely; None: not at all."""
        with self._reading() as connection:
            found = connection.execute("SELECT since FROM held WHERE what = ?", (what,)).fetchone()
            return None if found is None else from_micros(found[0])

    def mark(self) -> Hashable:
        """Where the history is now, for `changes`; of use in other processes too."""
        with self._reading() as connection:
            return ask_acts.mark(connection)

    def changes(self, mark: Hashable) -> Changes | None:
        """What came in since a mark.

        A post that was seen at another instant counts as changed. None where something was taken out or replaced, or
        where an activity from before the mark is about a post from after it: its `Act` is no longer what it was.
        """
        match mark:
            case (int(file), int(change)):
                with self._reading() as connection:
                    return ask_acts.changes(connection, (file, change), self._readers.item, self._people)
            case _:
                return None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything that this thread reads inside is as it was at the start, whatever is written meanwhile."""
        with self._connections.read():
            yield

    @contextmanager
    def audit_rows(self) -> Iterator[SQLiteRows]:
        """What an audit reads, as plain rows, all of one moment."""
        from feedcurate.history.sqlite_audit import SQLiteRows

        with self._reading() as connection:
            yield SQLiteRows(connection, self._readers.item)

    def erase(
        self,
        *,
        account: Account | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        everything: bool = False,
    ) -> Erased:
        """Take out what concerns an account, what is dated from `start` to `end`, or everything; all or nothing.

        What is taken out is overwritten, and the file gets shorter. Raises ValueError where nothing is said.
        """
        scope = scope_of(account, start, end, everything=everything)
        with self._write() as write:
            if scope is None:
                gone = erase.erase_everything(write)
            else:
                gone = erase.erase(write, scope, self._readers.item, self._readers.people)
        with self._connections.alone() as connection:
            erase.give_back(connection, everything=everything)
        return gone

    def export(self) -> Iterator[Mapping[str, object]]:
        """Everything, as JSON objects of one key, all as it is when the first is asked for (`History.export`)."""
        with self._connections.own() as connection, legible(str(self.path)):
            for key, text in archiving.export(connection):
                yield {key: json.loads(text)}

    def restore(self, records: Iterable[Mapping[str, object]]) -> Added:
        """Remember what an export holds, all or nothing of it.

        Raises:
            HistoryError: a record cannot be read.
        """
        with writing(self._connections, self._rows) as write:
            return archiving.restore(write, records, self._item, self._readers, str(self.path))

    @contextmanager
    def _write(self) -> Iterator[Write]:
        with writing(self._connections, self._rows) as write, legible(str(self.path)):
            yield write

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._connections.read() as connection, legible(str(self.path)):
            yield connection
