"""What can be expected of a post, an account, the session and a draft, and when an expectation is met."""

from __future__ import annotations

import pytest

from tests.trial.trying import happened, passes, trial

RULES = """
set timezone: "UTC"
accounts close: @sis@a.example
topic diets: "diet"
rule no_diets when post mentions diets and not author in close then hide, because "a diet"
rule folded when post mentions "maybe" then collapse "why {post.likes}", boost 2 hours, label perhaps
rule also_folded when post mentions "perhaps" then collapse "so it is"
rule never_this when post mentions "spam" then block, demote 1 hour, label spam
rule friends when author in close then keep
rule tried_out shadow when post mentions diets then block
rule strikes for account when count(posts by account where post mentions diets, 14 days) >= 3 then suggest unfollow
rule noisy for account when count(posts by account, 14 days) >= 2 then suggest snooze 2 days
rule late for session when passive_time(today) > 20 minutes then pause 1 hour, suggest "Take a walk."
rule a_while for session when passive_time(today) > 10 minutes then nudge "Still there?"
rule numbers for draft when draft has contact_details then ask "Why?", hold 10 minutes
rule loud for draft when draft.text mentions "loud" then warn "Not so loud."
feed at most 2 in a row by author
"""
DIET = 'given post by @gym@b.example saying "my diet"'
MAYBE = 'given post by @gym@b.example saying "maybe" with post.likes = 3'
STRIKES = 'given 3 posts by @gym@b.example saying "my diet" over 10 days'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (DIET, "expect hidden"),
        (DIET, "expect hidden by no_diets"),
        (DIET, "expect not shown"),
        (DIET, "expect not hidden by friends"),
        (DIET, "expect not blocked by tried_out"),
        (MAYBE, "expect collapsed"),
        (MAYBE, 'expect collapsed "why 3"'),
        (MAYBE, 'expect not collapsed "why 4"'),
        (MAYBE, "expect boosted by folded"),
        (MAYBE, "expect not demoted"),
        (MAYBE, "expect labelled perhaps"),
        (MAYBE, 'expect labelled "perhaps" by folded'),
        (MAYBE, "expect not labelled spam"),
        ('given post by @gym@b.example saying "maybe perhaps"', 'expect collapsed "so it is" by also_folded'),
        ('given post by @gym@b.example saying "maybe diet"', "expect hidden by no_diets"),
        ('given post by @gym@b.example saying "maybe diet"', "expect boosted by folded"),
        ('given post by @gym@b.example saying "spam"', "expect blocked by never_this"),
        ('given post by @gym@b.example saying "spam"', "expect demoted by never_this"),
        ('given post by @sis@a.example saying "my diet"', "expect shown by friends"),
        ('given 3 posts by @gym@b.example saying "hello"', "expect held"),
        ('given 2 posts by @gym@b.example saying "hello"', "expect not held"),
        (STRIKES, "expect account @gym@b.example suggests unfollow by strikes"),
        (STRIKES, "expect not account @gym@b.example suggests unfollow by noisy"),
        (STRIKES, "expect account @sis@a.example suggests nothing"),
        ('given 2 posts by @gym@b.example saying "hello"', "expect account @gym@b.example suggests snooze by noisy"),
        ("given 25 minutes of views today", "expect session pauses by late"),
        ("given 25 minutes of views today", 'expect session pauses "Take a walk."'),
        ("given 15 minutes of views today", 'expect session nudges "Still there?" by a_while'),
        ("given 5 minutes of views today", "expect session continues"),
        ('given draft saying "call +49 30 1234567"', 'expect draft asks "Why?"'),
        ('given draft saying "call +49 30 1234567"', "expect draft holds by numbers"),
        ('given draft saying "call +49 30 1234567"', "expect not draft warns"),
        ('given draft saying "loud"', 'expect draft warns "Not so loud." by loud'),
        ('given draft saying "hello"', "expect draft passes"),
    ],
)
def test_each_word_is_met_by_what_it_says_and_its_negation_is_not(given: str, expected: str) -> None:
    """An expectation that is met, turned round by `not`, is not."""
    assert passes(RULES, given, expected)
    turned = expected.replace("expect not ", "expect ") if " not " in expected else f"expect not {expected[7:]}"
    assert not passes(RULES, given, turned)


