"""The reader on the command line: who, when and where.

In: the values of options. Out: the instant to decide as of, in the reader's zone.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from feedcurate.ruleset import Ruleset


def instant_of(now: datetime | None, rules: Ruleset, timezone: ZoneInfo | None) -> datetime:
    """The clock's instant, else the one given; without an offset that is one of the reader's zone."""
    zone = zone_of(rules, timezone)
    if now is None:
        return datetime.now(zone)
    return now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)


def zone_of(rules: Ruleset, timezone: ZoneInfo | None) -> ZoneInfo:
    """The reader's zone: the one given, else the rule file's, else UTC."""
    return timezone or ZoneInfo(rules.program.settings.timezone or "UTC")
