"""What the solver is asked about the rules of one file.

In: a program. Out: `Questions`: terms for rules and conditions of every subject, and answers about them. An answer that
does not come in time is no answer: nothing is said then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import z3
from attrs import Factory, define, field

from feedcurate.model.account import Account
from feedcurate.model.draft import Draft
from feedcurate.program.expr import Input
from feedcurate.program.program import AnyRule, Program
from feedcurate.proof.ask import Answer, Asker, Found
from feedcurate.proof.encode import Encoding
from feedcurate.proof.terms import TRUE, Meaning, Term, Thing
from feedcurate.proof.warnings.nearby import Nearby

R = TypeVar("R", bound=AnyRule)


class _AnySubject(Encoding):
    """An encoding that also knows what rules for accounts and drafts start from."""

    def _root(self, start: Input) -> Meaning:
        match start:
            case Input.ACCOUNT:
                return Thing("account", TRUE, Account)
            case Input.DRAFT:
                return Thing("draft", TRUE, Draft)
            case _:
                return super()._root(start)


@define(eq=False)
class Questions:
    """One incremental solver for all questions about a program."""

    program: Program
    seconds: float
    """How long one question may take."""
    done: Callable[[], None] = lambda: None
    """Called whenever a part of the work is done (`PARTS` times a rule)."""
    idle: set[str] = Factory(set)
    """The rules of which it was found that they do nothing; all of them may go together."""
    deciding: set[str] = Factory(set)
    """The rules that can make a difference."""
    always: set[str] = Factory(set)
    """The rules whose condition is always true."""
    encoding: Encoding = field(init=False)
    _laws: list[Term] = Factory(list)
    _asker: Asker = field(init=False)
    _fires: dict[str, Term] = Factory(dict)
    _near: Nearby = field(init=False)

    @encoding.default
    def _encoded(self) -> Encoding:
        return _AnySubject(self.program)

    @_asker.default
    def _solver(self) -> Asker:
        return Asker((self.encoding.theory.laws, self._laws), self.seconds)

    @_near.default
    def _index(self) -> Nearby:
        return Nearby(self.encoding.theory.laws)

    def firing_term(self, rule: AnyRule) -> Term:
        """Whether a rule is in force and its condition true."""
        return self.encoding.fires(rule)  # type: ignore[arg-type]  # of any subject

    def fires(self, rule: AnyRule) -> Term:
        """The same, as one name that the solver for all rules knows."""
        if rule.name not in self._fires:
            name = z3.Bool(f"rule {rule.name}")
            self._laws.append(name == self.firing_term(rule))
            self._fires[rule.name] = name
        return self._fires[rule.name]

    def in_force(self, rule: AnyRule) -> Term:
        """Whether now lies in a rule's dates."""
        return self.encoding.moments.in_force(rule)  # type: ignore[arg-type]  # of any subject

    def ask(self, *conditions: Term) -> Answer:
        """Whether all conditions can hold together."""
        return self._asker.ask(*conditions)

    def never(self, *conditions: Term) -> bool:
        """Whether it is proved that they cannot."""
        return self.ask(*conditions).found is Found.IMPOSSIBLE

    def ask_nearby(self, *conditions: Term) -> Answer:
        """The same for conditions that speak of one rule, asked of what has to do with them alone."""
        return Asker((self._near.to(conditions),), self.seconds).ask(*conditions)

    def never_nearby(self, *conditions: Term) -> bool:
        """Whether it is proved that they cannot, asked in the same way."""
        return self.ask_nearby(*conditions).found is Found.IMPOSSIBLE

    def firing(self, model: Any, rules: Iterable[R]) -> list[R]:
        """Those of some rules that fire in a model."""
        return [rule for rule in rules if z3.is_true(model.eval(self.fires(rule)))]
