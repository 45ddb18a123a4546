"""What came of asking for one address.

In: nothing. Out: the frozen result that every kind of target gives, and that the door makes items of.
"""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from attrs import frozen

from feedcurate.live.kept import Known
from feedcurate.sources.values import Record


@frozen
class Part:
    """Posts of a timeline, as the platform gives them, and when they were fetched."""

    at: datetime
    records: tuple[Record, ...]


@frozen
class Fetched:
    """A new body, or none where what is kept stays; and what is to be said about it.

    `known` is what is known of the address from now on. Of a timeline `parts` are its posts, the newest first; a feed
    has none, and its posts are in the body, else in the one that is kept. `notes` are told although nothing is lost,
    `problems` because something is.
    """

    known: Known
    body: BinaryIO | None = None
    parts: tuple[Part, ...] | None = None
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
