"""A post with its verdict, before the feed is arranged.

In: nothing. Out: `Judged`, what the verdict hands to the feed.
"""

from __future__ import annotations

from datetime import timedelta

from attrs import frozen

from feedcurate.model.decision import Outcome
from feedcurate.model.item import Item


@frozen
class Judged:
    """A post, what its rules ask for, and by how much it moves (boosts less demotes)."""

    item: Item
    outcome: Outcome
    shift: timedelta = timedelta(0)
