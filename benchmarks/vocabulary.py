"""Made-up words with the frequencies of real ones.

In: a generator of random numbers. Out: a `Vocabulary` of words and two-word phrases whose frequencies follow Zipf's
law (the unit of rank r is used in proportion to 1 / (r + 2.7), as Mandelbrot corrected it).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from random import Random

from attrs import frozen

SIZE = 20_000
SHORT = 100
"""The most frequent words are as short as articles and prepositions."""

_STARTS = ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br", "cl", "gr", "st", "tr")
_VOWELS = ("a", "a", "e", "e", "e", "i", "i", "o", "o", "u", "ea", "ou")
_ENDS = ("", "", "", "", "n", "r", "s", "l", "t", "nd")
_ACCENTS = str.maketrans("aou", "äöü"), str.maketrans("e", "é")


@frozen
class Vocabulary:
    """Units by rank, the most frequent first, and the sums of their weights up to each rank."""

    units: tuple[str, ...]
    cumulative: tuple[float, ...]

    def draw(self, random: Random, count: int) -> list[str]:
        """Some units as a text would have them."""
        return random.choices(self.units, cum_weights=self.cumulative, k=count)


def vocabulary(random: Random) -> Vocabulary:
    """Different words, a few with accents; beyond the 300 most frequent units, one in eight is a phrase of two."""
    words: dict[str, None] = {}
    while len(words) < SIZE:
        syllables = 1 if len(words) < SHORT else random.choice((2, 2, 2, 3))
        word = "".join(_syllable(random) for _ in range(syllables))
        is_accented = len(words) >= SHORT and random.random() < 0.02
        words[word.translate(random.choice(_ACCENTS)) if is_accented else word] = None
    units = list(words)
    for rank in range(300, SIZE):
        if random.random() < 1 / 8:
            units[rank] = f"{units[rank]} {units[random.randrange(SHORT, 300)]}"
    return Vocabulary(tuple(units), tuple(accumulate(zipf(SIZE))))


def zipf(count: int) -> Sequence[float]:
    """The weights of so many ranks."""
    return [1 / (rank + 2.7) for rank in range(1, count + 1)]


def _syllable(random: Random) -> str:
    return random.choice(_STARTS) + random.choice(_VOWELS) + random.choice(_ENDS)
