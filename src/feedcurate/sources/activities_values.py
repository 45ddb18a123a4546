"""One record of somebody else's making → an `Activity`.

In: the fields of a record, named as the model's, with values as JSON or a table has them; the reader's time zone.
Out: an `Activity`, or `Unreadable` with one sentence that says why not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from attrs import define
from pydantic import ValidationError

from feedcurate.model.activity import LONGEST, Activity
from feedcurate.sources.base import Unreadable
from feedcurate.sources.dates import iso_instant
from feedcurate.sources.stream import said
from feedcurate.sources.values import Record, records

_OFFSET = re.compile(r"(?:[Zz]|[+-]\d\d(?::?\d\d){0,2}(?:\.\d+)?)$")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)


@define
class Reader:
    """Reads records for one reader, and counts the instants that had to be taken for their zone's."""

    zone: tzinfo | None
    naive: int = 0

    def activity(self, record: Mapping[str, object]) -> Activity:
        """The activity of a record. Raises `Unreadable`."""
        values = {name: value for name, value in record.items() if value is not None}
        local = 0
        if "at" in values:
            values["at"], local = self._moment(values["at"], "at")
        if "duration" in values:
            values["duration"] = length_of(values["duration"])
        if isinstance(values.get("account"), str):
            values["account"] = account_fields(str(values["account"]))
        try:
            activity = Activity.model_validate(values)
        except ValidationError as error:
            raise Unreadable(said(error)) from None
        self.naive += local
        return activity

    def instant(self, text: str, name: str) -> datetime:
        """The instant that a text names; without an offset it is of the reader's zone. Raises `Unreadable`.

        `name` is what the field is called.
        """
        found, local = self._moment(text, name)
        if not isinstance(found, datetime):
            raise Unreadable(f"`{name}`: `{text[:40]}` is no instant")
        self.naive += local
        return found

    def note(self) -> str | None:
        """What is to be told of instants without an offset; None where all have one."""
        if not self.naive:
            return None
        few = "one instant has" if self.naive == 1 else f"{self.naive:,} instants have"
        return f"{few} no offset and counted as {self.zone}'s"

    def _moment(self, value: object, name: str) -> tuple[object, int]:
        """An instant, and 1 where it had no offset; what is no text, or no ISO 8601, is left to the model."""
        if not isinstance(value, str):
            return value, 0
        text = value.strip()
        found = iso_instant(text)
        if found is None or _OFFSET.search(text[10:]):
            return (text if found is None else found), 0
        if self.zone is None:
            raise Unreadable(f"`{name}`: `{text[:40]}` has no offset, and the reader's time zone is not known")
        try:
            return found.replace(tzinfo=self.zone).astimezone(UTC), 1
        except OverflowError:
            raise Unreadable(f"`{name}`: `{text[:40]}` lies outside the years 1 to 9999 in UTC") from None


def length_of(value: object) -> object:
    """A length of time: ISO 8601, or a number of seconds, also written as text. Raises `Unreadable`.

    What is neither is left to the model.
    """
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value)
    if not isinstance(value, int | float):
        return value
    if isinstance(value, bool) or not math.isfinite(value):
        raise Unreadable("`duration`: is no length of time")
    if value < 0:
        raise Unreadable(f"`duration`: {value:g} seconds is less than nothing")
    if value > LONGEST.total_seconds():
        raise Unreadable(f"`duration`: {value:g} seconds is longer than a day")
    return timedelta(seconds=value)


_FIELDS = frozenset(Activity.model_fields)


def account_fields(text: str) -> dict[str, str]:
    """The account that a plain text names: a DID, an address, else a handle. Raises `Unreadable` for a blank one."""
    name = text.strip()
    if not name.strip("@"):
        raise Unreadable("`account`: is blank")
    if name.startswith("did:"):
        return {"id": name}
    if "/" in name:
        return {"url": name}
    return {"handle": name.removeprefix("acct:")}


def is_activity(document: object) -> bool:
    """Whether a record, or any record of a list, looks like an activity: it has `at`, and mostly the model's fields.

    No post has a field `at`; what an app adds to its posts comes with `text` or `title`.
    """
    candidates = records(document) if isinstance(document, list) else records([document])
    return any(_looks_like_one(candidate) for candidate in candidates)


def _looks_like_one(record: Record) -> bool:
    if "at" not in record or "text" in record or "title" in record:
        return False
    return len(record.keys() & _FIELDS) * 2 >= len(record)
