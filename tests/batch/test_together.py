"""Rules that look back see all posts of a table, where they are asked together."""

from __future__ import annotations

import pickle
from collections import Counter

import pytest
from hypothesis import given, settings

import feedcurate as fc
from feedcurate.batch import Decider, decide
from feedcurate.batch.reach import BeyondColumns
from feedcurate.testing.pool import NOW
from tests.batch.crowd import OF_MANY, OF_REPOSTERS, RULES, all_together, crowds
from tests.batch.tables import all_expected, table

ALL = fc.loads(RULES + OF_REPOSTERS + OF_MANY)


def test_posts_together_are_judged_as_the_reference_judges_them_with_their_history() -> None:
    """Of every author, reposter and written account, whichever identifiers they are known by."""
    fired: Counter[str] = Counter()

    @settings(max_examples=40)
    @given(crowds())
    def same(items: list[fc.Item]) -> None:
        found = decide(ALL, table(items, ALL), now=NOW, me=("@dee@d.example",), together=True)
        assert not found.faults
        rows = found.table.to_pylist()
        assert rows == all_together(ALL, items, fc.Facts(me=("@dee@d.example",)))
        fired.update(name for row in rows for name in (*row["fired"], *row["shadow"]))

    same()
    assert {rule.name for rule in ALL.program.rules} <= set(fired)


@given(crowds(12))
def test_without_together_each_post_is_taken_to_be_the_only_one(items: list[fc.Item]) -> None:
    """As before: what others wrote changes nothing."""
    assert decide(ALL, table(items, ALL), now=NOW).table.to_pylist() == all_expected(ALL, items, NOW)


ASKS = {
    "count(views of author, 7 days) > 3": "the reader's views",
    "count(likes, 7 days) > 3": "the reader's likes",
    "passive_time(today) > 20 minutes": "the reader's `passive_time`",
    "session.posts_seen > 50": "the reader's session",
    "count(posts by author, this session) > 2": "the reader's session",
}


@pytest.mark.parametrize("condition", ASKS)
def test_what_the_reader_did_is_refused_by_the_name_of_the_rule(condition: str) -> None:
    """Columns of posts do not say it, so a rule that asks is not quietly taken to be false."""
    rules = fc.loads(f"rule tired when {condition} then hide")
    with pytest.raises(BeyondColumns) as refused:
        Decider(rules, now=NOW, together=True)
    assert f"`tired` asks for {ASKS[condition]}" in str(refused.value)
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)  # noqa: S301 - made just here


def test_a_rule_that_is_off_or_over_may_ask_anything() -> None:
    """It is not asked."""
    rules = fc.loads(
        "rule a off when count(views, 7 days) > 3 then hide\n"
        "rule b until 2020-01-01 when count(views, 7 days) > 3 then hide\n"
        "rule c when count(posts, 7 days) > 3 then hide"
    )
    assert Decider(rules, now=NOW, together=True).asked is not None
