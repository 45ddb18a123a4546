"""Turns with a host: how many at once, how soon after each other, and not at all while it refuses.

In: the name of a host. Out: a turn, once there is one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from attrs import define, field

from feedcurate.live.limits import FetchLimits


@define
class _Gate:
    """One host's: its turns, and the time of the loop at which the next may begin."""

    turns: asyncio.Semaphore
    next: float = 0.0


@define
class Hosts:
    """The turns with every host of one run."""

    limits: FetchLimits
    _gates: dict[str, _Gate] = field(factory=dict)
    _refusing: dict[str, datetime] = field(factory=dict)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn with a host, and hold it."""
        gate = self._gates.setdefault(host, _Gate(asyncio.Semaphore(self.limits.host_at_once)))
        async with gate.turns:
            now = asyncio.get_running_loop().time()
            start = max(now, gate.next)
            gate.next = start + self.limits.host_gap
            await asyncio.sleep(start - now)
            yield

    def refuses(self, host: str, until: datetime) -> None:
        """A host wants to be left alone until an instant."""
        self._refusing[host] = max(until, self._refusing.get(host, until))

    def refusing(self, host: str, now: datetime) -> datetime | None:
        """Until when a host wants to be left alone, None where it may be asked."""
        until = self._refusing.get(host)
        return until if until is not None and now < until else None
