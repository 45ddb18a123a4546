"""W302: a rule whose condition is always true, though it does not say `always`."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from feedcurate.check.messages import proved as say
from feedcurate.program.expr import Const
from feedcurate.proof.warnings.questions import Questions
from feedcurate.proof.warnings.written import Warned, Written
from feedcurate.text.diagnostic import Fix


def conditions_always_true(written: Written, questions: Questions) -> Iterator[Warned]:
    """The conditions that everything makes true, whatever is unknown of it."""
    for rule in written.rules:
        questions.done()
        if isinstance(written.program.exprs[rule.when], Const):
            continue
        if questions.never_nearby(z3.Not(questions.encoding.truth(rule.when).yes)):
            questions.always.add(rule.name)
            span = rule.clause.span
            fix = Fix(span, "always") if written.is_main(span) and "--" not in span.text else None
            yield Warned(say.always_true(rule.clause.text, span, fix), (rule.name,))
