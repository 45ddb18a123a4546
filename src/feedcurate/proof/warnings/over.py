"""W311: a rule past its `until`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from zoneinfo import ZoneInfo

from feedcurate.check.messages import proved as say
from feedcurate.engine.moments import has_ended
from feedcurate.program.program import Moment
from feedcurate.proof.warnings.written import Warned, Written


def rules_past_their_end(written: Written) -> Iterator[Warned]:
    """The rules whose last day is over. No fix: a replay of the past still needs them."""
    name = written.program.settings.timezone
    zone = UTC if name is None else ZoneInfo(name)
    names = written.names
    for rule in written.rules:
        if rule.end is not None and has_ended(rule.end, written.now, zone):
            yield Warned(say.is_over(rule.name, _told(rule.end), names[rule.name]), (rule.name,))


def _told(end: Moment) -> str:
    return f"{end.date}" if end.clock is None else f"{end.date} {end.clock:%H:%M}"
