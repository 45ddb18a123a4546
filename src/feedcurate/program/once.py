"""What is worked out of a program once, for as long as the program is there.

In: a function of a program. Out: the same function, whose results are kept with the program.

An app that serves many readers holds a program for each of them. Where only the latest few results were kept, it would
work them all out again with every reader.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from feedcurate.program.program import Program

T = TypeVar("T")


def once_a_program(make: Callable[[Program], T]) -> Callable[[Program], T]:
    """The function, called once for each program; twice where two threads are the first, one of whose results stays."""

    @wraps(make)
    def found(program: Program) -> T:
        known = program.worked_out
        if make not in known:
            known.setdefault(make, make(program))
        return cast("T", known[make])

    return found
