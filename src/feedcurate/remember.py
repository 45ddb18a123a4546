"""Results that hold as long as the files they were made of do not change.

In: what was asked, and every file that answering it read. Out: the earlier result where all of them are still the same.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from attrs import frozen

from feedcurate.check.resolver import Found, ResolveError, Resolver

T = TypeVar("T")


@frozen
class Answer:
    """A question that a resolver was asked, and its answer: a file, or the reason why there is none."""

    path: str
    folder: str
    most: int
    found: Found | str

    def holds(self, resolver: Resolver) -> bool:
        """Whether the resolver would answer the same now."""
        return ask(resolver, self.path, self.folder, self.most) == self.found


def ask(resolver: Resolver, path: str, folder: str, most: int) -> Found | str:
    """A resolver's answer as a value."""
    try:
        return resolver.read(path, folder, most)
    except ResolveError as error:
        return str(error)


class Recorder:
    """A resolver that passes everything on and remembers what it was asked."""

    def __init__(self, resolver: Resolver) -> None:
        """Record what is asked of a resolver."""
        self._resolver = resolver
        self._answers: list[Answer] = []

    def read(self, path: str, folder: str, most: int) -> Found:
        """See `Resolver.read`."""
        try:
            found = self._resolver.read(path, folder, most)
        except ResolveError as error:
            self._answers.append(Answer(path, folder, most, str(error)))
            raise
        self._answers.append(Answer(path, folder, most, found))
        return found

    def answers(self) -> tuple[Answer, ...]:
        """Everything that was asked, in order."""
        return tuple(self._answers)


class Remembered(Generic[T]):
    """The latest results, at most a given number of them; safe between threads."""

    def __init__(self, most: int) -> None:
        """Remember at most so many results."""
        self._most = most
        self._lock = Lock()
        self._results: OrderedDict[Hashable, tuple[Sequence[Answer], T]] = OrderedDict()

    def find(self, wanted: Hashable, resolver: Resolver | None) -> T | None:
        """The result for what is wanted, where every file it was made of is unchanged."""
        with self._lock:
            entry = self._results.get(wanted)
        if entry is None:
            return None
        answers, result = entry
        if answers and (resolver is None or not all(answer.holds(resolver) for answer in answers)):
            return None
        return result

    def keep(self, wanted: Hashable, answers: Sequence[Answer], result: T) -> None:
        """Remember a result; the oldest goes where there are too many."""
        with self._lock:
            self._results[wanted] = (answers, result)
            self._results.move_to_end(wanted)
            while len(self._results) > self._most:
                self._results.popitem(last=False)
