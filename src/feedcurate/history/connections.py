"""The connections of one history to its database.

In: a path. Out: connections that are in a transaction, one for writing at a time, any number for reading; every error
of SQLite becomes a `HistoryError`.

A process may be killed at any moment: the write-ahead log is complete, or what it says is not there. `synchronous` is
FULL, so that a call that returned is on the disk even where the power goes off a moment later; NORMAL would keep it
when the process is killed, and lose the last calls with the power.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from sqlite3 import Connection
from threading import Lock, RLock, local
from time import monotonic, sleep

from feedcurate.errors import HistoryError
from feedcurate.history.faults import told
from feedcurate.history.schema import VERSION, migrate, version_of

_NAP = 0.01


class Connections:
    """A connection for writing, and those for reading that nobody uses at the moment.

    Each question takes a connection and puts it back, so that threads may come and go; `reading` keeps one for its
    thread. A process that was forked off opens its own: SQLite's cannot be shared.
    """

    def __init__(self, path: str, timeout: float, max_pages: int | None) -> None:
        self.path = path
        self._timeout = timeout
        self._max_pages = max_pages
        self._writer: Connection | None = None
        self._left: tuple[object, ...] = ()
        self._start()
        with self.alone():
            pass

    def _start(self) -> None:
        self._process = os.getpid()
        self._closed = False
        self._writing = RLock()
        self._pool = Lock()
        self._idle: list[Connection] = []
        self._mine = local()
        self._writer = None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in a transaction that is written when the block ends, and forgotten when it raises."""
        with self.alone() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # After a full disk or a failed read SQLite may have taken everything back already.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """The connection for writing, in no transaction; other threads wait."""
        self._look_up()
        if not self._writing.acquire(timeout=self._timeout):
            raise HistoryError(f"`{self.path}` is being written to by another thread, which did not finish in time")
        try:
            with told(self.path):
                if self._closed:
                    raise HistoryError(f"`{self.path}` is closed")
                if self._writer is None:
                    self._writer = self._open_writer()
                yield self._writer
        finally:
            self._writing.release()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection in a transaction: everything that is read inside is of one moment, that of the outermost."""
        self._look_up()
        kept: Connection | None = getattr(self._mine, "connection", None)
        if kept is not None:
            with told(self.path):
                yield kept
            return
        with self.own() as connection:
            self._mine.connection = connection
            try:
                yield connection
            finally:
                self._mine.connection = None

    @contextmanager
    def own(self) -> Iterator[Connection]:
        """A connection in a transaction that `read` in the block does not use: for what goes on between questions."""
        self._look_up()
        with told(self.path):
            connection = self._take()
            try:
                connection.execute("BEGIN")
                # The moment is that of the first look, not of BEGIN.
                connection.execute("SELECT value FROM counters WHERE name = 'change'").fetchone()
                yield connection
            finally:
                self._give_back(connection)

    def close(self) -> None:
        """Close what is open; what is in use is closed when it is put back. More than once is fine."""
        if os.getpid() != self._process:
            return
        with self._pool:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        with self._writing, told(self.path):
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def _look_up(self) -> None:
        if os.getpid() != self._process:
            # Not closed: that would touch the files and locks of the process this one was forked off.
            self._left = (self._writer, self._idle, self._mine)
            closed = self._closed
            self._start()
            self._closed = closed

    def _take(self) -> Connection:
        with self._pool:
            if self._closed:
                raise HistoryError(f"`{self.path}` is closed")
            if self._idle:
                return self._idle.pop()
        connection = self._connect()
        connection.execute("PRAGMA query_only = ON")
        return connection

    def _give_back(self, connection: Connection) -> None:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            connection.close()
            raise
        with self._pool:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self) -> Connection:
        _begin(self.path)
        connection = sqlite3.connect(
            self.path, timeout=self._timeout, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -16000")
        return connection

    def _open_writer(self) -> Connection:
        with told(self.path):
            connection = self._connect()
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            return connection

    def _prepare(self, connection: Connection) -> None:
        if self._max_pages is not None:
            connection.execute(f"PRAGMA max_page_count = {int(self._max_pages)}")
        connection.execute("PRAGMA synchronous = FULL")
        # What is erased or replaced is overwritten: nothing of it stays behind in the file.
        connection.execute("PRAGMA secure_delete = ON")
        # What an import changes at once: pages that do not fit are written, and read, more than once.
        connection.execute("PRAGMA cache_size = -64000")
        # Four times what is usual: while much is written, the same pages go from the log into the file less often.
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
        version = version_of(connection, self.path)
        if version == 0:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        if version < VERSION:
            self._use_log(connection)
            connection.execute("BEGIN IMMEDIATE")
            # Another process may have been quicker.
            migrate(connection, version_of(connection, self.path))
            connection.execute("COMMIT")
        elif connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            self._use_log(connection)

    def _use_log(self, connection: Connection) -> None:
        """Make the database use a write-ahead log; SQLite does not wait for others here, so this does."""
        end = monotonic() + self._timeout
        mode = ""
        while not mode:
            try:
                (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > end:
                    raise
                sleep(_NAP)
        if mode != "wal":
            raise HistoryError(f"`{self.path}` cannot be kept there: the file system knows no write-ahead log")


def _begin(path: str) -> None:
    """Make an empty file that only its owner can read, where there is none; SQLite would let everybody read it."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
