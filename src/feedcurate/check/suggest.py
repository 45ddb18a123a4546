"""Did you mean: the known words nearest to one that is not known.

In: a word and the candidates. Out: at most three of them, best first.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache


def nearest(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """The candidates that look like the word, best first; the same letters in another case come before all."""
    return _nearest(word, frozenset(candidates))


@lru_cache(maxsize=2)
def _nearest(word: str, candidates: frozenset[str]) -> tuple[str, ...]:
    """Asked for twice of one mistake: for the help and for the fix."""
    names = sorted(candidates)
    folded = [name for name in names if name.casefold() == word.casefold()]
    return tuple(folded or get_close_matches(word, names, n=3, cutoff=0.6))


def did_you_mean(word: str, candidates: Iterable[str], before: str = "") -> str:
    """`did you mean `a` or `b`?`, or nothing where no candidate is near; `before` is what they are written behind."""
    found = nearest(word, candidates)
    return f"did you mean {either(f'{before}{name}' for name in found)}?" if found else ""


def either(words: Iterable[str]) -> str:
    """`a`, `b` or `c`, each in backticks."""
    return joined((f"`{word}`" for word in words), "or")


def joined(parts: Iterable[str], last: str) -> str:
    """Parts with commas and a word before the last one."""
    listed = list(parts)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"
