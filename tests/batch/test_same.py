"""Columns mean what the reference means."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.batch import decide
from feedcurate.testing.aiming import items_for
from feedcurate.testing.files import programs
from feedcurate.testing.pool import NOW
from tests.batch.tables import all_expected, table
from tests.engine.test_total import BEFORE, CONDITIONS
from tests.properties.rules import items

ONE_BY_ONE = fc.loads(
    BEFORE
    + "\n".join(f"rule r{number} when {condition} then label l{number}" for number, condition in enumerate(CONDITIONS))
)


def test_every_program_and_post_of_the_kit_come_out_as_one_by_one() -> None:
    """Outcome, shift, labels, texts and the rules that fired are those of the reference, whatever the rules."""
    fired: Counter[str] = Counter()

    @settings(max_examples=60)
    @given(st.data())
    def same(data: st.DataObject) -> None:
        rules = fc.loads(data.draw(programs()).text())
        posts = data.draw(st.lists(items_for(rules) | items(), min_size=1, max_size=20))
        found = decide(rules, table(posts, rules), now=NOW)
        assert not found.faults
        assert found.table.to_pylist() == all_expected(rules, posts, NOW)
        fired.update(row["outcome"] for row in found.table.to_pylist() if row["fired"])

    same()
    assert {"collapsed", "hidden", "blocked", "shown"} <= set(fired)


@given(st.lists(items_for(ONE_BY_ONE), min_size=1, max_size=12))
def test_every_kind_of_condition_has_the_same_answer_in_columns(posts: list[fc.Item]) -> None:
    """Signals, lists, regular expressions, arithmetic, windows over time and derived values agree."""
    found = decide(ONE_BY_ONE, table(posts, ONE_BY_ONE), now=NOW)
    assert found.table.to_pylist() == all_expected(ONE_BY_ONE, posts, NOW)
