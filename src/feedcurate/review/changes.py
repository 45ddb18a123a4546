"""What a comparison of two rule files over the past comes to.

In: nothing. Out: frozen pydantic classes, which are also the JSON of `feedcurate diff`.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from feedcurate.model.account import Account
from feedcurate.model.base import Duration, Instant, Model, Text
from feedcurate.model.decision import AdviceWord, Outcome


class Answer(StrEnum):
    """What a condition is in a file: its value, or that the rule there has no such condition."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    MISSING = "missing"


class ChangedClause(Model):
    """A condition that is another in the two files, or has another answer."""

    text: str = Field(description="the condition as it is written")
    before: Answer = Field(description="its answer in the old file")
    after: Answer = Field(description="its answer in the new file")

    def flipped(self) -> ChangedClause:
        """The same, seen from the other file."""
        return ChangedClause(text=self.text, before=self.after, after=self.before)


class How(StrEnum):
    """How a rule made a difference."""

    NEW = "new"
    GONE = "gone"
    FIRES = "fires"
    NO_LONGER_FIRES = "no longer fires"
    DOES_OTHER = "does something else"
    QUOTA = "quota"
    OWN_POSTS = "own posts"


class Difference(Model):
    """A rule that made a difference to a post, and by which conditions."""

    rule: str = Field(description="its name; for a quota its line, for `set own_posts` that")
    how: How = Field(description="what is different about it")
    clauses: tuple[ChangedClause, ...] = Field((), description="the conditions by which it is")


class Side(Model):
    """What one of the two files made of a post."""

    outcome: Outcome = Field(description="what happened to it")
    labels: tuple[str, ...] = Field((), description="the marks on it")
    shift: Duration = Field(Duration(0), description="the sum of boosts less demotes")
    collapse: str | None = Field(None, description="the texts it is folded behind")
    held: str | None = Field(None, description="the quota that held it")


class Change(Model):
    """A post that the two files treat differently."""

    source: str = Field(description="the post's source")
    id: str = Field(description="the post's id")
    at: Instant | None = Field(None, description="its date")
    author: Account | None = Field(None, description="who wrote it")
    text: Text | None = Field(None, description="how it begins")
    before: Side = Field(description="what the old file makes of it")
    after: Side = Field(description="what the new file makes of it")
    replied: bool = Field(False, description="whether the reader replies or writes to its author")
    followed: bool | None = Field(None, description="whether the reader follows its author; null: not known")
    because: tuple[Difference, ...] = Field((), description="what made the difference")


class Kind(Model):
    """All changes from one outcome to another; the same outcome twice: the marks, the place or the texts change."""

    before: Outcome = Field(description="the outcome in the old file")
    after: Outcome = Field(description="the outcome in the new file")
    posts: int = Field(description="how many posts")
    replied: int = Field(0, description="so many of them by people whom the reader replies or writes to")
    followed: int = Field(0, description="so many of them by people whom the reader follows, as far as it is known")


class ChangedAdvice(Model):
    """An account that the two files advise differently about, as of the end."""

    account: Account = Field(description="the account")
    before: AdviceWord | None = Field(None, description="what the old file advises; null: nothing")
    after: AdviceWord | None = Field(None, description="what the new file advises; null: nothing")
    rules: tuple[str, ...] = Field((), description="the rules that say so in one and not in the other, sorted")


class Comparison(Model):
    """Two rule files over the same past."""

    start: Instant | None = Field(None, description="from when on; null: from the beginning")
    end: Instant = Field(description="until when, included")
    posts: int = Field(description="how many posts were judged")
    changed: int = Field(description="how many of them change")
    kinds: tuple[Kind, ...] = Field((), description="how they change, the most frequent first")
    rules: dict[str, int] = Field(default_factory=dict, description="to how many changes each rule made a difference")
    changes: tuple[Change, ...] = Field((), description="the latest changes, the latest first")
    accounts: tuple[ChangedAdvice, ...] = Field((), description="advice about accounts that changes, as of the end")

    @property
    def is_same(self) -> bool:
        """Whether nothing changes."""
        return not self.changed and not self.accounts
