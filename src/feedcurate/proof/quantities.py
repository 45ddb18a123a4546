"""Constants and sizes as terms.

In: a kind and a value, as `program.expr` has them. Out: whole numbers of microseconds, days and texts; reals that are
exactly the doubles that were written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Any

import z3

from feedcurate.engine.compare import comparable
from feedcurate.engine.moments import EARLIEST, LATEST, TICK, ticks
from feedcurate.model.identity import canonical_address
from feedcurate.model.kinds import Enumeration, Kind, Simple
from feedcurate.program.expr import How
from feedcurate.proof.terms import TRUE, Term, Value
from feedcurate.proof.theory import Theory

DAY = timedelta(days=1) // TICK
LARGEST = 1.7976931348623157e308
"""The largest double."""
EXACT = 2**53
"""Up to here every whole number is a double."""

LIMITS: Mapping[Simple, tuple[int, int]] = {
    Simple.DURATION: (timedelta.min // TICK, timedelta.max // TICK),
    Simple.INSTANT: (ticks(EARLIEST), ticks(LATEST)),
    Simple.DATE: (date.min.toordinal(), date.max.toordinal()),
    Simple.CLOCK: (0, DAY - 1),
    Simple.DAY: (0, 6),
}
"""The least and the most that a value of a kind can be, as a whole number."""


def number(value: float) -> Term:
    """A double, exactly."""
    above, below = float(value).as_integer_ratio()
    return z3.Q(above, below)


def clock(value: time) -> int:
    """A clock as microseconds since midnight."""
    return ((value.hour * 60 + value.minute) * 60 + value.second) * 1_000_000 + value.microsecond


_WHOLE: Mapping[Simple, Callable[[Any], int]] = {
    Simple.DURATION: lambda value: value // TICK,
    Simple.INSTANT: ticks,
    Simple.DATE: date.toordinal,
    Simple.CLOCK: clock,
    Simple.DAY: int,
}


def form_of(kind: Kind) -> tuple[str, Callable[[str], str]] | None:
    """The family of a kind whose values are texts, and the form in which equal ones are the same."""
    if isinstance(kind, Enumeration):
        return "word", str
    match kind:
        case Simple.TEXT:
            return "text", lambda text: comparable(text, How.TEXT)
        case Simple.HASHTAG:
            return "hashtag", lambda text: comparable(text, How.HASHTAG)
        case Simple.ADDRESS:
            return "address", canonical_address
        case Simple.SITE | Simple.LANGUAGE:
            return "name", str.casefold
        case _:
            return None


def text_number(theory: Theory, kind: Kind, text: str) -> int:
    """The number of a text of a kind. Raises KeyError for a kind whose values are no texts."""
    family = form_of(kind)
    if family is None:
        raise KeyError(kind)
    return theory.text(family[0], family[1](str(text)))


def sized(theory: Theory, kind: Kind, value: object) -> Term:
    """A constant as a term."""
    if kind in (Simple.NUMBER, Simple.SHARE):
        return number(float(value))  # type: ignore[arg-type]  # the checker has matched kinds and values
    if isinstance(kind, Simple) and kind in _WHOLE:
        return z3.IntVal(_WHOLE[kind](value))
    return z3.IntVal(text_number(theory, kind, str(value)))


def known_constant(theory: Theory, kind: Kind, value: object, path: str) -> Value:
    """A constant as a value."""
    whole = kind is Simple.NUMBER and float(value).is_integer()  # type: ignore[arg-type]  # see above
    empty = z3.BoolVal(value == "")
    return Value(TRUE, sized(theory, kind, value), is_whole=whole, empty=empty, path=path)


def variable(theory: Theory, kind: Kind, path: str, known: Term, *, is_whole: bool = False) -> Value:
    """A value that may be any of its kind. Texts may be empty."""
    if kind in (Simple.NUMBER, Simple.SHARE):
        term = z3.ToReal(theory.whole(path)) if is_whole else theory.real(path)
        return Value(known, term, is_whole=is_whole, path=path)
    if isinstance(kind, Simple) and kind in LIMITS:
        return Value(known, theory.whole(path, *LIMITS[kind]), path=path)
    empty = theory.flag(f"{path} is empty")
    term = theory.whole(path)
    theory.require(z3.Implies(empty, term == text_number(theory, kind, "")))
    return Value(known, term, empty=z3.And(known, empty), path=path)
