"""Signals that a function works out, each post asked once.

In: a function from a post to a value, an app's own or a local one. Out: the same with a memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from feedcurate.model.facts import SignalValue
from feedcurate.model.item import Item

Compute = Callable[[Item], SignalValue | None]
"""What works a signal out; None is unknown. Equal posts have equal answers."""

MOST = 10_000
"""The answers for so many posts are remembered, the latest."""


class Computed:
    """What works a signal out, and what it said; safe between threads, which may rarely ask it twice."""

    def __init__(self, compute: Compute) -> None:
        """Ask this function."""
        self._compute = compute
        self._lock = Lock()
        self._said: OrderedDict[tuple[str, str], tuple[Item, SignalValue | None]] = OrderedDict()

    def of(self, item: Item) -> SignalValue | None:
        """The value for a post; a post that has changed is asked anew. Raises what the function raises."""
        key = (item.source, item.id)
        with self._lock:
            held = self._said.get(key)
        if held is not None and (held[0] is item or held[0] == item):
            return held[1]
        value = self._compute(item)
        with self._lock:
            self._said[key] = item, value
            self._said.move_to_end(key)
            if len(self._said) > MOST:
                self._said.popitem(last=False)
        return value
