"""Reasons in a line each: which rule, in its own words, and what it saw.

In: the `because` of decisions and of advice. Out: visible text.
"""

from __future__ import annotations

from feedcurate.model.decision import Because, Clause
from feedcurate.text.visible import visible

_MOST = 3
_BOUND = "at least "
"""How a value begins that is only known from below, as the history does not reach back far enough."""


def reason_words(because: Because) -> str:
    """`No comparison bait: comparison bait (“summer body” in text)`."""
    told = rule_words(because)
    seen = _seen(because.clauses)
    return f"{told} ({seen})" if seen else told


def rule_words(because: Because) -> str:
    """A rule by its title, else its name, and its reason: `No comparison bait: comparison bait`."""
    told = visible(because.title or because.rule)
    return f"{told}: {visible(because.reason)}" if because.reason else told


def clause_words(clause: Clause) -> str:
    """A condition as it is written, with the values and words in it: `passive_time(today) > 20 minutes (it is 1 hour)`.

    `it` is the one window in it, which need not be written twice.
    """
    told = _held(clause)
    words = [f"“{visible(one.words)}” in {visible(one.field)}" for one in clause.evidence]
    if len(clause.values) == 1 and not words and _windows(clause):
        return f"{told} (it is {visible(*clause.values.values())})"
    values = [_valued(path, value) for path, value in clause.values.items()]
    seen = list(dict.fromkeys((*values, *words)))
    more = [f"{len(seen) - _MOST} more"] if len(seen) > _MOST else []
    return f"{told} ({', '.join(seen[:_MOST] + more)})" if seen else told


def _seen(clauses: tuple[Clause, ...]) -> str:
    """The words that were found and what windows counted, else what was true and what was not; no more than a few."""
    found = [f"“{visible(e.words)}” in {visible(e.field)}" for clause in clauses for e in clause.evidence]
    told = [words for clause in clauses for words in (_windows(clause) or ([] if found else [_held(clause)]))]
    distinct = list(dict.fromkeys((*found, *told)))
    more = [f"{len(distinct) - _MOST} more"] if len(distinct) > _MOST else []
    return ", ".join(distinct[:_MOST] + more)


def _held(clause: Clause) -> str:
    return f"{'' if clause.value else 'not '}{visible(clause.text)}"


def _windows(clause: Clause) -> list[str]:
    """`count(posts by account, 14 days) = 3`: what windows came to, which says more than the condition itself."""
    return [_valued(path, value) for path, value in clause.values.items() if path.endswith(")")]


def _valued(path: str, value: str) -> str:
    sign = " is " if value.startswith(_BOUND) else " = "
    return f"{visible(path)}{sign}{visible(value)}"
