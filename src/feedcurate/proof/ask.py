"""Questions to the solver: can a condition be met by any post?

In: laws and conditions. Out: `Answer`: impossible, possible with a model, or not found out in time.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import z3
from attrs import define, field, frozen

from feedcurate.proof.terms import Term

SEED = 0
"""Of the solver: equal questions get equal answers, as long as time does not run out."""


class Found(StrEnum):
    """What the solver says."""

    IMPOSSIBLE = "impossible"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


@frozen(eq=False)
class Answer:
    """What the solver found; `model` is there where it is possible."""

    found: Found
    model: Any = None


@define(eq=False)
class Asker:
    """A solver that knows some laws; those that are added to the lists later are taken in when it is asked next."""

    laws: tuple[list[Term], ...]
    seconds: float
    """How long one question may take."""
    between: Callable[[], None] = lambda: None
    """Called before every question; what it raises ends the asking."""
    _solver: Any = field(init=False)
    _told: list[int] = field(init=False)

    @_solver.default
    def _made(self) -> Any:
        solver = z3.Solver()
        solver.set("random_seed", SEED)
        return solver

    @_told.default
    def _nothing(self) -> list[int]:
        return [0] * len(self.laws)

    def ask(self, *conditions: Term) -> Answer:
        """Whether all conditions can hold together."""
        self.between()
        for number, laws in enumerate(self.laws):
            self._solver.add(*laws[self._told[number] :])
            self._told[number] = len(laws)
        self._solver.set("timeout", max(1, int(self.seconds * 1000)))
        self._solver.push()
        try:
            self._solver.add(*conditions)
            found = self._solver.check()
            if found == z3.unsat:
                return Answer(Found.IMPOSSIBLE)
            return Answer(Found.POSSIBLE, self._solver.model()) if found == z3.sat else Answer(Found.UNKNOWN)
        finally:
            self._solver.pop()