@pytest.mark.parametrize(
    ("given", "asked", "told"),
    [
        (DIET, "expect shown", ("hidden by no_diets",)),
        (MAYBE, "expect shown", ('collapsed "why 3" by folded', "boosted by folded", "labelled perhaps by folded")),
        ('given post saying "hello"', "expect hidden", ("shown",)),
        (STRIKES, "expect account @gym@b.example suggests mute", ("suggests unfollow by strikes",)),
        (STRIKES, "expect account @sis@a.example suggests mute", ("suggests nothing",)),
        ("given 25 minutes of views today", "expect session stops", ('pauses "Still there?" "Take a walk." by late',)),
        (
            'given draft saying "call +49 30 1234567"',
            "expect draft passes",
            ("holds by numbers", 'asks "Why?" by numbers'),
        ),
    ],
)
def test_what_happened_is_said_in_the_words_of_expectations(given: str, asked: str, told: tuple[str, ...]) -> None:
    """So that a line that fails can be put right by copying."""
    assert happened(RULES, given, asked) == told


def test_a_shadow_rule_that_fired_is_no_reason() -> None:
    """It changes nothing, so nothing is `by` it; the explanation shows that it fired."""
    [tried] = trial(f'{RULES}\nexample "one"\n{DIET}\nexpect blocked by tried_out').tried
    [expected] = tried.expected
    assert not expected.met
    assert {(rule.rule, rule.shadow) for rule in expected.rules} == {("no_diets", False), ("tried_out", True)}


def test_a_rule_that_is_off_fires_in_no_example() -> None:
    """Nor is it among those that the examples reach."""
    found = trial(
        f'{RULES.replace("rule no_diets when", "rule no_diets off when")}\nexample "one"\n{DIET}\nexpect shown'
    )
    assert found.passed
    assert "no_diets" not in {rule.rule for rule in found.coverage}


def test_a_failure_explains_the_rules_that_fired_and_those_that_would_have_to() -> None:
    """Down to the clause that stopped one; the others are counted."""
    [tried] = trial(f'{RULES}\nexample "one"\n{DIET}\nexpect shown').tried
    [expected] = tried.expected
    assert [rule.rule for rule in expected.rules] == ["friends", "no_diets", "tried_out"]
    assert expected.others == 3
    friends = expected.rules[0]
    assert [clause.text for clause in expected.clauses if clause.id in friends.stopped_by] == ["author in close"]


def test_a_failure_explains_advice_too() -> None:
    """With what the windows counted."""
    given = 'given 2 posts by @gym@b.example saying "my diet" over 10 days'
    [tried] = trial(f'{RULES}\nexample "one"\n{given}\nexpect account @gym@b.example suggests unfollow').tried
    [expected] = tried.expected
    strikes = next(rule for rule in expected.rules if rule.rule == "strikes")
    values = {
        path: value for one in expected.clauses if one.id in strikes.stopped_by for path, value in one.values.items()
    }
    assert values == {"count(posts by account where post mentions diets, 14 days)": "2"}


def test_a_name_without_a_host_is_whoever_has_it() -> None:
    """As in a list; where nobody has it, nothing is known of them."""
    unfollow = STRIKES, "expect account @gym suggests unfollow by strikes"
    assert passes(RULES, *unfollow)
    assert passes(RULES, STRIKES.replace("@gym@b.example", "@gym"), unfollow[1])
    assert passes(RULES, STRIKES, "expect account @gum suggests nothing")


def test_one_post_given_twice_is_judged_and_explained_as_one() -> None:
    """Of two with one id one counts, as in a feed; what is told of it is true of that one."""
    lines = 'given post with post.id = "1", post.likes = 3 given post with post.id = "1", post.likes = 4'
    [tried] = trial(f'rule it when post.likes = 3 then hide\nexample "one"\n{lines}\nexpect hidden').tried
    [expected] = tried.expected
    assert expected.happened == ("shown",)
    assert [(rule.rule, rule.state) for rule in expected.rules] == [("it", "not_fired")]


def test_an_expectation_that_is_met_needs_no_explanation() -> None:
    """Nothing is worked out that nobody looks at."""
    [tried] = trial(f'{RULES}\nexample "one"\n{DIET}\nexpect hidden').tried
    assert (tried.expected[0].rules, tried.expected[0].clauses) == ((), ())
