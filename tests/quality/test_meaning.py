"""What the page on meaning rests on: thresholds that keep their word, and topics that are about the labels."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quality.__main__ import posts_of
from quality.labelled import label_names
from quality.meaning import NEVER, by_words, figures, fitted, nearest, threshold, topics
from quality.measure import SOFTENS


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=40))
def test_what_is_found_from_a_threshold_on_is_precise_where_it_was_chosen(scored: list[tuple[int, bool]]) -> None:
    """Or nothing is found at all. Scores that differ, as those of a model do."""
    scores = np.array([score + place / 100 for place, (score, _) in enumerate(scored)])
    truths = np.array([truth for _, truth in scored])
    found = scores >= (chosen := threshold(scores, truths))
    assert chosen == NEVER or truths[found].mean() >= SOFTENS


def test_a_threshold_finds_as_much_as_it_may() -> None:
    """It goes as low as precision allows: past a mistake, where enough behind it is right."""
    scores = np.array([9.0, 8, 7, 6, 5, 4, 3, 2])
    assert threshold(scores, np.array([True] * 6 + [False, True])) == 2
    assert threshold(scores, np.array([True] * 5 + [False] * 3)) == 5
    assert threshold(scores, np.array([False] * 8)) == NEVER


def test_a_post_is_as_near_as_its_nearest_sentence() -> None:
    """The others make no difference."""
    posts, sentences = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[1.0, 0.0], [0.6, 0.8]])
    assert nearest(posts, sentences).tolist() == [1.0, 0.8]


def test_figures_count_all_labels_together() -> None:
    """A label with many posts weighs more than one with few."""
    found = [np.array([True, True, False]), np.array([True, False, False])]
    there = [np.array([True, False, True]), np.array([True, False, False])]
    assert figures(found, there) == (2.0, 1.0, 3.0)


def test_a_post_that_was_fitted_does_not_judge_itself() -> None:
    """In the half that a regression is fitted on, its score is that of a regression without it."""
    rng = np.random.default_rng(0)
    posts, half = rng.normal(size=(12, 3)), np.arange(12) < 9
    truths = posts[:, 0] > 0
    scores = fitted(posts, truths, half)
    for place in range(9):
        without = half & (np.arange(12) != place)
        assert np.isclose(scores[place], fitted(posts, truths, without)[place])


def test_topics_name_labels_of_the_set_and_find_some_of_their_posts() -> None:
    """Every label that is tried has sentences, exceptions and phrases, and its phrases find a post that has it."""
    named, posts = topics(), posts_of("tuning")["en"]
    assert named.keys() <= label_names()
    assert all(one.like and one.excepted and one.words for one in named.values())
    for label, found in by_words(posts, named).items():
        assert any(hit and label in post.labels for hit, post in zip(found, posts, strict=True)), label
