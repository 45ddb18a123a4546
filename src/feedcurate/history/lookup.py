"""Many rows by their keys, some hundreds a query.

In: keys. Out: the rows that are there, in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from sqlite3 import Connection
from typing import Any

_AT_ONCE = 250


def rows_in(connection: Connection, query: str, keys: Collection[str] | Collection[bytes]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query that has one `%s`, in place of which a list of keys is looked for."""
    left = iter(keys)
    while some := list(islice(left, _AT_ONCE)):
        # As many places in every query, so that it is prepared once; the last key fills up what is left over.
        some += some[-1:] * (_AT_ONCE - len(some)) if len(keys) > _AT_ONCE else []
        yield from connection.execute(query % ", ".join("?" * len(some)), some)
