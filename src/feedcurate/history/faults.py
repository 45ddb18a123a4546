"""What can go wrong with a database, in words.

In: an error of SQLite, or a record that cannot be read. Out: a `HistoryError` that names the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from feedcurate.errors import HistoryError

_WORDS: Mapping[int, str] = {
    sqlite3.SQLITE_BUSY: "is being written to by another program, which did not finish in time",
    sqlite3.SQLITE_LOCKED: "is being written to by another program, which did not finish in time",
    sqlite3.SQLITE_CORRUPT: "is damaged",
    sqlite3.SQLITE_NOTADB: "is no database, or a damaged one",
    sqlite3.SQLITE_FULL: "cannot grow any more, the disk is full; nothing of this call was written",
    sqlite3.SQLITE_READONLY: "cannot be written to",
    sqlite3.SQLITE_PERM: "may not be opened",
    sqlite3.SQLITE_AUTH: "may not be opened",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk failed, or the file was cut short",
}


@contextmanager
def told(path: str) -> Iterator[None]:
    """Raise what goes wrong with a database inside as `HistoryError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise HistoryError(f"`{path}` {_words(path, error)}") from error


@contextmanager
def legible(path: str) -> Iterator[None]:
    """Raise what goes wrong with reading rows inside as `HistoryError`: they were not written by this library."""
    try:
        yield
    except (ValueError, OverflowError) as error:
        raise HistoryError(f"`{path}` holds a record that cannot be read: {_first_line(error)}") from error


def _words(path: str, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_CANTOPEN:
        return _why_not_opened(Path(path))
    return f"{_WORDS.get(code, 'failed')} ({error})"


def _why_not_opened(path: Path) -> str:
    if path.is_dir():
        return "is a folder, not a database"
    if not path.parent.is_dir():
        return "cannot be opened: its folder does not exist"
    return "cannot be opened: it, or the folder it is in, may not be read or written"


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
