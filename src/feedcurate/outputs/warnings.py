"""A post that shows what a warning says, as an example to paste into the rules.

In: a warning. Out: the text of an example, or nothing where no post was needed.
"""

from __future__ import annotations

from feedcurate.outputs.proof_example import Pasted, pasted
from feedcurate.program.program import Program
from feedcurate.proof.warnings import Warned


def example_of(program: Program, warned: Warned) -> Pasted | None:
    """The world of a warning as an example that expects what the rules make of it."""
    if warned.world is None:
        return None
    return pasted(program, " and ".join(warned.rules[:2]), warned.world)
