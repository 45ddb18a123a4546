"""Measuring the packs counts what was found rightly, wrongly and not at all."""

from __future__ import annotations

import subprocess
import sys

import pytest

from feedcurate import Item
from feedcurate.check.packs import pack_names
from quality.__main__ import posts_of
from quality.labelled import Labelled, label_names
from quality.measure import Figure, figures, mistakes
from quality.report import table

SHOUTED = "I CANNOT BELIEVE THAT THE BUS IS LATE AGAIN"
POSTS = [
    Labelled(item=Item(id="1", text=SHOUTED), labels=("clutter.shouting",), why="shouted"),
    Labelled(item=Item(id="2", text=SHOUTED), labels=(), why="a label that was forgotten"),
    Labelled(item=Item(id="3", text="it is late"), labels=("clutter.shouting",), why="a label too many"),
]


def test_a_figure_counts_what_is_right_wrong_and_missed() -> None:
    """One of each: half of what was found is right, and half of what is there was found."""
    (one,) = (one for one in figures(POSTS, ["clutter"]) if one.name == "clutter.shouting")
    assert (one.right, one.wrong, one.missed) == (1, 1, 1)
    assert (one.precision, one.recall, one.passes) == (0.5, 0.5, False)


def test_nothing_found_is_no_precision() -> None:
    """And nothing there is no recall; neither is a figure to fail by."""
    one = Figure("comparison.lives", "collapses", 0.85, 0, 0, 0)
    assert (one.precision, one.recall, one.passes) == (None, None, True)


def test_a_mistake_is_shown_with_its_post() -> None:
    """Found wrongly, and missed."""
    told = [(one.found, one.post.item.id) for one in mistakes(POSTS, "clutter") if one.label == "clutter.shouting"]
    assert told == [(True, "2"), (False, "3")]


def test_the_bar_is_that_of_what_a_rule_does() -> None:
    """Lower for what only folds or labels than for what takes a post out."""
    bars = {one.name: (one.does, one.bar) for one in figures([], ["support", "calm"])}
    assert bars["support.self_harm"] == ("collapses", 0.85)
    assert bars["calm.soothing"] == ("labels", 0.85)


def test_every_label_is_measured_but_that_no_pack_stands_for() -> None:
    """Each label of `labels.md` has a rule in the pack of its name."""
    assert {one.name for one in figures([])} - set(pack_names()) == label_names()


def test_the_tuning_set_is_no_part_of_the_measured_one() -> None:
    """No text of one stands in the other."""
    measured = {post.item.text for posts in posts_of("posts").values() for post in posts}
    tuned = [post for posts in posts_of("tuning").values() for post in posts]
    assert tuned
    assert [post.item.id for post in tuned if post.item.text in measured] == []


def test_the_tuning_set_is_in_order() -> None:
    """Every id once, every label one that has a meaning."""
    posts = [post for of in posts_of("tuning").values() for post in of]
    assert len({post.item.id for post in posts}) == len(posts)
    assert label_names().issuperset(label for post in posts for label in (*post.labels, *post.near))


def test_a_table_marks_what_misses_a_bar() -> None:
    """With a star at the end of its row."""
    good, bad = Figure("a.b", "collapses", 0.85, 9, 1, 1), Figure("a.c", "hides", 0.95, 9, 1, 1)
    lines = table((good, bad)).splitlines()
    assert [line.rstrip("| ").endswith("*") for line in lines[2:]] == [False, True]


@pytest.mark.parametrize("arguments", [["--set", "posts", "--mistakes", "support"]])
def test_mistakes_in_the_measured_posts_are_not_shown(arguments: list[str]) -> None:
    """Whoever writes packs sees the figures alone."""
    done = subprocess.run([sys.executable, "-m", "quality", *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "tuning set alone" in done.stderr
