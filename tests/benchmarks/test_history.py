from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import feedcurate
from benchmarks.history import agree
from benchmarks.history_month import month_file
from benchmarks.history_process import Told
from benchmarks.history_questions import RULES, firing
from benchmarks.history_rules import Measure, Table, rule_file
from benchmarks.history_workload import ACCOUNTS, ACTIVITIES, POSTS, READER, Size, activities, arriving, posts, write
from benchmarks.throughput import Disagreement
from benchmarks.workload import NOW
from feedcurate import Activity, Item
from feedcurate.model.activity import ActivityKind

SMALL = Size(3_000, 3_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small past, as its two files."""
    path = tmp_path_factory.mktemp("past")
    write(path, SMALL)
    return path


def test_the_same_size_gives_the_same_past() -> None:
    """Figures of two days are about the same posts and activities."""
    size = Size(40, 40)

    assert list(posts(size)) == list(posts(size))
    assert list(activities(size)) == list(activities(size))
    assert arriving(size, 5) == arriving(size, 5)


def test_a_past_has_as_much_as_it_says() -> None:
    """Each post and activity is there once, in the order of time, and none later than now."""
    past, done = list(posts(SMALL)), list(activities(SMALL))

    assert len({(item.source, item.id) for item in past}) == SMALL.posts
    assert len({activity.id for activity in done}) == SMALL.activities
    dates = [item.published for item in past if item.published is not None]
    assert all(before <= after for before, after in pairwise(dates))
    assert all(before.at <= after.at for before, after in pairwise(done))
    assert dates[-1] <= NOW
    assert done[-1].at <= NOW


def test_a_past_is_like_a_readers() -> None:
    """Few accounts write much, the reader writes seldom, and mostly looks."""
    past, done = list(posts(SMALL)), list(activities(SMALL))
    authors = [item.author.handle for item in past if item.author is not None]
    views = [activity for activity in done if activity.kind is ActivityKind.VIEW]

    assert authors.count(READER) == SMALL.posts // 500
    assert 300 < len(set(authors)) < min(SMALL.posts, ACCOUNTS)
    assert 0.9 < len(views) / len(done) < 0.96
    assert {(view.source, view.item) for view in views} <= {(item.source, item.id) for item in past}


def test_new_posts_are_by_different_people() -> None:
    """What one new post adds to a past says nothing about the author of the next."""
    items = arriving(SMALL, 50)

    assert len({item.author for item in items}) == len(items) == 50
    assert all(item.published == NOW and item.via is None and item.mine is None for item in items)


def test_files_that_are_there_stay(folder: Path) -> None:
    """A large past is made once."""
    before = [(folder / name).stat().st_mtime_ns for name in (POSTS, ACTIVITIES)]

    write(folder, Size(1, 1))

    assert before == [(folder / name).stat().st_mtime_ns for name in (POSTS, ACTIVITIES)]
    assert [Item.model_validate_json(line) for line in (folder / POSTS).read_bytes().splitlines()] == list(posts(SMALL))
    assert [Activity.model_validate_json(line) for line in (folder / ACTIVITIES).read_bytes().splitlines()] == list(
        activities(SMALL)
    )


def test_the_rules_are_fifty_and_ask_for_everything() -> None:
    """The file is clean, and every measure and table has its conditions."""
    assert not feedcurate.loads(rule_file(RULES)).diagnostics
    assert len({rule.name for rule in RULES}) == 50
    assert {rule.measure for rule in RULES} == set(Measure)
    assert {rule.table for rule in RULES} == set(Table)


def test_the_whole_file_is_clean_and_speaks_of_everything() -> None:
    """Posts, accounts, the session, drafts and quotas, in words of the workload."""
    rules = feedcurate.loads(month_file())
    program = rules.program
    assert not rules.diagnostics
    assert all((program.rules, program.account_rules, program.session_rules, program.draft_rules, program.quotas))


def test_what_is_unknown_fires_nothing() -> None:
    """The hand-written contenders treat it as the language does."""
    assert firing([None] * len(RULES)) == frozenset()


def test_hand_written_contenders_agree(folder: Path) -> None:
    """Polars and DuckDB give the same values, audit and replay, and the library fires the same rules."""
    pytest.importorskip("polars")
    pytest.importorskip("duckdb")
    from benchmarks import history_duckdb, history_ours, history_polars

    for contender in (history_polars, history_duckdb, history_ours):
        contender.bring_in(folder)
        contender.prepare(folder)
    ducks, bears, ours = history_duckdb.opened(folder), history_polars.opened(folder), history_ours.opened(folder)

    assert bears.audit() == ducks.audit()
    fired = bears.replay()
    assert fired == ducks.replay()
    assert any(fired.values())
    assert any(ours.month().values())
    for item in arriving(SMALL, 5):
        assert bears.judge(item) == ducks.judge(item) == ours.judge(item)
        assert bears.values(item) == ducks.values(item)


def test_an_answer_that_differs_is_told() -> None:
    """The check is none unless it can fail, with the step and both names."""
    told = {"one": Told(answers={"labels": "a"}), "two": Told(answers={"labels": "b"}), "three": Told()}

    with pytest.raises(Disagreement, match="new: other labels by one than by two"):
        agree("new", told)
