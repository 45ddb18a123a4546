"""The questions of the history benchmark, answered by this library.

In: the folder with both files, in which a database is kept. Out: the answers of `history_questions`, those that the
library can give so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from attrs import frozen

import feedcurate
from benchmarks.history_month import month_file
from benchmarks.history_questions import MONTH, RULES, TOP, Audit, Fired, Labels, Person
from benchmarks.history_rules import HEAD, audit_file, rule_file
from benchmarks.history_workload import ACTIVITIES, POSTS, START
from benchmarks.workload import NOW
from feedcurate import Activity, Curator, Item
from feedcurate.engine.moments import TICK
from feedcurate.engine.run.runner import runner_of
from feedcurate.engine.scene import scene_in
from feedcurate.engine.windows import Windows
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.review.audit import audit
from feedcurate.review.audit_model import AuditedAccount
from feedcurate.review.replay import replay

FILE = "history.db"

_BATCH = 10_000
"""Lines that are read and kept together."""

T = TypeVar("T")


def bring_in(folder: Path) -> None:
    """Import both files."""
    with SQLiteHistory(folder / FILE) as history, (folder / POSTS).open("rb") as lines:
        for batch in _batches(map(Item.model_validate_json, lines)):
            history.add(batch, since=START)
    with SQLiteHistory(folder / FILE) as history, (folder / ACTIVITIES).open("rb") as lines:
        for some in _batches(map(Activity.model_validate_json, lines)):
            history.record(some, since=START)


def prepare(folder: Path) -> None:
    """The database knows nothing of rules, so there is nothing to do; the file has to be there."""
    if not (folder / FILE).exists():
        raise FileNotFoundError(folder / FILE)


def opened(folder: Path) -> OurPast:
    """The rules and the database."""
    return OurPast(Curator(feedcurate.loads(rule_file(RULES)), history=SQLiteHistory(folder / FILE)))


@frozen
class OurPast:
    """A curator over the database."""

    curator: Curator

    def values(self, item: Item) -> None:
        """A curation says which rules fired, not what the others measured."""

    def judge(self, item: Item) -> Labels:
        """Curate the one post, which the history then holds."""
        [decision] = self.curator.curate((item,), now=item.published, accounts=False).posts
        return frozenset(decision.labels)

    def take_up(self, item: Item) -> None:
        """Add it to the history, whose windows have yet to take it in."""
        self.curator.history.add((item,))

    def evaluate(self, item: Item) -> Labels:
        """The engine's decision, as `Curator.curate` makes it; nothing is written."""
        facts, history, now = self.curator.facts, self.curator.history, item.published or NOW
        with history.reading():
            scene = scene_in(self.windows(now), facts, now)
            found = runner_of(scene.judge).opinion(item)
        return frozenset(found.verdict.labels)

    def windows(self, now: datetime) -> Windows:
        """What the curator keeps of the past under its rules."""
        return self.curator._judged(self.curator.rules.program, now)  # noqa: SLF001 - timed apart from what is written

    def audit(self) -> Audit:
        """The library's own audit; `feedcurate audit` does no more but draw it."""
        found = audit(self.curator.history, feedcurate.loads(audit_file()), start=START, end=NOW)
        spent = sorted((_micros(one.time) for one in found.accounts), reverse=True)
        [suggested] = [one.seen_share or 0.0 for one in found.reasons if one.reason == "suggested"]
        people = sorted(map(_person, found.accounts), key=lambda one: one.who)
        hours = tuple((_micros(hour.active), _micros(hour.passive)) for hour in found.hours)
        return Audit(tuple(people), suggested, sum(spent[:TOP]) / sum(spent), hours)

    def replay(self) -> Fired:
        """The library's own replay, of rules that leave the reader's own posts out."""
        rules = "".join(
            f"{one.text.replace('    then', '     and not post is mine' + chr(10) + '    then')}\n" for one in RULES
        )
        found = replay(feedcurate.loads(HEAD + rules), self.curator.history, NOW - timedelta(days=MONTH) + TICK, NOW)
        return {one.rule: one.fired for one in found.rules}

    def month(self) -> Fired:
        """The library's own replay of a whole rule file, from the beginning."""
        found = replay(feedcurate.loads(month_file()), self.curator.history, None, NOW)
        return {one.rule: one.fired for one in found.rules}


def _person(account: AuditedAccount) -> Person:
    posts = account.posts + account.reposts
    return Person(account.account.handle or "", posts, account.matches or 0, _micros(account.time))


def _micros(span: timedelta) -> int:
    return span // TICK


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    all_of_them = iter(things)
    while batch := list(islice(all_of_them, _BATCH)):
        yield batch
