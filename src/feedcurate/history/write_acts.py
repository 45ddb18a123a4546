"""Activities into a database.

In: activities as they come. Out: a row for each, and how many of them were new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from attrs import frozen

from feedcurate.history.base import Added
from feedcurate.history.dates import to_micros
from feedcurate.history.lookup import rows_in
from feedcurate.history.texts import activity_name, text_of
from feedcurate.history.write import Write
from feedcurate.model.activity import Activity


@frozen
class Acts:
    """Activities of one call: each once with its JSON, in its last state, and all that came."""

    each: Mapping[bytes, tuple[Activity, str]]
    all: tuple[Activity, ...]

    @classmethod
    def of(cls, activities: Iterable[Activity]) -> Acts:
        """Activities, each under the digest of what makes it one."""
        known = tuple(activities)
        each: dict[bytes, tuple[Activity, str]] = {}
        for activity in known:
            text = text_of(activity)
            name = activity_name(activity, text).encode("utf-8", "surrogatepass")
            each[blake2b(name, digest_size=16).digest()] = activity, text
        return cls(each, known)


def write_acts(write: Write, acts: Acts) -> Added:
    """Write activities; how many were new."""
    connection = write.connection
    known = {found[0]: found for found in rows_in(connection, _FIND, acts.each.keys())}
    fresh: list[tuple[object, ...]] = []
    newer = 0
    for name, (activity, text) in acts.each.items():
        found = known.get(name)
        if found is None:
            fresh.append((name, *_columns(write, activity), write.change, text))
        elif found[2] != text:
            newer += 1
            connection.execute(_UPDATE, (*_columns(write, activity), write.change, text, found[1]))
    connection.executemany(_INSERT, fresh)
    write.broken = write.broken or newer > 0
    write.changed = write.changed or bool(fresh) or newer > 0
    return Added(len(fresh), newer, len(acts.all) - len(fresh) - newer)


def _columns(write: Write, activity: Activity) -> tuple[object, ...]:
    account = write.row_of(activity.account)
    return activity.kind.value, to_micros(activity.at), activity.source, activity.item, account


_FIND = "SELECT name, row, json FROM activities WHERE name IN (%s)"
_INSERT = "INSERT INTO activities (name, kind, at, source, item, account, change, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_UPDATE = """
    UPDATE activities SET kind = ?, at = ?, source = ?, item = ?, account = ?, change = ?, json = ? WHERE row = ?
"""
