"""Dates as feeds and platforms write them.

In: RFC 3339 texts, seconds since 1970, and the dialects of feeds. Out: aware instants in UTC; those that cannot be
read are counted, so that a reader is told once a file. A date without an offset is taken for UTC.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from attrs import define

from feedcurate.sources.dialects import spoken_instant

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

    def written(self, value: object, otherwise: Callable[[str], object] | None = None) -> datetime | None:
        """A date in any dialect of the wild (`dialects`); None and blank text are no date at all.

        `otherwise` is asked for what is read by nothing here; it gives the nine numbers of `time.struct_time` in UTC.
        """
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        found = None
        if isinstance(value, str):
            found = iso_instant(value) or spoken_instant(value) or _of_numbers(otherwise and otherwise(value))
        if found is None:
            self._missed(value)
        return found

    def _missed(self, value: object) -> None:
        if not self.unread:
            self.first_unread = (
                str(value)[:40] if isinstance(value, str | int | float) else "something else than a text"
            )
        self.unread += 1


def _of_numbers(numbers: object) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(numbers), UTC) if isinstance(numbers, tuple) else None
    except (OverflowError, ValueError, OSError):
        return None


def iso_instant(value: str) -> datetime | None:
    """The instant an ISO 8601 text names, None where it names none; a leap second is the second after 59."""
    # Most are of this kind, which needs no second look.
    if value.endswith("Z") and value[7:11:3] == "-T" and ":60" not in value:
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    value = value.strip()
    # Shorter forms (`2020`, `200406`, `2020-W01`) are read in different ways by different people.
    if len(value) < 10 or value[4:5] != "-" or value[7:8] != "-":
        return None
    plain = _LEAP_SECOND.sub(r"\g<1>59", value, count=1) if ":60" in value else value
    try:
        found = datetime.fromisoformat(plain)
        if plain != value:
            found += timedelta(seconds=1)
        if found.tzinfo is UTC:
            return found
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
