"""What of a program's regular expressions a text may match at all.

In: a program. Out: its sieve, made when it is first asked for.
"""

from __future__ import annotations

from feedcurate.matching.sieve import Sieve, sieve_of
from feedcurate.program.once import once_a_program
from feedcurate.program.program import Program


@once_a_program
def sieve_for(program: Program) -> Sieve:
    """The sieve of a program, kept with it."""
    return sieve_of(program.regexes)
