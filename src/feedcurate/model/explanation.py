"""Why one post is treated as it is: every rule, fired or not, down to its clauses.

In: nothing. Out: `Explanation`, the frozen pydantic class that `explain` returns and the command line prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from pydantic import Field

from feedcurate.model.base import Duration, Model
from feedcurate.model.decision import Clause, Outcome


class Connective(StrEnum):
    """How a clause is made of others; a `let` is a use of a named condition."""

    AND = "and"
    OR = "or"
    NOT = "not"
    IMPLIES = "implies"
    LET = "let"


class RuleState(StrEnum):
    """What became of a rule."""

    FIRED = "fired"
    NOT_FIRED = "not_fired"
    NOT_YET = "not_yet"
    """Its `from` lies ahead."""
    OVER = "over"
    """Its `until` is past."""


class ExplainedClause(Clause):
    """A clause with the clauses it is made of, by id."""

    connective: Connective | None = Field(None, description="how it is made of others; null for an atom")
    children: tuple[int, ...] = Field((), description="ids of the clauses it is made of, as written")


class ExplainedRule(Model):
    """One rule and why it did or did not fire. Rules that are off are not in the program and so not here."""

    rule: str
    title: str | None = None
    at: str = Field(description="file:line:column")
    shadow: bool = Field(False, description="it is only reported and changes nothing")
    state: RuleState
    value: bool | None = Field(description="its condition's answer: true, false, or null for unknown")
    asks: Outcome | None = Field(None, description="the outcome it asks for; null where it only labels, notes or moves")
    reason: str | None = Field(None, description="its `because`, filled in; only where it fired")
    clause: int = Field(description="the id of its whole condition")
    made_by: tuple[int, ...] = Field((), description="ids of the atoms that made its condition true")
    stopped_by: tuple[int, ...] = Field((), description="ids of the atoms that kept its condition from being true")
    overridden_by: tuple[str, ...] = Field((), description="the rules that outweighed it, where it fired")


class Change(Model):
    """The smallest change of one value that would have shown a post; verified by evaluating again."""

    text: str = Field(description="`would be shown if likes ≥ 10`")
    clause: int = Field(description="the id of the clause that the change turns round")


class Explanation(Model):
    """One post, quotas aside: what happens to it, and what every rule had to say."""

    id: str
    source: str
    outcome: Outcome
    kept_as_own: bool = Field(
        description="the reader wrote it, and no `set own_posts: rules` stands against keeping it"
    )
    shift: Duration = Duration(0)
    labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    collapse: str | None = None
    rules: tuple[ExplainedRule, ...] = Field((), description="sorted by name")
    clauses: tuple[ExplainedClause, ...] = Field((), description="the clauses of all rules, each once, sorted by id")
    nearest: Change | None = Field(
        None, description="null for a post that is shown, and where no single change would do"
    )

    def clause(self, number: int) -> ExplainedClause:
        """The clause of that id. Raises KeyError where there is none."""
        for clause in self.clauses:
            if clause.id == number:
                return clause
        raise KeyError(number)

    def walk(self, root: int) -> Iterator[tuple[int, ExplainedClause]]:
        """A condition's clauses with their depths, parents first, each once."""
        return walk(root, self.clauses)


def walk(root: int, clauses: Iterable[ExplainedClause]) -> Iterator[tuple[int, ExplainedClause]]:
    """A condition's clauses among others, with their depths, parents first, each once."""
    by_id = {clause.id: clause for clause in clauses}
    waiting, seen = [(0, root)], set[int]()
    while waiting:
        depth, number = waiting.pop()
        if number not in seen:
            seen.add(number)
            yield depth, by_id[number]
            waiting.extend((depth + 1, child) for child in reversed(by_id[number].children))
