"""What happened before, from files.

In: a database or JSON Lines of items (`--history`), and activities (`--activities`). Out: a history, and what could
not be read.
"""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import frozen

from feedcurate.cli import streams
from feedcurate.history.memory import MemoryHistory

if TYPE_CHECKING:
    from feedcurate.history.base import History
    from feedcurate.model.decision import InputProblem
    from feedcurate.model.item import Item

_SQLITE = b"SQLite format 3\0"
_DATABASES = (".db", ".sqlite", ".sqlite3")


@frozen
class Past:
    """A history, and what of its files could not be read."""

    history: History
    problems: tuple[InputProblem, ...]


def past(
    items: Path | None,
    activities: Path | None,
    make: type[Item],
    zone: tzinfo | None = None,
    *,
    may_begin: bool = False,
) -> Past:
    """The history that the files hold; no file, no history. `zone` is the reader's, for activities without an offset.

    `may_begin`: a database that is not there is made.

    Raises:
        click.UsageError: a file is not there, activities are in a database, or are given beside one.
        HistoryError: a database is none of this program's.
    """
    if activities is not None and _is_database(activities):
        raise click.UsageError(
            f"`{activities}` is a database, which this version cannot read: give JSON Lines, or name it as --history"
        )
    if items is not None and (_begins(items, may_begin) or _is_database(items)):
        if activities is not None:
            raise click.UsageError(
                f"`{items}` is a database, which keeps activities itself: "
                f"`feedcurate import {activities} --history {items}` puts these into it"
            )
        return Past(_database(items, make), ())
    history = MemoryHistory()
    problems: tuple[InputProblem, ...] = ()
    if items is not None:
        problems += _add_posts(history, items, make)
    if activities is not None:
        problems += _add_activities(history, activities, zone)
    return Past(history, problems)


def _begins(path: Path, may_begin: bool) -> bool:
    """Whether a database is to be made at a path; a name that no database has was probably misspelt."""
    if path.exists():
        return False
    if may_begin and path.suffix in _DATABASES:
        streams.say(f"note: {path} begins now")
        return True
    hint = f"; a database that is to be made has a name such as `{path.stem}.db`" if may_begin else ""
    raise click.UsageError(f"there is no file `{path}`{hint}")


def _is_database(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


def _database(path: Path, make: type[Item]) -> History:
    from feedcurate.history.sqlite import SQLiteHistory

    return SQLiteHistory(path, item=make)


def _add_posts(history: History, path: Path, make: type[Item]) -> tuple[InputProblem, ...]:
    from feedcurate.sources.read import read

    reading = read([str(path)], item=make)
    history.add(reading.items)
    return reading.problems


def _add_activities(history: History, path: Path, zone: tzinfo | None) -> tuple[InputProblem, ...]:
    from feedcurate.sources.activities import read_activities
    from feedcurate.sources.watched import StoreAddresses

    reading = read_activities([str(path)], zone=zone, known=StoreAddresses(history))
    for note in reading.notes:
        streams.say(f"note: {note}")
    history.record(reading.activities)
    return reading.problems
