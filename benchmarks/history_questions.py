"""What is asked of a reader's past, whoever answers.

In: the folder with the files of `history_workload`. Out: the shape of a contender and of its answers, which must be the
same for all before any time counts.

- import: both files are read and kept, so that nothing has to be read from JSON again.
- prepare: whatever is worked out beforehand for the fifty rules, and kept.
- one new post: it is taken up, and then fifty conditions are measured for its author, as of now.
- another by the same author: the same a second later, when that author has been asked about before; and what of that
  is the measuring alone, with the post taken up before time is taken.
- audit: per account its posts, the time spent on it and its posts on a topic; what share of the posts that were
  looked at came as suggestions, what share of the time the ten accounts that took most of it; active and passive
  time by hour of the day, in UTC. The reader's own account and posts are left out.
- the whole file: how often each rule of `history_month` would have fired in all of the time, rules for accounts and
  for the session included. Nobody wrote that by hand.
- replay: how often each rule would have fired in the last 30 days, each post judged at its own time (a repost at that
  of the repost), with all that lies up to it; the reader's own posts are not judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from attrs import field, frozen

from benchmarks.history_rules import Condition, Value, conditions
from feedcurate import Item

RULES = conditions()
ON_TOPIC = "topic_00"
TOP = 10
MONTH = 30
"""Days of the replay."""

Labels = frozenset[str]
"""The rules that fire for a post."""
Fired = Mapping[str, int]
"""By rule, how often it fired."""


@frozen
class Person:
    """An account in the audit; `spent` in microseconds, on what it wrote and what it reposted.

    What is on the topic is not compared: this library looks at all of a post, the others at its text alone.
    """

    who: str
    posts: int
    on_topic: int = field(eq=False, repr=False)
    spent: int


@frozen
class Audit:
    """The whole answer. `hours` has active and passive microseconds for each hour of the day."""

    people: tuple[Person, ...]
    suggested: float
    top: float
    hours: tuple[tuple[int, int], ...]


class Past(Protocol):
    """A past that was opened, and the rules."""

    def values(self, item: Item) -> tuple[Value, ...] | None:
        """What each condition measures for a post that was taken up; None from who only says which rules fire."""
        ...

    def judge(self, item: Item) -> Labels:
        """Take up a new post, and say which rules fire for it."""
        ...

    def take_up(self, item: Item) -> None:
        """Take up a new post."""
        ...

    def evaluate(self, item: Item) -> Labels:
        """Which rules fire for a post that was taken up; nothing else is done about it."""
        ...

    def audit(self) -> Audit:
        """Who had the reader's time."""
        ...

    def replay(self) -> Fired:
        """What the rules would have done."""
        ...

    def month(self) -> Fired | None:
        """What a whole rule file would have done (`history_month`); None from who was not written for it."""
        ...


class Contender(Protocol):
    """A module with these functions."""

    def bring_in(self, folder: Path) -> None:
        """Import both files."""
        ...

    def prepare(self, folder: Path) -> None:
        """Work out beforehand what the rules need."""
        ...

    def opened(self, folder: Path) -> Past:
        """What was brought in and prepared, in a new process."""
        ...


def firing(values: Sequence[Value], rules: Sequence[Condition] = RULES) -> Labels:
    """The rules whose condition holds."""
    return frozenset(rule.name for rule, value in zip(rules, values, strict=True) if rule.holds(value))
