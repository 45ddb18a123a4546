from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.model.account import Account
from feedcurate.model.decision import Outcome
from feedcurate.model.explanation import Connective, Explanation, RuleState
from feedcurate.model.item import Item, Via
from tests.engine.build import NOW, ago, decided, post

RULES = """
accounts close: @sis@mastodon.social
accounts clinicians: @doc@clinic.example
topic comparison: "summer body", "what i eat in a day", #fitspo, "body goal*"
let trusted = author in close or author in clinicians

rule no_comparison "No comparison bait"
    when post mentions comparison and not trusted
    then hide, because "comparison bait with {post.likes} likes"

rule liked when author is followed then boost 6 hours
rule loud shadow when post.shouting > 30% then label loud
rule popular when post.likes >= 10 and post.age < 1 day then keep
rule winter from 2026-12-01 when always then block
rule spring until 2026-03-31 when always then block
rule gone off when always then block
"""

GYM = post(
    "My summer body: week 2 #FitSpo",
    likes=3,
    author=Account(handle="gym@example.social"),
    published=ago(hours=3, minutes=10),
)


def explained(item: Item = GYM, rules: str = RULES) -> Explanation:
    """Everything there is to say on a post."""
    return fc.explain(fc.loads(rules, name="my.curate"), item, now=NOW)


def shown(explanation: Explanation, rule: str) -> list[tuple[int, str, bool | None, dict[str, str], list[str]]]:
    """A rule's clauses as a tree: depth, text, answer, values, words."""
    [one] = [each for each in explanation.rules if each.rule == rule]
    return [
        (depth, clause.text, clause.value, clause.values, [each.words for each in clause.evidence])
        for depth, clause in explanation.walk(one.clause)
    ]


def texts(explanation: Explanation, clauses: tuple[int, ...]) -> list[str]:
    """The words of some clauses."""
    return [explanation.clause(number).text for number in clauses]


def test_a_rule_that_fired_is_told_clause_by_clause() -> None:
    """Every part with its answer; atoms with the values and words they saw; a `let` opened once."""
    account = {"author": "@gym@example.social"}
    assert shown(explained(), "no_comparison") == [
        (0, "post mentions comparison and not trusted", True, {}, []),
        (1, "post mentions comparison", True, {}, ["summer body", "#FitSpo"]),
        (1, "not trusted", True, {}, []),
        (2, "trusted", False, {}, []),
        (3, "author in close or author in clinicians", False, {}, []),
        (4, "author in close", False, account, []),
        (4, "author in clinicians", False, account, []),
    ]


def test_the_verdict_and_its_rules_are_told() -> None:
    """Rules by name; each with what became of it, what it asks for, and what made or stopped it."""
    explanation = explained()
    assert (explanation.outcome, explanation.kept_as_own) == (Outcome.HIDDEN, False)
    told = [
        (r.rule, r.state, r.value, r.asks, texts(explanation, r.made_by), texts(explanation, r.stopped_by))
        for r in explanation.rules
    ]
    fired, not_fired = RuleState.FIRED, RuleState.NOT_FIRED
    atoms = ["post mentions comparison", "author in close", "author in clinicians"]
    assert told == [
        ("liked", not_fired, None, None, [], ["author is followed"]),
        ("loud", not_fired, False, None, [], ["post.shouting > 30%"]),
        ("no_comparison", fired, True, Outcome.HIDDEN, atoms, []),
        ("popular", not_fired, False, Outcome.SHOWN, [], ["post.likes >= 10"]),
        ("spring", RuleState.OVER, True, Outcome.BLOCKED, ["always"], []),
        ("winter", RuleState.NOT_YET, True, Outcome.BLOCKED, ["always"], []),
    ]
    [rule] = [each for each in explanation.rules if each.rule == "no_comparison"]
    assert (rule.title, rule.at) == ("No comparison bait", "my.curate:7:1")
    assert rule.reason == "comparison bait with 3 likes"
    assert [each.rule for each in explanation.rules if each.shadow] == ["loud"]
    assert explanation.nearest is not None
    assert explanation.nearest.text == "would be shown if likes ≥ 10"
    assert explanation.clause(explanation.nearest.clause).text == "post.likes >= 10"


def test_values_are_as_a_person_reads_them() -> None:
    """Shares, ages and what is unknown."""
    values = {path: words for clause in explained().clauses for path, words in clause.values.items()}
    assert values == {
        "author": "@gym@example.social",
        "author.followed": "unknown",
        "post.age": "3 hours 10 minutes",
        "post.likes": "3",
        "post.shouting": "13.6364%",
    }


