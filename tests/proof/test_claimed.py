"""The truth of a claim on one post, which everything else leans on."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedcurate.engine.kleene import Truth
from feedcurate.model.account import Account
from feedcurate.model.item import Item
from feedcurate.proof.world import World, truth_in
from feedcurate.ruleset import load, loads

RULES = """
set timezone: "UTC"
set me: @me@x.example
rule diet when post mentions "diet" then hide, label diet
rule slow when post.likes < 3 then demote 2 hours
rule quick when post.likes < 2 then boost 3 hours
rule quiet shadow when post is repost then block
rule past until 2026-01-01 when post mentions "diet" then block
rule gone off when post mentions "diet" then block
feed at most 1 per day
"""
DIET = Item(id="1", text="my diet", likes=2)
MINE = Item(id="1", text="my diet", author=Account(handle="me@x.example"), likes=1)
NOTHING = Item(id="1")


@pytest.mark.parametrize(
    ("claim", "item", "truth"),
    [
        ("always: hidden", DIET, True),
        ("never: hidden", DIET, False),
        ("always: labelled diet and fires diet", DIET, True),
        ("always: demoted and not boosted", DIET, True),
        ("always: shown", MINE, True),
        ("always: fires diet and not hidden", MINE, True),
        ("always: boosted", MINE, True),
        ("always: shown", NOTHING, True),
        ("always: post.likes > 3", NOTHING, None),
        ("never: post.likes > 3 and shown", NOTHING, None),
        ("always: post.likes > 3 or shown", NOTHING, True),
        ("never: fires past or fires gone or blocked", DIET, True),
        ("always: fires quiet and not blocked", Item.model_validate({"id": "1", "via": {}}), True),
    ],
)
def test_a_claim_is_true_false_or_unknown(claim: str, item: Item, truth: Truth) -> None:
    """Outcomes are known, own posts are kept, shadow rules fire and change nothing; unknown is neither."""
    way, _, condition = claim.partition(": ")
    program = loads(f'{RULES}\n{way} "c": {condition}').program
    assert truth_in(program, program.claims[0], World(item, datetime(2026, 5, 1, tzinfo=UTC))) is truth


def test_claims_are_sorted_and_equal_ones_count_once() -> None:
    """The order of a file does not matter, so claims have one of their own."""
    program = loads('always "b": shown\nnever "a": hidden\nalways "b": shown\nalways "b": not hidden').program
    assert [(claim.title, claim.text) for claim in program.claims] == [
        ("a", "hidden"),
        ("b", "not hidden"),
        ("b", "shown"),
    ]


def test_rules_with_claims_can_be_pickled() -> None:
    """A worker process gets the claims too, with their clauses."""
    rules = loads('always "a": post.likes > 3 implies shown')
    again = pickle.loads(pickle.dumps(rules))  # noqa: S301 - our own bytes
    assert [claim.clause.text for claim in again.program.claims] == ["post.likes > 3 implies shown"]


def test_a_rule_of_a_used_file_is_named_behind_its_name(tmp_path: Path) -> None:
    """`fires` takes the name of a used file in front, as every other use of its names does."""
    (tmp_path / "used.curate").write_text('rule late when post mentions "late" then hide')
    (tmp_path / "my.curate").write_text('use "used.curate" as used\nnever "late": fires used.late')
    program = load(tmp_path / "my.curate").program
    assert truth_in(program, program.claims[0], World(Item(id="1", text="late"))) is False
