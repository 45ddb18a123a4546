"""What examples reach of the rules: which fired, and which of their clauses were true, which false.

In: the readings that expectations were judged by. Out: `CoveredRule`s.
"""

from __future__ import annotations

from attrs import Factory, define

from feedcurate.check.packs import is_of_pack
from feedcurate.engine.interpret import Reading
from feedcurate.engine.moments import holds_now
from feedcurate.engine.reasons import every_clause
from feedcurate.program.program import AnyRule, Program
from feedcurate.trial.results import CoveredClause, CoveredRule


@define
class Coverage:
    """Gathers what readings made true and false, by rule and clause."""

    fired: set[str] = Factory(set)
    true: set[int] = Factory(set)
    false: set[int] = Factory(set)

    def note(self, rules: tuple[AnyRule, ...], reading: Reading) -> None:
        """Ask every rule about one post, account, session or draft."""
        context = reading.judge.context
        for rule in rules:
            for clause in every_clause(rule.clause):
                truth = reading.truth(clause.expr)
                if truth is not None:
                    (self.true if truth else self.false).add(clause.id)
            if reading.truth(rule.when) is True and holds_now(rule, context.now, context.zone):
                self.fired.add(rule.name)

    def of(self, program: Program) -> tuple[CoveredRule, ...]:
        """The whole, by name of the rule; a pack that is used is tested where it comes from."""
        own = (rule for rule in program.all_rules if not is_of_pack(rule.span.source.name))
        return tuple(self._rule(rule) for rule in sorted(own, key=lambda rule: rule.name))

    def _rule(self, rule: AnyRule) -> CoveredRule:
        clauses = tuple(
            CoveredClause(clause.text, clause.span.place, clause.id in self.true, clause.id in self.false)
            for clause in every_clause(rule.clause)
        )
        return CoveredRule(rule.name, rule.span.place, rule.name in self.fired, clauses)
