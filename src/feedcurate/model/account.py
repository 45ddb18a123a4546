"""People, groups and bots that write.

In: what a source knows of an account. Out: `Account`, and how two of them, or one and an entry of a list, compare
(that is `identity`'s business).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from feedcurate.model.base import Instant, Model, Ordered, Text


class ClaimKind(StrEnum):
    """How far a statement of an account about itself has been checked, weakest first."""

    SELF_DESCRIBED = "self_described"
    LINK = "link"
    PLATFORM = "platform"
    PROFESSIONAL = "professional"


class Credential(StrEnum):
    """The highest claim of an account, in order: owning a link is not being a licensed therapist."""

    NONE = "none"
    SELF_DESCRIBED = "self_described"
    LINK = "link"
    PLATFORM = "platform"
    PROFESSIONAL = "professional"


class Claim(Model):
    """Something an account says of itself, and who vouches for it."""

    kind: Annotated[ClaimKind, Ordered()] = Field(description="how far the claim was checked")
    text: Text | None = Field(None, description="the claim as it is shown")
    issuer: Text | None = Field(None, description="who vouches for it")
    verified_at: Instant | None = Field(None, description="when it was last checked")


class Relation(Model):
    """How the reader stands to an account."""

    followed: bool | None = Field(None, description="the reader follows it")
    follower: bool | None = Field(None, description="it follows the reader")
    muted: bool | None = Field(None, description="the reader muted it")
    blocked: bool | None = Field(None, description="the reader blocked it")
    followed_since: Instant | None = Field(None, description="since when the reader follows it")
    note: Text | None = Field(None, description="the reader's own note on it")


def _handle(value: object) -> object:
    return value.lstrip("@").casefold() if isinstance(value, str) else value


class Account(Model):
    """An account; known by its id, else its handle, else its address."""

    id: Text | None = Field(None, description="the source's identifier, or a DID")
    handle: Annotated[Text, BeforeValidator(_handle)] | None = Field(
        None, description="`name@host` or `name.bsky.social`, casefolded, without a leading @"
    )
    name: Text | None = Field(None, description="the name shown")
    bio: Text | None = Field(None, description="what the account says of itself, as plain text")
    url: Text | None = Field(None, description="the address of its page")
    source: Text | None = Field(None, description="where it was seen: mastodon, bluesky, …")
    created: Instant | None = Field(None, description="when the account was made")
    bot: bool | None = Field(None, description="says that it is automated")
    group: bool | None = Field(None, description="is a group, not a person")
    followers: int | None = Field(None, description="how many follow it")
    following: int | None = Field(None, description="how many it follows")
    posts: int | None = Field(None, description="how many posts it has written")
    claims: tuple[Claim, ...] | None = Field(None, description="what it says of itself and who vouches for it")
    relation: Relation | None = Field(None, description="how the reader stands to it")

    @property
    def credential(self) -> Credential | None:
        """The highest kind of its claims; `none` where it is known to make none, None where that is unknown."""
        if self.claims is None:
            return None
        order = list(Credential)
        return max((Credential(claim.kind.value) for claim in self.claims), key=order.index, default=Credential.NONE)
