"""The benchmark of columns measures only what is right."""

from __future__ import annotations

from attrs import evolve

import feedcurate as fc
from benchmarks.batch import FULL, Large, agree, page, rules_of, table
from benchmarks.workload import NOW, workload
from feedcurate.batch import Decider

WORK = workload(60, 40)


def test_columns_and_single_posts_agree_on_the_workload() -> None:
    """Nothing is timed before every label is the same."""
    assert agree(WORK.items, Decider(rules_of(WORK, 40), now=NOW))


def test_a_decider_of_other_rules_would_be_noticed() -> None:
    """The check compares with the rules, and can fail."""

    class Wrong(Decider):
        """Decides by fewer rules than it says."""

        def decide(self, posts: object) -> object:  # type: ignore[override]  # only what the check reads
            """The result of no rules at all."""
            return Decider(fc.loads("rule r when post.likes < 0 then hide"), now=NOW).decide(posts)

    assert not agree(WORK.items, Wrong(rules_of(WORK, 40), now=NOW))


def test_a_page_says_how_far_each_figure_is_from_its_bar() -> None:
    """Rates, the bars beside them, and the large file."""
    told = page({100: 500_000.0}, Large(2_500, 20, 800), evolve(FULL, rules=(100, 1_000)))
    assert "| 100 | 500,000 | ≥ 400,000 |" in told
    assert "10,000,000 posts in a Parquet file of 2,500 MB, 100 rules, on all cores: 20 s" in told
    assert table(WORK.items).num_rows == 60
