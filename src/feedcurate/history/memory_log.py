"""What a history in memory keeps besides posts and activities: batches and decisions, pauses given, advice.

In: frozen records. Out: the same, in their order, less what was erased.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from feedcurate.engine.seen import Identity
from feedcurate.history.scope import Scope, meant_advice
from feedcurate.history.texts import text_of
from feedcurate.model.decision import Decision
from feedcurate.model.record import Batch, Given, QueuedAdvice


class Log:
    """Batches by number, pauses and stops each once, advice by id."""

    def __init__(self) -> None:
        self._batches: dict[int, Batch] = {}
        self._number = 0
        self._given: dict[str, Given] = {}
        self._advice: dict[str, QueuedAdvice] = {}

    def open(self, now: datetime, rules: str, posts: Iterable[Identity]) -> int:
        """A new batch; its number."""
        self._number += 1
        self._batches[self._number] = Batch(number=self._number, now=now, rules=rules, posts=tuple(sorted(set(posts))))
        return self._number

    def close(self, number: int, decisions: Iterable[Decision]) -> None:
        """Remember what was decided on the posts of a batch; nothing where the batch was erased."""
        batch = self._batches.get(number)
        if batch is not None:
            known = set(batch.posts)
            each = {(one.source, one.id): one for one in decisions}
            kept = tuple(one for key, one in each.items() if key in known)
            self._batches[number] = batch.model_copy(update={"decisions": kept})

    def put_back(self, batch: Batch) -> None:
        """Remember a batch of an export, under its number unless another has that."""
        there = self._batches.get(batch.number)
        if there is not None and (there.now, there.rules) != (batch.now, batch.rules):
            batch = batch.model_copy(update={"number": self._number + 1})
        self._batches[batch.number] = batch
        self._number = max(self._number, batch.number)

    def batches(self, start: datetime, end: datetime) -> list[Batch]:
        """The batches curated as of `start` to `end`, in that order."""
        found = [batch for batch in self._batches.values() if start <= batch.now <= end]
        return sorted(found, key=lambda batch: (batch.now, batch.number))

    def give(self, given: Given) -> None:
        """Remember a pause or a stop."""
        self._given.setdefault(text_of(given), given)

    def given(self) -> tuple[Given, ...]:
        """The pauses and stops, the oldest first."""
        return tuple(sorted(self._given.values(), key=lambda one: one.at))

    def put(self, entry: QueuedAdvice) -> None:
        """Remember an advice in place of the one with its id."""
        self._advice[entry.id] = entry

    def queue(self) -> tuple[QueuedAdvice, ...]:
        """Every advice, the oldest first."""
        return tuple(sorted(self._advice.values(), key=lambda one: (one.offered_at, one.id)))

    def erase(self, scope: Scope, gone: set[Identity], theirs: set[Identity]) -> tuple[int, int]:
        """Take out what a scope means; how many decisions and how much advice that was.

        `gone` are the posts that are taken out, `theirs` those of the account that the scope names.
        """
        decisions = 0
        for number, batch in list(self._batches.items()):
            meant = scope.at(batch.now)
            if scope.account is None and meant:
                del self._batches[number]
                decisions += len(batch.decisions)
                continue
            out = gone | theirs if meant else gone
            left = tuple(one for one in batch.decisions if (one.source, one.id) not in out)
            decisions += len(batch.decisions) - len(left)
            posts = tuple(key for key in batch.posts if key not in out)
            self._batches[number] = batch.model_copy(update={"posts": posts, "decisions": left})
        if scope.account is None:
            self._given = {text: one for text, one in self._given.items() if not scope.at(one.at)}
        out_of_queue = [entry.id for entry in self._advice.values() if meant_advice(scope, entry)]
        for name in out_of_queue:
            del self._advice[name]
        return decisions, len(out_of_queue)

    def size(self) -> tuple[int, int]:
        """How many decisions there are, and how much advice."""
        return sum(len(batch.decisions) for batch in self._batches.values()), len(self._advice)
