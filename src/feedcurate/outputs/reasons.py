"""Reasons in a line each: which rule, in its own words, and what it saw.

In: the `because` of decisions. Out: visible text.
"""

from __future__ import annotations

from feedcurate.model.decision import Because, Clause
from feedcurate.text.visible import visible

_MOST = 3


def reason_words(because: Because) -> str:
    """`No comparison bait: comparison bait (“summer body” in text)`."""
    told = visible(because.title or because.rule)
    if because.reason:
        told += f": {visible(because.reason)}"
    seen = _seen(because.clauses)
    return f"{told} ({seen})" if seen else told


def _seen(clauses: tuple[Clause, ...]) -> str:
    """The words that were found, else what was true and what was not; no more than a few."""
    found = [f"“{visible(e.words)}” in {visible(e.field)}" for clause in clauses for e in clause.evidence]
    held = [f"{'' if clause.value else 'not '}{visible(clause.text)}" for clause in clauses]
    distinct = list(dict.fromkeys(found or held))
    more = [f"{len(distinct) - _MOST} more"] if len(distinct) > _MOST else []
    return ", ".join(distinct[:_MOST] + more)
