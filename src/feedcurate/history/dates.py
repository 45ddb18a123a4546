"""Instants as a database holds them.

In: aware times. Out: whole microseconds since 1970, and back.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from feedcurate.engine.moments import LATEST

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_DAY, _SECOND = 86_400_000_000, 1_000_000


def just_after(instant: datetime) -> datetime:
    """The first instant after another; the last one there is has none and stands for itself."""
    return min(instant, LATEST - _TICK) + _TICK


def to_micros(instant: datetime) -> int:
    """Microseconds since 1970 in UTC, exactly; raises TypeError for a naive time."""
    past = instant - _EPOCH
    return past.days * _DAY + past.seconds * _SECOND + past.microseconds


def from_micros(micros: int) -> datetime:
    """The instant so many microseconds after 1970; raises OverflowError where the calendar has none."""
    return _EPOCH + timedelta(microseconds=micros)
