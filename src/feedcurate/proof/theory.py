"""What an encoding has gathered: variables by name, what always holds between them, and what was left open.

In: names and conditions. Out: `Theory`. Names are paths (`post.likes`) with a word for what is asked of them, so that
the same question is the same variable and equal programs make equal queries.
"""

from __future__ import annotations

import z3
from attrs import Factory, define

from feedcurate.program.expr import ExprId
from feedcurate.proof.terms import Term, Truth


@define(eq=False)
class Theory:
    """The variables and laws of one encoding."""

    laws: list[Term] = Factory(list)
    """What holds of every post and every history."""
    open: dict[ExprId, str] = Factory(dict)
    """Expressions that are treated as if they could be anything, and how they are called."""
    _texts: dict[tuple[str, str], int] = Factory(dict)

    def require(self, *laws: Term) -> None:
        """Add laws."""
        self.laws.extend(laws)

    def flag(self, name: str) -> Term:
        """A truth in two values."""
        return z3.Bool(name)

    def whole(self, name: str, least: int | None = None, most: int | None = None) -> Term:
        """A whole number, between two others where they are given."""
        term = z3.Int(name)
        if least is not None:
            self.require(term >= least)
        if most is not None:
            self.require(term <= most)
        return term

    def real(self, name: str) -> Term:
        """A number."""
        return z3.Real(name)

    def anything(self, name: str, known: Term) -> Truth:
        """A truth that may be anything, and is unknown where `known` does not hold."""
        yes, no = self.flag(f"{name} is true"), self.flag(f"{name} is false")
        self.require(z3.Not(z3.And(yes, no)))
        return Truth(z3.And(known, yes), z3.And(known, no))

    def text(self, family: str, form: str) -> int:
        """The number of a text of a family, in the form in which equal ones are the same."""
        return self._texts.setdefault((family, form), len(self._texts) + 1)

    def texts_of(self, family: str) -> dict[str, int]:
        """The texts of a family that rules name, with their numbers."""
        return {form: number for (own, form), number in self._texts.items() if own == family}

    def text_of(self, family: str, number: int) -> str | None:
        """The text of a number; None for one that no rule names."""
        return next((form for form, own in self.texts_of(family).items() if own == number), None)