@pytest.mark.parametrize(
    ("condition", "item", "stopped"),
    [
        ("post.likes > 3 and post.replies > 3", post(likes=1, replies=1), ["post.likes > 3"]),
        ("post.likes > 3 and post.replies > 3", post(likes=4, replies=1), ["post.replies > 3"]),
        ("post.likes > 3 and post.replies > 3", post(replies=1), ["post.replies > 3"]),
        ("post.likes > 3 and post.replies > 3", post(), ["post.likes > 3", "post.replies > 3"]),
        ("post.likes > 3 or post.replies > 3", post(likes=1), ["post.likes > 3", "post.replies > 3"]),
        ("not (post.likes > 3 or post.replies > 3)", post(likes=4, replies=4), ["post.likes > 3"]),
        ("not (post.likes > 3 and post.replies > 3)", post(likes=4, replies=4), ["post.likes > 3", "post.replies > 3"]),
        ("not (post.likes > 3 implies post.replies > 3)", post(likes=1, replies=1), ["post.likes > 3"]),
        ("post.likes > 3 implies post.replies > 3", post(likes=4, replies=1), ["post.likes > 3", "post.replies > 3"]),
    ],
)
def test_what_stopped_a_rule_is_no_more_than_needed(condition: str, item: Item, stopped: list[str]) -> None:
    """Of an `and` the first part that is false, else those unknown; of an `or` all; through `not` turned round."""
    explanation = explained(item, f"rule r when {condition} then hide")
    assert texts(explanation, explanation.rules[0].stopped_by) == stopped


def test_a_rule_that_was_outweighed_names_those_that_did_it() -> None:
    """Overridden by what is strongest; rules that only label are not overridden."""
    rules = """
        rule a when always then collapse "x"
        rule b when always then hide
        rule c when always then keep
        rule d when always then keep, label z
        rule e when always then label y
    """
    explanation = explained(post(), rules)
    assert [rule.overridden_by for rule in explanation.rules] == [("c", "d"), ("c", "d"), (), (), ()]


def test_an_own_post_says_so() -> None:
    """What the implicit `keep` overrides has no rule to name."""
    explanation = explained(post(mine=True), "rule h when always then hide")
    assert (explanation.kept_as_own, explanation.outcome) == (True, Outcome.SHOWN)
    assert explanation.rules[0].overridden_by == ()


@pytest.mark.parametrize(
    ("condition", "item", "values"),
    [
        ("post is repost", post(), {"post.via": "none"}),
        ("post is repost", post(via=Via(account=Account(name="Anna"))), {"post.via": "Anna"}),
        ("post.title = post.text", post("x" * 100), {"post.title": "unknown", "post.text": f"{'x' * 79}…"}),
        ("now.time > 20:00", post(), {"now.time": "21:10"}),
        ("count(post.tags) > 1", post(tags=("a", "b")), {"post.tags": "#a, #b"}),
        (
            "any(post.tags where tag = #a) and author has name",
            post(tags=()),
            {"post.tags": "none", "author.name": "unknown"},
        ),
        ("post.x > 3", post(signals={"x": 2}), {"post.x": "2"}),
        ('post mentions "x"', post("x"), {}),
        ('post.text mentions "x"', post("x"), {"post.text": "x"}),
    ],
)
def test_the_values_of_a_condition(condition: str, item: Item, values: dict[str, str]) -> None:
    """The longest paths of a condition, each once, elements of lists left out."""
    explanation = explained(item, f"signal x: number\nrule r when {condition} then hide")
    assert {path: words for clause in explanation.clauses for path, words in clause.values.items()} == values


def test_a_clause_that_is_not_there_is_a_key_error() -> None:
    """Asking for a clause of another rule set is a mistake of the caller."""
    with pytest.raises(KeyError):
        explained().clause(10**6)


def test_clauses_say_how_they_are_made() -> None:
    """Connectives and children stand with each clause that is no atom."""
    by_text = {clause.text: clause for clause in explained().clauses}
    assert by_text["not trusted"].connective is Connective.NOT
    assert by_text["trusted"].connective is Connective.LET
    assert by_text["author in close"].connective is None
    assert by_text["not trusted"].children == (by_text["trusted"].id,)


@given(
    likes=st.none() | st.integers(0, 20),
    text=st.sampled_from([None, "", "summer body", "SUMMER BODY WEEK TWO"]),
    age=st.none() | st.timedeltas(timedelta(0), timedelta(days=2)),
    handle=st.sampled_from([None, "sis@mastodon.social", "gym@example.social"]),
)
def test_an_explanation_agrees_with_the_decision(
    likes: int | None, text: str | None, age: timedelta | None, handle: str | None
) -> None:
    """Outcome, shift and labels are the decision's; the rules that fired are its reasons, with the same clauses."""
    published = None if age is None else NOW - age
    item = post(text, likes=likes, published=published, author=handle and Account(handle=handle))
    explanation, decision = explained(item), decided(RULES, item)
    event(explanation.outcome.value)
    keys: tuple[str, ...] = ("outcome", "shift", "labels", "notes", "collapse")
    assert [getattr(explanation, key) for key in keys] == [getattr(decision, key) for key in keys]
    fired = [rule for rule in explanation.rules if rule.state is RuleState.FIRED and not rule.shadow]
    reasons: dict[str, Any] = {because.rule: because for because in (*decision.because, *decision.overridden)}
    assert {rule.rule: list(rule.made_by) for rule in fired} == {
        name: [clause.id for clause in because.clauses] for name, because in reasons.items()
    }
    assert (explanation.nearest is None) or explanation.outcome is not Outcome.SHOWN
