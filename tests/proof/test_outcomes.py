"""The encoding's verdict is the engine's, for every choice of the rules that fire."""

from __future__ import annotations

from itertools import product

import pytest
import z3

from feedcurate.engine.verdict import Fired, Verdict, verdict
from feedcurate.model.decision import Outcome
from feedcurate.program.expr import Becomes, Fires, Labelled, OutcomeWord
from feedcurate.program.program import Rule
from feedcurate.proof.outcomes import Outcomes
from feedcurate.ruleset import loads
from feedcurate.syntax.nodes import Mode
from tests.proof.solving import is_so

RULES = loads("""
rule b when post is repost then block
rule h when post is repost then hide, label x, demote 1 hour
rule c when post is repost then collapse "c", label y, boost 0.000001 seconds
rule k when post is repost then keep, boost 2 hours
rule s when post is repost then demote 1 hour, label x
rule q shadow when post is repost then block, label x, boost 9 hours
""").program.rules
WORDS = {
    OutcomeWord.SHOWN: Outcome.SHOWN,
    OutcomeWord.COLLAPSED: Outcome.COLLAPSED,
    OutcomeWord.HIDDEN: Outcome.HIDDEN,
    OutcomeWord.BLOCKED: Outcome.BLOCKED,
}


def _of_engine(names: set[str], own: bool) -> Verdict:
    acting = [rule for rule in RULES if rule.name in names and rule.mode is Mode.LIVE]
    fired = [
        Fired(rule.name, rule.actions.strength, None, rule.actions.shift, frozenset(rule.actions.labels))
        for rule in acting
    ]
    return verdict(fired, own=own)


@pytest.mark.parametrize("own", [True, False])
def test_whatever_fires_the_encoding_says_what_the_engine_makes_of_it(own: bool) -> None:
    """The strongest wins, own posts are kept, shifts add up, labels stay, and a shadow rule only fires."""
    for on in product((True, False), repeat=len(RULES)):
        names = {rule.name for rule, fires in zip(RULES, on, strict=True) if fires}

        def fires(rule: Rule, names: set[str] = names) -> z3.BoolRef:
            return z3.BoolVal(rule.name in names)

        outcomes = Outcomes(RULES, fires, lambda: z3.BoolVal(own))
        expected = _of_engine(names, own)
        for word, outcome in WORDS.items():
            assert is_so(outcomes.holds(Becomes(word))) is (expected.outcome is outcome), (names, word)
        assert is_so(outcomes.holds(Becomes(OutcomeWord.BOOSTED))) is (expected.shift.total_seconds() > 0), names
        assert is_so(outcomes.holds(Becomes(OutcomeWord.DEMOTED))) is (expected.shift.total_seconds() < 0), names
        for label in "xyz":
            assert is_so(outcomes.holds(Labelled(label))) is (label in expected.labels), (names, label)
        for rule in RULES:
            assert is_so(outcomes.holds(Fires(rule.name))) is (rule.name in names), (names, rule.name)
