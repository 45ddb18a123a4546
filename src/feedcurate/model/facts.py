"""What a decision may lean on besides the posts at hand, all of it an input.

In: what the host knows. Out: `Facts`, frozen, and `Store`, the little that the engine asks of a history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from attrs import field, frozen

from feedcurate.model.account import Account
from feedcurate.model.item import Item

SignalValue = float | bool | str


@frozen
class Seen:
    """A post that the reader saw, and when."""

    item: Item
    at: datetime


class Store(Protocol):
    """What happened before. `MemoryHistory` is one."""

    def seen(self, start: datetime, end: datetime) -> Iterable[Seen]:
        """The posts seen from `start` to `end`, both aware and included, in any order."""
        ...


@frozen
class Facts:
    """`timezone` None: the rule file's, else UTC. `me` adds to the rule file's `set me`.

    `following` None: unknown beyond what items say. `signals` maps (source, id) of an item to its signals,
    over those the item brings along.
    """

    history: Store | None = None
    timezone: ZoneInfo | None = None
    me: tuple[str, ...] = ()
    following: tuple[Account, ...] | None = None
    signals: Mapping[tuple[str, str], Mapping[str, SignalValue]] = field(factory=dict)


NO_FACTS = Facts()
