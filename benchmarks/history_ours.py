"""The questions of the history benchmark, answered by this library.

In: the folder with both files, in which a database is kept. Out: the answers of `history_questions`, those that the
library can give so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from attrs import frozen

import feedcurate
from benchmarks.history_questions import RULES, Audit, Fired, Labels, NotYet
from benchmarks.history_rules import rule_file
from benchmarks.history_workload import ACTIVITIES, POSTS, START
from feedcurate import Activity, Curator, Item
from feedcurate.history.sqlite import SQLiteHistory

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

    def audit(self) -> Audit:
        """Raises NotYet."""
        raise NotYet

    def replay(self) -> Fired:
        """Raises NotYet."""
        raise NotYet


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    all_of_them = iter(things)
    while batch := list(islice(all_of_them, _BATCH)):
        yield batch
