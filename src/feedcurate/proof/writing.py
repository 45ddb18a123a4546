"""A text that has some words and surely not others.

In: the phrases to be found in it. Out: a text made of them, with words between them that keep them apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from feedcurate.matching.forms import ANY, is_open
from feedcurate.matching.patterns import Pattern
from feedcurate.matching.tokens import EMOJI

_NOTHING = "hello"
_BETWEEN = ("and", "then", "so", "also", "again")


def written(patterns: Sequence[Pattern]) -> str:
    """A text with all of some phrases, the longest first; what is in an earlier one is not written again."""
    parts: list[str] = []
    so_far = ""
    for pattern in sorted(patterns, key=lambda one: (-len(one.places), one.key)):
        words = f" {' '.join(map(_word, pattern.places))} "
        if words not in so_far:
            parts.append(words.strip())
            so_far += f"{words}\n"
    found = parts[:1] or [_NOTHING]
    for number, part in enumerate(parts[1:]):
        found += [_BETWEEN[number % len(_BETWEEN)], part]
    return " ".join(found)


def lengthened(text: str, words: int) -> str:
    """A text with some more words."""
    return " ".join([*([text] if text else []), *(_BETWEEN[number % len(_BETWEEN)] for number in range(words))])


def _word(place: str) -> str:
    """A word that fits a place of a pattern."""
    if place.startswith(EMOJI):
        return place.removeprefix(EMOJI)
    if not is_open(place):
        return place
    if place == ANY:
        return "something"
    return ("l" if place.startswith("*") else "") + place.strip("*")
