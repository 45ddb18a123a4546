"""A file is mended where it surely means the same, and left alone where that is not sure."""

from __future__ import annotations

import pytest

from feedcurate.ruleset import examine_text
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.text.span import Source
from tests.proof.warnings.told import LISTS, mended

USES = """
rule uses when friend and post mentions bait then label uses
rule used when author in wide and post is reply then label used
"""
"""So that no list is unused."""


def canonical(text: str) -> str:
    """A text in its one layout."""
    return format_file(parse(Source("<text>", text)).file)


MENDED = {
    "a dead rule goes": ("rule a when post.likes > 9 and post.likes < 3 then block", ""),
    "a double goes, the first stays": (
        "rule a when friend then hide rule b when not (not friend) then hide",
        "rule a when friend then hide",
    ),
    "a shadowed rule goes": (
        'rule a when friend then hide rule b when friend and post has link then collapse "x"',
        "rule a when friend then hide",
    ),
    "of two that stand for each other one stays": (
        "rule a when friend then hide, label x rule b when friend then hide, label x, label more",
        "rule b when friend then hide, label x, label more",
    ),
    "what is always true says so": (
        "rule a when post is repost or not post is repost then label x",
        "rule a when always then label x",
    ),
    "an idle part goes, with brackets where they are needed": (
        "rule a when (post has link or post has video) and not (post.likes < 3 or post.likes < 2) then label x",
        "rule a when (post has link or post has video) and not post.likes < 3 then label x",
    ),
    "an entry goes with its comma": (
        'topic t: "goals", "goal*", "my goal", "x" rule a when post mentions t then hide',
        'topic t: "goal*", "x" rule a when post mentions t then hide',
    ),
    "what only the unused used goes too": (
        'topic t: "q" topic s: t let u = post mentions s rule a when post has link then hide',
        "rule a when post has link then hide",
    ),
    "a name is spelt as it was declared": (
        "rule a when author in clos and post has link then hide",
        "rule a when author in close and post has link then hide",
    ),
}

LEFT = {
    "two that add up": "rule a when friend then demote 1 hour rule b when friend then demote 1 hour",
    "a rule that is over": "rule a until 2020-01-31 when friend then hide",
    "a pause that may be prolonged": (
        "rule a for session when sessions(today) > 3 then pause 2 hours "
        "rule b for session when sessions(today) > 5 then pause 1 hour"
    ),
    "a rule that a claim speaks of": (
        'rule a when post.likes > 9 and post.likes < 3 then block always "c": fires a implies blocked'
    ),
    "a comment inside of a condition": ("rule a when post.likes > 9\n -- why\n and post.likes > 3 then label x"),
    "a contradiction": "rule a when friend then keep rule b when post mentions bait then hide",
}


@pytest.mark.parametrize("case", MENDED)
def test_it_is_mended(case: str) -> None:
    """The text is what is expected, in its canonical layout."""
    before, after = MENDED[case]
    assert mended(f"{LISTS}{USES}\n{before}") == canonical(f"{LISTS}{USES}\n{after}")


@pytest.mark.parametrize("case", LEFT)
def test_it_is_left_alone(case: str) -> None:
    """Not even the layout is changed."""
    text = f"{LISTS}{USES}\n{LEFT[case]}\n"
    assert examine_text(text).ruleset is not None
    assert mended(text) == text


def test_without_proofs_only_what_is_plain_to_see_is_mended() -> None:
    """A dead rule stays, an unused list goes."""
    text = f"{LISTS}{USES}\nrule a when post.likes > 9 and post.likes < 3 then block\nsites s: x.example\n"
    assert mended(text, prove=False) == canonical(text.replace("sites s: x.example", ""))


def test_comments_above_a_rule_stay() -> None:
    """What a person wrote down is not thrown away with the rule below it."""
    text = f"{LISTS}{USES}\n-- look here\nrule a when post.likes > 9 and post.likes < 3 then block\n"
    assert "-- look here" in mended(text)
