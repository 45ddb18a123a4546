"""Values of rules as terms of Z3, with what is not known about them.

In: terms. Out: the classes that the encoder makes of expressions, and three-valued logic on them.

A truth is two Booleans, *is true* and *is false*, never both; neither is unknown. Every other value is a term and a
Boolean that says whether it is known; the term says nothing where it is not. Numbers and shares are reals, whatever
else has a size is a whole number (`quantities`), and texts are numbers that are equal where the texts are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import z3
from attrs import frozen
from pydantic import BaseModel

Term = Any
"""A term of Z3, whose library has no types."""

TRUE: Term = z3.BoolVal(True)
FALSE: Term = z3.BoolVal(False)
_TRUE, _FALSE = TRUE.ast.value, FALSE.ast.value
"""Equal terms are one and the same in Z3."""


@frozen(eq=False)
class Truth:
    """A truth in three values: true, false, or neither."""

    yes: Term
    no: Term

    @property
    def known(self) -> Term:
        """Whether it is either."""
        return z3.Or(self.yes, self.no)


@frozen(eq=False)
class Value:
    """A value with a size, or a text.

    `bound`: the term is only the least that the value can be (`program.bounds`). `is_whole`: a number that is a whole
    one. `empty`: a text is known to be empty. `path` is where a text stands; what is asked of it is asked by that.
    """

    known: Term
    term: Term
    bound: Term = FALSE
    is_whole: bool = False
    empty: Term = FALSE
    path: str = ""


@frozen(eq=False)
class Thing:
    """A structure: a post, an account, a link; `present` is whether there is one."""

    path: str
    present: Term
    cls: type[BaseModel]


@frozen(eq=False)
class Element:
    """An element that a list may have, and whether it has it."""

    present: Term
    value: Thing | Value


@frozen(eq=False)
class Listing:
    """A list: some of its elements by themselves, and how many there are besides (`lists`)."""

    path: str
    known: Term
    elements: tuple[Element, ...]
    others: Term


Meaning = Truth | Value | Thing | Listing


def constant(value: bool | None) -> Truth:
    """A truth that is what it is."""
    return Truth(z3.BoolVal(value is True), z3.BoolVal(value is False))


def decided(known: Term, holds: Term) -> Truth:
    """True or false where it is known, by a condition."""
    return Truth(z3.And(known, holds), z3.And(known, z3.Not(holds)))


def negated(truth: Truth) -> Truth:
    """Kleene's not."""
    return Truth(truth.no, truth.yes)


def conjunction(truths: Iterable[Truth]) -> Truth:
    """Kleene's and."""
    parts = list(truths)
    return Truth(both(part.yes for part in parts), either(part.no for part in parts))


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Kleene's or."""
    parts = list(truths)
    return Truth(either(part.yes for part in parts), both(part.no for part in parts))


def both(terms: Iterable[Term]) -> Term:
    """All of them; true where there are none."""
    found = [term for term in terms if term.ast.value != _TRUE]
    return TRUE if not found else found[0] if len(found) == 1 else _joined(z3.Z3_mk_and, found)


def either(terms: Iterable[Term]) -> Term:
    """Any of them; false where there are none."""
    found = [term for term in terms if term.ast.value != _FALSE]
    return FALSE if not found else found[0] if len(found) == 1 else _joined(z3.Z3_mk_or, found)


def _joined(make: Callable[..., Any], terms: Sequence[Term]) -> Term:
    """As `z3.And` and `z3.Or`, which ask of each term what it is: a thousand rules are joined a thousand times."""
    context = z3.main_ctx()
    return z3.BoolRef(make(context.ref(), len(terms), (z3.Ast * len(terms))(*(term.ast for term in terms))), context)
