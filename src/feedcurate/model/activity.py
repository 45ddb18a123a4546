"""What the reader did, and how they felt.

In: what an app or a watcher recorded. Out: `Activity`; a check-in is an activity of its own kind with a mood.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from feedcurate.model.account import Account
from feedcurate.model.base import Duration, Instant, Model, Open, Text


class ActivityKind(StrEnum):
    """The things a reader does."""

    VIEW = "view"
    LIKE = "like"
    REPLY = "reply"
    REPOST = "repost"
    POST = "post"
    MESSAGE = "message"
    SHARE = "share"
    OPEN = "open"
    CLOSE = "close"
    CHECKIN = "checkin"


LONGEST = timedelta(days=1)
"""No activity takes longer; what says so was recorded wrongly."""


class Activity(Model):
    """One thing the reader did, at an instant."""

    id: Text | None = Field(None, description="stable within its source")
    kind: ActivityKind = Field(description="what was done")
    at: Instant = Field(description="when it began")
    duration: Duration | None = Field(None, ge=Duration(0), le=LONGEST, description="how long it took, at most a day")
    item: Text | None = Field(None, description="the id of the post it was about")
    account: Account | None = Field(None, description="the account it was about")
    source: Annotated[Text, Open()] | None = Field(None, description="the app")
    mood: int | None = Field(None, ge=1, le=5, description="how the reader felt, 1 to 5")
