"""The rule files that ship with the project decide in columns as they do post by post."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import feedcurate as fc
from feedcurate.batch import decide
from feedcurate.model.item import Item
from feedcurate.testing.pool import NOW
from tests.batch.tables import all_expected, table
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
RULES = sorted(path.relative_to(EXAMPLES) for path in EXAMPLES.rglob("*.curate"))
MOST = 60
"""How many posts of each file of the corpus."""


@cache
def example_posts() -> tuple[Item, ...]:
    """The posts of the example feeds and of the example month."""
    found = fc.read([EXAMPLES / "feeds", EXAMPLES / "month" / "posts.jsonl"], fetched_at=NOW).items
    return tuple(found[:: max(1, len(found) // 150)])


@pytest.mark.parametrize("name", RULES, ids=str)
def test_an_example_decides_in_columns_as_post_by_post(name: Path) -> None:
    """Every example file, on the posts of the example feeds."""
    rules = fc.load(EXAMPLES / name)
    found = decide(rules, table(example_posts(), rules), now=NOW)
    assert not found.faults
    assert found.table.to_pylist() == all_expected(rules, example_posts(), NOW)


def test_real_posts_decide_in_columns_as_one_by_one(corpus: Path) -> None:
    """Posts of Mastodon, Bluesky, Reddit and feeds as they are out there."""
    paths = [
        path for folder in ("mastodon", "bluesky", "reddit", "feeds") for path in sorted((corpus / folder).glob("*"))
    ]
    items: list[Item] = []
    for path in paths:
        if path.is_file() and ".origin." not in path.name:
            items += fc.read([path], fetched_at=NOW).items[:MOST]
    rules = fc.load(EXAMPLES / "language-tour.curate")
    assert len(items) > 200
    assert decide(rules, table(items, rules), now=NOW).table.to_pylist() == all_expected(rules, items, NOW)
