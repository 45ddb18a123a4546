from __future__ import annotations

import pytest

from benchmarks.contenders import Contender, contenders
from benchmarks.throughput import Disagreement, agree
from benchmarks.workload import workload


def test_the_same_seed_gives_the_same_work() -> None:
    """Figures of two days are about the same posts and rules."""
    assert workload(50, 10) == workload(50, 10)
    assert workload(50, 10) != workload(50, 10, seed=1)


def test_less_work_is_the_beginning_of_more() -> None:
    """Contenders that get through fewer posts see the same ones first."""
    less, more = workload(20, 5), workload(40, 10)

    assert less.items == more.items[:20]
    assert less.rules == more.rules[:5]


def test_posts_are_as_long_as_real_ones() -> None:
    """The median text has about 180 characters, the mean one about 235 bytes."""
    texts = sorted((item.text or "" for item in workload(2_000, 1).items), key=len)

    assert 165 <= len(texts[1_000]) <= 195
    assert 215 <= sum(len(text.encode()) for text in texts) / 2_000 <= 255


def test_a_rule_matches_one_post_in_some_two_hundred() -> None:
    """The rate at which rules and posts meet, about 0.0045, is what every figure depends on."""
    work = workload(500, 200)

    labels = agree(work, contenders(work)[:2], posts=500)

    assert 0.0035 <= labels / (500 * 200) <= 0.0055


def test_all_contenders_find_the_same() -> None:
    """Nothing is timed that does other work than the rest; the labels are those of the library."""
    work = workload(200, 10)

    assert agree(work, contenders(work), posts=200) > 0


def test_a_contender_that_misses_a_label_is_told() -> None:
    """The check is none unless it can fail, with the post and both answers."""
    work = workload(200, 10)
    expert, *_ = contenders(work)
    blind = Contender("blind", lambda items: {item.id: () for item in items})

    with pytest.raises(Disagreement, match=r"post \d+: \('rule_\d+',\) by hand-written.*\(\) by blind"):
        agree(work, (expert, blind), posts=200)
