"""An explanation in lines: every rule and clause, with what they saw."""

from __future__ import annotations

from feedcurate.model.decision import Evidence, Outcome
from feedcurate.model.explanation import Change, Connective, ExplainedClause, ExplainedRule, Explanation, RuleState
from feedcurate.outputs.explanation import explanation_lines
from feedcurate.outputs.pieces import Part

_WORDS = Evidence(field="text", start=0, end=11, words="summer body", pattern="summer body")
EXPLANATION = Explanation(
    id="1",
    source="mastodon",
    outcome=Outcome.HIDDEN,
    kept_as_own=False,
    clauses=(
        ExplainedClause(id=1, text="post mentions comparison", value=True, evidence=(_WORDS, _WORDS)),
        ExplainedClause(id=2, text="author in close", value=False, values={"author": "@gym@example.social"}),
        ExplainedClause(id=3, text="not author in close", value=True, connective=Connective.NOT, children=(2,)),
        ExplainedClause(
            id=4,
            text="post mentions comparison and not author in close",
            value=True,
            connective=Connective.AND,
            children=(1, 3),
        ),
        ExplainedClause(id=5, text="post.likes >= 10", value=None, values={"post.likes": "unknown"}),
    ),
    rules=(
        ExplainedRule(rule="a_later_one", at="my.curate:9:1", state=RuleState.NOT_YET, value=True, clause=1),
        ExplainedRule(
            rule="liked", at="my.curate:5:1", state=RuleState.NOT_FIRED, value=None, clause=5, stopped_by=(5,)
        ),
        ExplainedRule(
            rule="no_comparison",
            title="No comparison bait",
            at="my.curate:1:1",
            state=RuleState.FIRED,
            value=True,
            asks=Outcome.HIDDEN,
            reason="comparison bait",
            clause=4,
            made_by=(1, 2),
            overridden_by=("own",),
        ),
        ExplainedRule(
            rule="trial", at="my.curate:7:1", state=RuleState.FIRED, shadow=True, value=True, reason="to see", clause=1
        ),
    ),
    nearest=Change(text="would be shown if author in close", clause=2),
)


def test_an_explanation_in_lines() -> None:
    """The nearest change, then the rules that fired and those that did not, each down to its clauses, indented."""
    told = ["  " * said.depth + said.text for said in explanation_lines(EXPLANATION)]
    assert told == [
        "would be shown if author in close",
        "no_comparison “No comparison bait” fired (my.curate:1:1)",
        "  asks: hidden: comparison bait",
        "  outweighed by own",
        "  true    post mentions comparison and not author in close",
        "    true    post mentions comparison (“summer body” in text)",
        "    true    not author in close",
        "      false   author in close (author = @gym@example.social)",
        "trial, a shadow rule, fired (my.curate:7:1)",
        "  because: to see",
        "  true    post mentions comparison (“summer body” in text)",
        "a_later_one is not yet in force (my.curate:9:1)",
        "  true    post mentions comparison (“summer body” in text)",
        "liked did not fire (my.curate:5:1)",
        "  unknown post.likes >= 10 (post.likes = unknown) – this stopped it",
    ]


def test_what_stopped_a_rule_stands_out() -> None:
    """Of a rule that did not fire, only the clause that stopped it is not faded."""
    parts = {said.text: said.part for said in explanation_lines(EXPLANATION)}
    assert parts["liked did not fire (my.curate:5:1)"] is Part.FADED
    assert parts["unknown post.likes >= 10 (post.likes = unknown) – this stopped it"] is Part.TEXT


def test_an_own_post_says_that_it_is_kept() -> None:
    """The implicit keep of one's own posts belongs to no rule and is told first."""
    own = EXPLANATION.model_copy(update={"kept_as_own": True, "nearest": None})
    assert next(explanation_lines(own)).text == "kept: you wrote it"
