"""Which texts are nearly alike. In: texts. Out: the pairs that share more than they should."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def shingles(text: str, words: int = 5) -> frozenset[tuple[str, ...]]:
    """Every run of so many words, without regard to case and punctuation; the whole text where it is shorter."""
    found = WORD.findall(text.casefold())
    return frozenset(tuple(found[at : at + words]) for at in range(max(1, len(found) - words + 1)))


def alike(texts: Mapping[str, str], bound: float) -> Iterator[tuple[str, str]]:
    """The pairs of names whose texts share at least this part (0 to 1) of the shorter one's shingles."""
    known = {name: shingles(text) for name, text in texts.items()}
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, runs in known.items():
        for run in runs:
            holders[run].append(name)
    shared = Counter(pair for names in holders.values() for pair in combinations(sorted(names), 2))
    for (one, other), count in sorted(shared.items()):
        if count >= bound * min(len(known[one]), len(known[other])):
            yield one, other
