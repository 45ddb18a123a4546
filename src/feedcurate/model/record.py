"""What a history keeps besides posts and activities: what was decided, advised and paused.

In: nothing. Out: frozen pydantic classes, written by the curator and read by replays, audits and the advice queue.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from feedcurate.model.account import Account
from feedcurate.model.base import Instant, Model, Text
from feedcurate.model.decision import AccountAdvice, Decision, SessionAdvice


class Batch(Model):
    """Posts that were curated together, and what was decided on them."""

    number: int = Field(description="counts up within its history")
    now: Instant = Field(description="the instant as of which they were curated")
    rules: str = Field(description="the digest of the rules")
    posts: tuple[tuple[str, str], ...] = Field(description="their sources and ids, sorted")
    decisions: tuple[Decision, ...] = Field((), description="what was decided; empty where it is not known")


class Given(Model):
    """A pause or a stop that was given; it counts until it ends, whatever the rules say meanwhile."""

    at: Instant = Field(description="when it was given")
    advice: SessionAdvice = Field(description="the pause or the stop, with its reasons")


class AdviceState(StrEnum):
    """What the reader did with an advice."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SNOOZED = "snoozed"


class QueuedAdvice(Model):
    """An advice about an account in the reader's queue. `evidence` names what it leans on, so that it is not repeated.

    An entry is never changed: an answer makes a new state of it, and `before` holds the states that it had, so that an
    answer can be taken back.
    """

    id: Text = Field(description="short and stable: what a reader types")
    account: Account = Field(description="whom it is about")
    advice: AccountAdvice = Field(description="what is advised, with its evidence")
    evidence: frozenset[str] = Field(frozenset(), description="the posts and activities it counts, else its conditions")
    offered_at: Instant = Field(description="when it was first given")
    state: AdviceState = Field(AdviceState.OPEN, description="what the reader did with it")
    answered_at: Instant | None = Field(None, description="when they did")
    until: Instant | None = Field(None, description="for a snoozed one, when it comes back")
    before: tuple[AdviceState, ...] = Field((), description="the states it had, the oldest first")
