"""The figures on local signals that the documentation names are those of the posts."""

from __future__ import annotations

import pytest

from quality.__main__ import posts_of
from quality.signals import found, told_languages


def test_hardly_an_english_post_is_taken_for_another_language() -> None:
    """Of few nothing is told, and one that speaks of pay day is taken for Nigerian Pidgin."""
    told = told_languages(posts_of("tuning")["en"])
    assert set(told) == {"en", "pcm", None}
    assert told["pcm"] == 1
    assert told[None] < 50


@pytest.mark.parametrize(
    ("sound", "bound", "figures"),
    [("bitter", 0.5, (10, 4, 26)), ("bitter", 0.3, (13, 10, 23)), ("glad", 0.5, (4, 6, 16))],
)
def test_sentiment_is_right_as_often_as_the_page_says(sound: str, bound: float, figures: tuple[int, int, int]) -> None:
    """`docs/how-to/signals.md` gives these numbers, so that nobody expects more."""
    assert found(posts_of("tuning")["en"], sound, bound) == figures
