"""A history in which nothing happened but what it was told.

In: posts and activities. Out: a `MemoryHistory` that holds everything since the beginning, kinds of activity that were
never recorded too: so there were none of these.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime

from feedcurate.history.memory import MemoryHistory
from feedcurate.model.facts import BEGINNING


class WholeHistory(MemoryHistory):
    """The history of an example, and of the worlds that refute claims."""

    def held(self, what: Hashable) -> datetime | None:  # noqa: ARG002 - see `Store`
        """Everything, always."""
        return BEGINNING
