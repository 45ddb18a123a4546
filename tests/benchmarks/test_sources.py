"""The benchmark of sources measures only what is right."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from benchmarks.sources import Case, Disagreement, feeds, measured, ours, page

ITEMS = b"<item><title>x</title></item><item><title>y</title></item>"
RSS = b"<rss version='2.0'><channel><title>T</title>" + ITEMS + b"</channel></rss>"


def test_both_ways_are_timed_on_the_same_posts() -> None:
    """Posts a second, for each way."""
    rates = measured(feeds("feeds", (RSS, RSS)), rounds=1)
    assert list(rates) == ["feedcurate", "feedparser"]
    assert all(rate > 0 for rate in rates.values())


def test_ways_that_find_different_posts_are_not_compared() -> None:
    """A faster way that leaves some out would win."""

    def hasty(documents: Sequence[bytes]) -> int:
        return len(documents)

    with pytest.raises(Disagreement, match="feeds: 1 posts by hasty, 2 by ours"):
        measured(Case("feeds", (RSS,), {"feedcurate": ours, "hasty": hasty}), rounds=1)


def test_a_case_without_posts_measures_nothing() -> None:
    """Documents that are not read would be read very fast."""
    with pytest.raises(Disagreement):
        measured(Case("nothing", (json.dumps({}).encode(),), {"feedcurate": ours}), rounds=1)


def test_a_page_says_how_far_each_figure_is_from_its_bar() -> None:
    """The share of the way beside ours, or a number of posts."""
    told = page(
        [
            (Case("feeds", (b"x" * 2_000_000,), {}, share=0.7), {"feedcurate": 150.0, "feedparser": 100.0}),
            (Case("statuses", (b"",), {}, rate=20_000), {"feedcurate": 30_000.0}),
        ]
    )
    assert "| feeds | 2.0 | 150 | feedparser | 100 | 1.50 × | ≥ 0.7 × |" in told
    assert "| statuses | 0.0 | 30,000 |  |  |  | ≥ 20,000 a second |" in told
