"""What a replay comes to.

In: nothing. Out: frozen pydantic classes, which are also the JSON of `feedcurate replay`.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from feedcurate.model.account import Account
from feedcurate.model.base import Duration, Instant, Model, Text


class Subject(StrEnum):
    """What a rule is about."""

    POST = "post"
    ACCOUNT = "account"
    SESSION = "session"
    DRAFT = "draft"


class OnWhom(Model):
    """An account, and how often a rule fired on its posts or on it."""

    account: Account = Field(description="the account, as it was last seen")
    count: int = Field(description="how often")


class Example(Model):
    """A post that a rule fired on."""

    source: str = Field(description="the post's source")
    id: str = Field(description="the post's id")
    at: Instant | None = Field(None, description="its date")
    author: Account | None = Field(None, description="who wrote it")
    text: Text | None = Field(None, description="how it begins")
    words: tuple[Text, ...] = Field((), description="the words in it that matched, each once")


class Spared(Model):
    """What the reader did look at, although the rules would have hidden, blocked or collapsed it."""

    posts: int = Field(0, description="how many different posts")
    time: Duration = Field(Duration(0), description="the time that views of them took, as far as it is known")


class RuleReplay(Model):
    """One rule over the past. A shadow rule is counted as if it had been in force, alone."""

    rule: str = Field(description="its name")
    title: str | None = Field(None, description="its title, where it has one")
    at: str = Field(description="file:line:column")
    subject: Subject = Field(description="what it is about")
    shadow: bool = Field(False, description="whether it only reports")
    replayed: bool = Field(True, description="false for rules about drafts: drafts are not kept")
    fired: int = Field(0, description="on how many posts it fired; how often its advice, or its pause, began")
    accounts: int = Field(0, description="on how many different accounts")
    top: tuple[OnWhom, ...] = Field((), description="those on which it fired most often, at most five")
    first: Instant | None = Field(None, description="when it first fired")
    last: Instant | None = Field(None, description="when it last did")
    did: dict[str, int] = Field(
        default_factory=dict,
        description="what came of it: hidden, collapsed, blocked, kept, boosted, demoted, labelled, noted, outweighed, "
        "or the advice that it gave; how often each",
    )
    spared: Spared = Field(Spared(), description="what of its work would have spared the reader something")
    examples: tuple[Example, ...] = Field((), description="the latest posts that it fired on, at most three")


class Totals(Model):
    """What became of all posts, each once, as of when it came."""

    posts: int = Field(0, description="how many were judged")
    shown: int = Field(0, description="in the feed")
    collapsed: int = Field(0, description="in the feed, folded")
    hidden: int = Field(0, description="hidden")
    blocked: int = Field(0, description="blocked")
    held: int = Field(0, description="held by a quota")
    batches: int = Field(0, description="how many batches they came in; other posts came one by one")


class Replay(Model):
    """The past, evaluated as it came."""

    start: Instant | None = Field(None, description="from when on; null: from the beginning")
    end: Instant = Field(description="until when, included")
    totals: Totals = Field(description="all posts together")
    spared: Spared = Field(description="what the reader would have been spared")
    rules: tuple[RuleReplay, ...] = Field((), description="every rule by name, also those that never fired")
