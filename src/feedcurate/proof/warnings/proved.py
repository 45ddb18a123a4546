"""The kinds of warnings that need the solver, in the order in which they are looked for: earlier ones go before."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from feedcurate.proof.warnings.always import conditions_always_true
from feedcurate.proof.warnings.contradictions import contradictory_rules
from feedcurate.proof.warnings.dead import dead_rules
from feedcurate.proof.warnings.duplicates import duplicate_rules
from feedcurate.proof.warnings.influence import idle_clauses
from feedcurate.proof.warnings.questions import Questions
from feedcurate.proof.warnings.shadowed import shadowed_rules
from feedcurate.proof.warnings.written import Warned, Written

PROVED: tuple[Callable[[Written, Questions], Iterator[Warned]], ...] = (
    dead_rules,
    conditions_always_true,
    duplicate_rules,
    shadowed_rules,
    contradictory_rules,
    idle_clauses,
)
