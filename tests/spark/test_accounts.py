"""Rules that look back at an account decide on Spark as with a history of all posts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import feedcurate as fc
from feedcurate.batch import ADVICE_SCHEMA, RESULT_SCHEMA, BeyondColumns
from feedcurate.batch.spark import advised, decided
from feedcurate.testing.pool import NOW
from tests.batch.crowd import FOLLOWING, OF_ACCOUNTS, OF_REPOSTERS, RULES, advice_of, all_together, crowd
from tests.batch.tables import table
from tests.spark.conftest import Submit

ITEMS = crowd(7, 240)


@pytest.fixture(scope="module")
def judged(submit: Submit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Spark makes of the posts of the crowd, which are in many small parts."""
    folder = tmp_path_factory.mktemp("accounts")
    posts = table(ITEMS, fc.loads(RULES))
    known = [name for name in posts.column_names if posts[name].null_count < len(ITEMS)]
    pq.write_table(posts.select(known), folder / "posts.parquet", row_group_size=40)
    submit(Path(__file__).with_name("accounts_job.py"), folder / "posts.parquet", folder / "judged")
    return folder / "judged"


def rows(path: Path, schema: Any) -> list[dict[str, Any]]:
    """What was written, sorted."""
    return sorted(pq.read_table(path, schema=schema).to_pylist(), key=repr)


@pytest.mark.parametrize(("who", "rules"), [("author", RULES), ("reposter", OF_REPOSTERS)])
def test_a_post_is_decided_with_all_posts_of_its_author_or_reposter(who: str, rules: str, judged: Path) -> None:
    """Wherever they are, whichever identifiers they say, and each state of a post once."""
    found = rows(judged / who, RESULT_SCHEMA)
    assert found == sorted(all_together(fc.loads(rules), ITEMS), key=repr)
    fired = {name for row in found for name in (*row["fired"], *row["shadow"])}
    assert fired == {rule.name for rule in fc.loads(rules).program.rules}


def test_every_account_is_advised_about_once_and_with_all_of_its_posts(judged: Path) -> None:
    """As by a history; somebody who is followed and never posts is one of them."""
    found = rows(judged / "advice", ADVICE_SCHEMA)
    assert found == sorted(advice_of(fc.loads(OF_ACCOUNTS), ITEMS, FOLLOWING), key=repr)
    assert FOLLOWING[-1].handle in [row["handle"] for row in found]


ASKS = {
    "count(views of author, 7 days) > 3": "the reader's views",
    "count(posts, 7 days) > 3": "everybody's posts",
    "count(posts by me, 7 days) > 3": "the reader's own posts",
    "count(posts by @ann@a.example, 7 days) > 3": "the posts of an account that the rule names",
    "count(posts by post.quote.author, 7 days) > 3": "the posts of somebody else than the author",
    "count(posts by author, 7 days) > count(posts by reposter, 7 days)": "the posts of both author and reposter",
}


@pytest.mark.parametrize("condition", ASKS)
def test_what_the_posts_of_one_account_do_not_say_is_refused_before_any_job(condition: str) -> None:
    """With the name of the rule; no worker is asked."""
    rules = fc.loads(f"rule asks when {condition} then hide")
    with pytest.raises(BeyondColumns) as refused:
        decided(NO_POSTS, rules, now=NOW)
    assert f"`asks` asks for {ASKS[condition]}" in str(refused.value)


def test_advice_that_leans_on_views_is_refused_as_well() -> None:
    """A table of posts does not say what was seen."""
    with pytest.raises(BeyondColumns, match="the reader's views"):
        advised(
            NO_POSTS, fc.loads("rule a for account when count(views of account, 7 days) > 3 then suggest mute"), now=NOW
        )


NO_POSTS: Any = None
"""A refusal comes before anything is asked of a DataFrame."""
