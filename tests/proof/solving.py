"""What the tests of the encoding's parts ask a solver.

In: terms, and the laws of a theory. Out: whether something is possible, and what a closed truth is.
"""

from __future__ import annotations

import z3

from feedcurate.proof.finding import Status
from feedcurate.proof.proving import prove
from feedcurate.proof.terms import Term, Truth
from feedcurate.proof.theory import Theory
from feedcurate.proof.world import truth_in
from feedcurate.ruleset import loads


def found_of(rules: str, claim: str) -> tuple[Status, bool | None]:
    """What is found out of a claim (`always: X`), and how true the engine calls it on the post that is shown."""
    way, _, condition = claim.partition(": ")
    loaded = loads(f'{rules}\n{way} "c": {condition}')
    (finding,) = prove(loaded, search=0, seconds=20)
    world = finding.world
    return finding.status, None if world is None else truth_in(loaded.program, finding.claim, world)


def is_possible(theory: Theory, *terms: Term) -> bool:
    """Whether some conditions can hold at once under the laws."""
    solver = z3.Solver()
    solver.add(*theory.laws, *terms)
    found = solver.check()
    assert found != z3.unknown
    return bool(found == z3.sat)


def is_so(term: Term) -> bool:
    """Whether a term without variables holds."""
    simple = z3.simplify(term)
    assert z3.is_true(simple) or z3.is_false(simple)
    return bool(z3.is_true(simple))


def said(truth: Truth) -> bool | None:
    """What a truth without variables is; it is never both."""
    yes, no = is_so(truth.yes), is_so(truth.no)
    assert not (yes and no)
    return True if yes else False if no else None
