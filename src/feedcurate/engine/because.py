"""Why a rule fired: its place, its reason filled in, and the clauses that made it fire, with their values and words.

In: a rule and a reading of a post. Out: `Because` and `Clause` of the model.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.engine.counted import counted
from feedcurate.engine.evidence import evidence
from feedcurate.engine.interpret import Reading
from feedcurate.engine.paths import shortened, value_in_words
from feedcurate.engine.reasons import what_made_it
from feedcurate.engine.telling import telling_of
from feedcurate.engine.templates import filled_or_none
from feedcurate.model.decision import Because
from feedcurate.model.decision import Clause as ClauseView
from feedcurate.program.expr import ExprId
from feedcurate.program.program import AnyRule, Clause


def because(rule: AnyRule, reading: Reading) -> Because:
    """The reason that a rule gives for what it does or advises."""
    atoms = what_made_it(rule.clause, lambda clause: reading.truth(clause.expr))
    return Because(
        rule=rule.name,
        title=rule.title,
        at=rule.span.place,
        reason=filled_or_none(rule.actions.because, reading),
        clauses=tuple(view(clause, reading) for clause, _ in atoms),
    )


def view(clause: Clause, reading: Reading) -> ClauseView:
    """A clause with its answer; an atom also with the values of its paths and the words it found."""
    expr, value = clause.expr, reading.truth(clause.expr)
    if clause.connective is not None:
        return ClauseView(id=clause.id, text=clause.text, value=value)
    told = telling_of(reading.judge.program).of(expr)
    return ClauseView(
        id=clause.id,
        text=clause.text,
        value=value,
        values=values(told.paths, reading),
        evidence=evidence(reading, expr) if told.has_words else (),
        counted=counted(reading, expr) if told.has_windows else (),
    )


def values(paths: Iterable[tuple[str, ExprId]], reading: Reading) -> dict[str, str]:
    """What some paths are, as a person reads them."""
    program, zone = reading.judge.program, reading.judge.context.zone
    return {path: shortened(value_in_words(program, expr, reading.value(expr), zone)) for path, expr in paths}
