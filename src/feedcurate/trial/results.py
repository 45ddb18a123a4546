"""What came of examples.

In: nothing. Out: frozen classes: each example with its expectations, and what the examples reached of the rules.
"""

from __future__ import annotations

from attrs import field, frozen

from feedcurate.model.explanation import ExplainedClause, ExplainedRule
from feedcurate.program.examples import Example, Expect
from feedcurate.text.span import Span


@frozen
class Expected:
    """One expectation: whether it was met, and what happened.

    `happened` is said in the words of expectations (`shown`, `suggests unfollow by strikes`), one after the other.
    Where it was not met, `rules` are those that fired and those that could have met it, by name, with their `clauses`;
    `others` is how many there are besides.
    """

    expect: Expect
    met: bool
    happened: tuple[str, ...]
    rules: tuple[ExplainedRule, ...] = field(default=(), repr=False)
    clauses: tuple[ExplainedClause, ...] = field(default=(), repr=False)
    others: int = 0


@frozen
class Impossible:
    """What an example gives and no post or draft can be: the detail, and where it stands."""

    text: str
    span: Span = field(eq=False, repr=False)


@frozen
class Tried:
    """An example that was run."""

    example: Example
    expected: tuple[Expected, ...]
    impossible: tuple[Impossible, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether all that it gives can be, and all that it expects happened."""
        return not self.impossible and all(one.met for one in self.expected)


@frozen
class CoveredClause:
    """A clause of a rule, and which truths it had where a rule was asked."""

    text: str
    at: str
    made_true: bool
    made_false: bool


@frozen
class CoveredRule:
    """A rule: whether it fired in any example, and its clauses, those that are made of others first."""

    rule: str
    at: str
    fired: bool
    clauses: tuple[CoveredClause, ...]

    @property
    def missed(self) -> tuple[CoveredClause, ...]:
        """The clauses that were not both true and false."""
        return tuple(one for one in self.clauses if not (one.made_true and one.made_false))


@frozen
class Trial:
    """All examples of a rule file in the order of the file, and what they reached of its rules, by name."""

    tried: tuple[Tried, ...]
    coverage: tuple[CoveredRule, ...]

    @property
    def passed(self) -> bool:
        """Whether every example did."""
        return all(one.passed for one in self.tried)
