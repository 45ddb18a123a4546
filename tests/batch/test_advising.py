"""Advice about accounts from posts in columns is that of a history of these posts."""

from __future__ import annotations

import pickle
from collections import Counter
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings

import feedcurate as fc
from feedcurate.batch import ADVICE_SCHEMA, Adviser, BeyondColumns, advise
from feedcurate.testing.pool import NOW
from tests.batch.crowd import FOLLOWING, OF_ACCOUNTS, advice_of, crowd, crowds
from tests.batch.tables import table

RULES = fc.loads(OF_ACCOUNTS)


def test_everybody_who_posts_or_is_followed_is_advised_about_as_with_a_history() -> None:
    """Each identity once, in its latest state, with the rules that count, those outweighed and those in the shadow."""
    found: Counter[str] = Counter()

    @settings(max_examples=40)
    @given(crowds())
    def same(items: list[fc.Item]) -> None:
        result = advise(RULES, table(items, RULES), now=NOW, following=FOLLOWING)
        assert not result.faults
        rows = result.table.to_pylist()
        assert rows == advice_of(RULES, items, FOLLOWING)
        found.update(name for row in rows for name in (*row["because"], *row["overridden"], *row["shadow"]))

    same()
    assert {rule.name for rule in RULES.program.account_rules} <= set(found)


def test_what_a_row_says_of_an_account() -> None:
    """Who it is, what is advised, and by which rules; a stronger advice outweighs another."""
    posts = pa.table(
        {
            "id": ["1", "2", "3"],
            "author": [{"handle": "gym@example.social", "name": "Gym"}] * 3,
            "text": ["Summer body!"] * 3,
            "published": pa.array([NOW] * 3, pa.timestamp("us", "UTC")),
        }
    )
    found = advise(RULES, posts, now=NOW).table
    assert found.schema == ADVICE_SCHEMA
    [row] = found.to_pylist()
    shown = {name: row[name] for name in ("handle", "name", "advice", "because", "overridden")}
    assert shown == {
        "handle": "gym@example.social",
        "name": "Gym",
        "advice": "unfollow",
        "because": ["tired"],
        "overridden": ["rest"],
    }


def test_an_adviser_can_be_pickled() -> None:
    """So that it travels to other processes, with all that it was made of."""
    adviser = Adviser(RULES, now=NOW, following=FOLLOWING)
    posts = table(crowd(1, 30), RULES)
    again: Any = pickle.loads(pickle.dumps(adviser))  # noqa: S301 - made just here
    assert again.advise(posts).table.equals(adviser.advise(posts).table)
    assert again.advise(posts).table.num_rows > 0


def test_advice_that_leans_on_what_the_reader_did_is_refused() -> None:
    """Columns of posts hold no views."""
    rules = fc.loads("rule sad for account when mood_shift(30 days) < -0.1 then suggest mute")
    with pytest.raises(BeyondColumns, match="`sad` asks for the reader's `mood_shift`"):
        Adviser(rules, now=NOW)
