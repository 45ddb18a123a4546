"""What of some columns could not be read: the same mistake in many rows is told once.

In: a column, what is wrong, and in which rows. Out: sentences, each with how many values it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import Factory, define, frozen

MOST = 100
"""How many different mistakes are told."""


@frozen
class Fault:
    """A mistake of a column: in how many rows it is, and the first row (1-based); None: the whole column."""

    column: str
    message: str
    count: int = 0
    first: int | None = None

    def __str__(self) -> str:
        """As one line."""
        if self.first is None:
            return f"column `{self.column}`: {self.message}"
        where = f"in row {self.first}" if self.count == 1 else f"in {self.count} rows, first in row {self.first}"
        return f"column `{self.column}`: {self.message}, {where}"


@define
class Faults:
    """The mistakes found so far, by column and message."""

    _found: dict[tuple[str, str], Fault] = Factory(dict)

    def whole(self, column: str, message: str) -> None:
        """Note that a whole column cannot be read."""
        self.add(Fault(column, message))

    def add(self, fault: Fault) -> None:
        """Note a mistake; together with what was found of the same kind before."""
        key = (fault.column, fault.message)
        before = self._found.get(key)
        if before is None:
            if len(self._found) < MOST:
                self._found[key] = fault
        elif fault.first is not None:
            first = fault.first if before.first is None else min(before.first, fault.first)
            self._found[key] = Fault(*key, before.count + fault.count, first)

    def all(self, faults: Iterable[Fault], start: int = 0) -> None:
        """Note the mistakes of a chunk that begins behind so many rows."""
        for one in faults:
            moved = one if one.first is None else Fault(one.column, one.message, one.count, one.first + start)
            self.add(moved)

    def __iter__(self) -> Iterator[Fault]:
        """Sorted by column."""
        return iter(sorted(self._found.values(), key=lambda one: (one.column, one.message)))
