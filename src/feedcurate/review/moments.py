"""What there is to decide in the past: an instant, and what is asked of it.

In: nothing. Out: the frozen classes that a `Timeline` gives one after the other.
"""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from feedcurate.engine.seen import Identity
from feedcurate.model.account import Account
from feedcurate.model.item import Item


@frozen(eq=False)
class BatchMoment:
    """Posts that were curated together as of an instant; `fresh` are those that came for the first time."""

    now: datetime
    posts: tuple[Item, ...]
    fresh: frozenset[Identity]


@frozen(eq=False)
class PostMoment:
    """A post that was in no batch, as of its arrival."""

    now: datetime
    post: Item


@frozen(eq=False)
class DoneMoment:
    """The reader has just looked at something, or opened an app."""

    now: datetime


@frozen(eq=False)
class DayMoment:
    """A day of the reader ends; `accounts` are those whose posts came on it, as authors and as reposters."""

    now: datetime
    accounts: tuple[Account, ...]


Moment = BatchMoment | PostMoment | DoneMoment | DayMoment
