"""Texts: a few phrases in a row, whole ones and some that are nearly so.

In: a pool, or a phrase as a rule file has it. Out: strategies, and phrases beside a phrase.
"""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from feedcurate.testing.pool import EVERYDAY, Pool

_GAPS = (" ", " ", " ", ", ", "\n", "! ", " – ")


def texts(pool: Pool) -> st.SearchStrategy[str]:
    """A few of a pool's phrases and hashtags with one thing or another between them; now and then any text."""
    phrases = (*pool.texts, *(f"#{tag}" for tag in pool.tags)) or EVERYDAY.texts
    pieces = st.tuples(st.sampled_from(phrases), st.sampled_from(_GAPS)).map("".join)
    some = st.lists(pieces, max_size=3).map("".join)
    return st.one_of(some, some, some, some, st.text(max_size=20))


def filled(phrase: str, ending: str = "") -> str:
    """A phrase as a post has it: its stars replaced by an ending, or by a word where they stand alone."""
    words = (ending or "anything" if word == "*" else word.replace("*", ending) for word in phrase.split())
    return " ".join(words)


def beside(phrase: str) -> Iterator[str]:
    """Texts close to a phrase that are not it: a word of it changed, cut or gone, and one that only starts the same."""
    words = filled(phrase, "s").split()
    if len(words) > 1:
        yield " ".join(words[:-1])
        yield " ".join(words[1:])
        yield " ".join([*words[:-1], "otherwise"])
        yield " between ".join(words)
    yield f"{' '.join(words)}ish"
    if len(words[-1]) > 1:
        yield " ".join([*words[:-1], words[-1][:-1]])
