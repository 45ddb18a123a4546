"""Truth in three values: True, False, and None for unknown (Kleene's strong logic).

In: truth values. Out: one truth value.
"""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def negated(value: Truth) -> Truth:
    """Not; unknown stays unknown."""
    return None if value is None else not value


def conjunction(values: Iterable[Truth]) -> Truth:
    """False where any is, else unknown where any is, else true. Reads no further than the first false one."""
    result: Truth = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def disjunction(values: Iterable[Truth]) -> Truth:
    """True where any is, else unknown where any is, else false. Reads no further than the first true one."""
    result: Truth = False
    for value in values:
        if value is True:
            return True
        if value is None:
            result = None
    return result
