"""Why something was not fetched.

In: a sentence. Out: an exception that stays in this room; the door makes a problem of it.
"""

from __future__ import annotations

from datetime import datetime


class Unfetched(Exception):
    """Something was not fetched; the message says why, and `until` when it may be asked for again."""

    def __init__(self, message: str, until: datetime | None = None) -> None:
        self.until = until
        super().__init__(message)
