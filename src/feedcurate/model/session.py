"""A session: a stretch of time in which the reader was at it.

In: what the history makes of activities. Out: `Session`.
"""

from __future__ import annotations

from pydantic import Field

from feedcurate.model.base import Duration, Instant, Model


class Session(Model):
    """One session, with the time spent in it."""

    started: Instant | None = Field(None, description="when it began")
    passive_time: Duration | None = Field(None, description="time on posts that were only looked at")
    active_time: Duration | None = Field(None, description="time on posts that were answered, shared or written")
    posts_seen: int | None = Field(None, description="how many distinct posts were seen")
