"""Did you mean: the one word of a few that a misspelled one stands for.

In: a word and the candidates. Out: the nearest, if one is near.
"""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that looks most like the word; of equally near ones the first in the alphabet."""
    from difflib import get_close_matches

    found = get_close_matches(word.casefold()[:40], sorted(candidates), n=1, cutoff=0.6)
    return found[0] if found else None
