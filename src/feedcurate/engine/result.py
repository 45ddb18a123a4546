"""What the rules made of a post, as claims ask for it.

In: a verdict and the rules that fired. Out: the truth of `shown`, `labelled NAME`, `fires RULE` and their like.
"""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from attrs import frozen

from feedcurate.engine.verdict import Verdict
from feedcurate.model.decision import Outcome
from feedcurate.program.expr import Becomes, Fires, Labelled, OutcomeWord

OUTCOME_OF = {
    OutcomeWord.SHOWN: Outcome.SHOWN,
    OutcomeWord.COLLAPSED: Outcome.COLLAPSED,
    OutcomeWord.HIDDEN: Outcome.HIDDEN,
    OutcomeWord.BLOCKED: Outcome.BLOCKED,
}
"""The outcomes by the words that claims have for them; the other words speak of how a post moves."""


@frozen
class Result:
    """A verdict and the names of the rules that fired, shadow rules among them. Quotas have no part in it."""

    verdict: Verdict
    fired: frozenset[str]

    def answer(self, asked: Becomes | Labelled | Fires) -> bool:
        """Whether it is so; never unknown."""
        match asked:
            case Becomes(OutcomeWord.BOOSTED):
                return self.verdict.shift > timedelta(0)
            case Becomes(OutcomeWord.DEMOTED):
                return self.verdict.shift < timedelta(0)
            case Becomes(word):
                return self.verdict.outcome is OUTCOME_OF[word]
            case Labelled(label):
                return label in self.verdict.labels
            case Fires(rule):
                return rule in self.fired
            case _:
                assert_never(asked)
