"""A time cut into slices, so that no more of the past is in memory than one of them holds.

In: how many records the slice before held. Out: where the next one ends.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from attrs import define

from feedcurate.engine.moments import LATEST

TICK = timedelta(microseconds=1)
_BEFORE_POSTS = datetime(1990, 1, 1, tzinfo=UTC)
"""What is dated before is little: one slice holds it."""
_SHORTEST, _USUAL, _WIDEST = timedelta(minutes=1), timedelta(hours=6), timedelta(days=8)
_FEW, _MANY = 500, 2_000


@define(eq=False)
class Slices:
    """Slices of a time that get narrower where there is much, and wider where there is little.

    `until` is the last instant of the time; `at` the first of the next slice.
    """

    at: datetime
    until: datetime
    width: timedelta = _USUAL

    def is_over(self) -> bool:
        """Whether there is no further slice."""
        return self.at > self.until

    def end(self) -> datetime:
        """The last instant of the next slice."""
        if self.at < _BEFORE_POSTS:
            return min(_BEFORE_POSTS, self.until)
        return min(self.at + min(self.width, LATEST - self.at), self.until)

    def is_long(self) -> bool:
        """Whether the next slice is that long only because there was little until now."""
        return self.width > _USUAL and self.at >= _BEFORE_POSTS

    def shorten(self) -> None:
        """Make the next slice of the usual length: where it begins is more than was so far."""
        self.width = _USUAL

    def done(self, end: datetime, records: int) -> None:
        """Go on behind a slice that held so many records."""
        self.at = end + TICK if end < LATEST else LATEST
        if end == LATEST:
            self.until = min(self.until, LATEST - TICK)
        if records > _MANY:
            self.width = max(self.width / 2, _SHORTEST)
        elif records < _FEW:
            self.width = min(self.width * 2, _WIDEST)
