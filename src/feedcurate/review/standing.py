"""Which rules hold at an instant, worked out about once a day of a replay instead of once a post.

In: rules with their dates. Out: those that hold at an instant, live ones and shadow ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Generic, TypeVar

from attrs import define, frozen

from feedcurate.engine.moments import LATEST, has_begun, has_ended, holds_now
from feedcurate.program.program import AccountRule, Rule, SessionRule
from feedcurate.syntax.nodes import Mode

R = TypeVar("R", Rule, AccountRule, SessionRule)
_AHEAD = timedelta(days=1)


@frozen
class Holding(Generic[R]):
    """The rules that hold, by name."""

    live: tuple[R, ...]
    shadow: tuple[R, ...]


@define(eq=False)
class Standing(Generic[R]):
    """Rules that are asked about one instant after the other.

    What has begun, or is over, stays so. Where nothing begins or ends between two instants, nothing does so at any
    instant between them.
    """

    rules: Sequence[R]
    zone: tzinfo
    _since: datetime | None = None
    _until: datetime | None = None
    _holding: Holding[R] | None = None

    def at(self, now: datetime) -> Holding[R]:
        """The rules that hold at an instant."""
        if self._holding is None or self._since is None or self._until is None or not self._since <= now <= self._until:
            ahead = now + min(_AHEAD, LATEST - now)
            self._since = now
            self._until = ahead if self._stages(now) == self._stages(ahead) else now
            self._holding = self._look_up(now)
        return self._holding

    def _stages(self, now: datetime) -> list[tuple[bool, bool]]:
        dated = (rule for rule in self.rules if rule.start is not None or rule.end is not None)
        return [(has_begun(rule.start, now, self.zone), has_ended(rule.end, now, self.zone)) for rule in dated]

    def _look_up(self, now: datetime) -> Holding[R]:
        holding = [rule for rule in self.rules if holds_now(rule, now, self.zone)]
        return Holding(
            tuple(rule for rule in holding if rule.mode is Mode.LIVE),
            tuple(rule for rule in holding if rule.mode is Mode.SHADOW),
        )
