"""How the tests of this room ask: with a folder, a clock and keys of their own.

In: inputs and settings. Out: a `LiveReading`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from attrs import define, evolve

from feedcurate.live.limits import FetchLimits
from feedcurate.live.read import Fetching, LiveReading, read_live
from feedcurate.live.tokens import Keys
from feedcurate.model.item import Item

NOW = datetime(2026, 5, 8, 8, 0, tzinfo=UTC)
PATIENT = FetchLimits(body_bytes=1_000_000, host_gap=0.0, host_at_once=50)
"""A busy machine is no bug."""
HASTY = evolve(PATIENT, connect_seconds=1, read_seconds=1, total_seconds=3)
"""For servers that keep one waiting."""

RSS = b"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>The Harbour Courier</title><link>https://courier.example/</link>
<item><title>Bridge closed</title><link>https://courier.example/bridge</link><guid>bridge</guid></item>
<item><title>Bridge open</title><link>https://courier.example/open</link><guid>open</guid></item>
</channel></rss>
"""


@define
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """The instant."""
        return self.now

    def pass_by(self, **time: float) -> None:
        """Move on."""
        self.now += timedelta(**time)


@define
class Reader:
    """Somebody who reads feeds: their folder, clock, keys and limits."""

    folder: Path
    clock: Clock
    environment: Mapping[str, str] = {}
    limits: FetchLimits = PATIENT

    def read(self, *inputs: str | Path, make: type[Item] = Item, **settings: Any) -> LiveReading[Item]:
        """What inputs hold, as posts of a class; the local network may be asked."""
        fetching = Fetching(
            is_local_allowed=True,
            folder=self.folder,
            limits=self.limits,
            clock=self.clock,
            keys=Keys(self.environment, lambda _: None),
        )
        return read_live(inputs, item=make, fetching=evolve(fetching, **settings))


def titles(live: LiveReading[Item]) -> list[str | None]:
    """The titles of what was read."""
    return [item.title for item in live.reading.items]


def problems(live: LiveReading[Item]) -> list[str]:
    """What was wrong, without where."""
    return [problem.message for problem in live.reading.problems]


def notes(live: LiveReading[Item]) -> list[str]:
    """What is to be known, without where."""
    return [note.message for note in live.notes]


def texts(live: LiveReading[Item]) -> Sequence[str | None]:
    """The texts of what was read."""
    return [item.text for item in live.reading.items]
