"""How the words of an English post sound.

In: a post. Out: a number from -1 (bitter) to 1 (glad), None where the post is not in English or has no words. It is
the mean of VADER's compound scores of its sentences: a lexicon of words and emoji, with rules for negation, emphasis
and capitals. It knows words and not what they mean together; `quality.signals` measures how often that is enough.
"""

from __future__ import annotations

import re
from functools import lru_cache
from statistics import fmean
from typing import TYPE_CHECKING

from feedcurate.matching.pieces import Cut
from feedcurate.signals.language import is_english
from feedcurate.signals.words import words_of

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from feedcurate.model.item import Item

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\s*\n\s*")
_READ = (Cut.PLAIN, Cut.EMOJI, Cut.HASHTAG)


def sentiment(item: Item) -> float | None:
    """How the words of an English post sound, -1 to 1."""
    words = words_of(item, _READ)
    if not words or not is_english(item):
        return None
    return fmean(_analyser().polarity_scores(one)["compound"] for one in _SENTENCE_END.split(words))


@lru_cache(maxsize=1)
def _analyser() -> SentimentIntensityAnalyzer:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
