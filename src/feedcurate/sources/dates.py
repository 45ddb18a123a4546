"""Dates as feeds and platforms write them.

In: RFC 3339 texts, seconds since 1970, and what feedparser made of odder ones. Out: aware instants in UTC; those that
cannot be read are counted, so that a reader is told once a file. A date without an offset is taken for UTC.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta
from time import struct_time

from attrs import define

_LEAP_SECOND = re.compile(r"(T\d\d:\d\d:)60", re.IGNORECASE)


@define
class Dates:
    """Reads dates and remembers how many it could not read, and the first of them."""

    unread: int = 0
    first_unread: str = ""

    def iso(self, value: object) -> datetime | None:
        """An instant of RFC 3339 or ISO 8601; a day alone is its midnight. None and "" are no date at all."""
        if value is None or value == "":
            return None
        found = iso_instant(value) if isinstance(value, str) else None
        if found is None:
            self._missed(value)
        return found

    def unix(self, value: object) -> datetime | None:
        """Seconds since 1970."""
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                return datetime.fromtimestamp(value, UTC)
            except (OverflowError, ValueError, OSError):
                pass
        self._missed(value)
        return None

    def feed(self, value: object, parsed: object) -> datetime | None:
        """A feed's date: as written where it is ISO 8601, which keeps fractions, else as feedparser read it, in UTC."""
        found = iso_instant(value) if isinstance(value, str) else None
        if found is None and isinstance(parsed, struct_time):
            try:
                found = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
            except (OverflowError, ValueError, OSError):
                found = None
        if found is None and isinstance(value, str) and value.strip():
            self._missed(value)
        return found

    def _missed(self, value: object) -> None:
        if not self.unread:
            self.first_unread = (
                str(value)[:40] if isinstance(value, str | int | float) else "something else than a text"
            )
        self.unread += 1


def iso_instant(value: str) -> datetime | None:
    """The instant an ISO 8601 text names, None where it names none; a leap second is the second after 59."""
    value = value.strip()
    # Shorter forms (`2020`, `200406`, `2020-W01`) are read in different ways by different people.
    if len(value) < 10 or value[4:5] != "-" or value[7:8] != "-":
        return None
    plain = _LEAP_SECOND.sub(r"\g<1>59", value, count=1)
    try:
        found = datetime.fromisoformat(plain)
        if plain != value:
            found += timedelta(seconds=1)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
