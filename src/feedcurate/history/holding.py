"""Since when a database holds things, kept in it.

In: a transaction, and the dates of what comes in. Out: a row for each thing that is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from sqlite3 import Connection

from feedcurate.history.dates import from_micros, to_micros
from feedcurate.history.held import since_when


def hold(connection: Connection, what: str, dates: Iterable[datetime | None], since: datetime | None) -> None:
    """Note that a thing is held since an instant, or since its dates; an earlier note stays."""
    begin = since_when(dates, since)
    if begin is not None:
        connection.execute(_KEEP_EARLIER, (what, to_micros(begin)))


def held(connection: Connection) -> dict[str, datetime]:
    """Since when everything is held."""
    return {what: from_micros(since) for what, since in connection.execute("SELECT what, since FROM held")}


def put_held(connection: Connection, left: Mapping[str, datetime]) -> None:
    """Hold just this."""
    connection.execute("DELETE FROM held")
    connection.executemany("INSERT INTO held VALUES (?, ?)", [(what, to_micros(at)) for what, at in left.items()])


_KEEP_EARLIER = """
    INSERT INTO held VALUES (?, ?)
    ON CONFLICT (what) DO UPDATE SET since = min(since, excluded.since)
"""
