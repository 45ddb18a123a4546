"""The reader on the command line: who, when and where.

In: the values of options. Out: the instant to decide as of, in the reader's zone.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from feedcurate.ruleset import Ruleset


def instant_of(now: datetime | None, rules: Ruleset, timezone: ZoneInfo | None) -> datetime:
    """The clock's instant, else the one given; without an offset that is one of the reader's zone."""
    if now is None:
        return datetime.now(UTC)
    if now.tzinfo is not None:
        return now
    return now.replace(tzinfo=timezone or ZoneInfo(rules.program.settings.timezone or "UTC"))
