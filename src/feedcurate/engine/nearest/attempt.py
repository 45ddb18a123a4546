"""A change worth trying, and the question it might answer.

In: nothing. Out: frozen classes that the files of this room share.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from attrs import frozen

from feedcurate.engine.interpret import Reading
from feedcurate.engine.nearest.edits import Case
from feedcurate.engine.paths import path_of, shortened, value_in_words
from feedcurate.program.bounds import AtLeast
from feedcurate.program.expr import ExprId
from feedcurate.program.program import Clause


class Sort(IntEnum):
    """What kind of change it is; the smaller number is tried, and told, first."""

    QUANTITY = 0
    """A number, duration, instant, …: the less it moves, as a part of the larger of both, the smaller the change."""
    WORDS = 1
    """Words taken out or put in: the fewer characters, the smaller."""
    MEMBER = 2
    """In or out of a list: the fewer elements, the smaller."""
    OTHER = 3
    """Any other value."""


@frozen(eq=False)
class Attempt:
    """A changed case, in words (`if likes ≥ 10`) and by size; of equal sizes a limit comes before an exact value."""

    text: str
    sort: Sort
    size: float
    case: Case
    exact: bool = False

    @property
    def order(self) -> tuple[int, float, bool, str]:
        """Where it comes among others, smallest first; in the end by its words."""
        return self.sort, self.size, self.exact, self.text


@frozen(eq=False)
class Question:
    """A clause of a case whose answer is to be turned round."""

    case: Case
    reading: Reading
    clause: Clause

    def path(self, expr: ExprId) -> str | None:
        """The path of an expression as the answer's words have it: without `post.`; None where it has none."""
        path = path_of(self.case.judge.program, expr)
        return None if path is None else path.removeprefix("post.")

    def value(self, expr: ExprId) -> Any:
        """The value of an expression in the case; one of which only the least is known is not."""
        value = self.reading.value(expr)
        return None if isinstance(value, AtLeast) else value

    def words(self, expr: ExprId, value: Any) -> str:
        """A value of an expression's kind, as a person reads it."""
        return shortened(value_in_words(self.case.judge.program, expr, value, self.case.judge.context.zone))

    def attempt(
        self, text: str, case: Case | None, sort: Sort = Sort.OTHER, size: float = 0.0, *, exact: bool = False
    ) -> list[Attempt]:
        """The attempt, if the value can be changed at all."""
        return [] if case is None else [Attempt(text, sort, size, case, exact)]

    def turned(self, want: bool) -> str:
        """The clause turned round, in its own words."""
        return f"if `{shortened(self.clause.text)}` were {'true' if want else 'false'}"
