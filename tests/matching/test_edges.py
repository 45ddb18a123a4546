r"""A `\b` that is no edge of a word is found, and what is told instead is one."""

from __future__ import annotations

import re2
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.matching.edges import ascii_edge

LETTERS = st.characters(categories=["L"], min_codepoint=128, max_codepoint=0x24FF)
WORDS = st.text(st.sampled_from("abz"), min_size=1, max_size=3)


@given(LETTERS, WORDS)
def test_the_edge_that_is_told_finds_the_word_that_is_meant(letter: str, word: str) -> None:
    """Alone and between others, and not within a longer word; the one that was written misses it."""
    for source in (f"{word}{letter}\\b", f"\\b{letter}{word}"):
        edge = ascii_edge(source)
        assert edge is not None
        meant = source.replace(edge.written, edge.instead)
        whole = source.replace("\\b", "")
        assert not re2.search(source, f"a, {whole}, z")
        assert re2.search(meant, f"a, {whole}, z")
        assert re2.search(meant, whole)
        assert not re2.search(meant, f"{letter}{whole}{letter}")


@given(st.text(st.sampled_from("ab\\[]é ")))
def test_an_escaped_backslash_is_no_edge(text: str) -> None:
    r"""Only an odd number of backslashes before the b makes `\b`."""
    edge = ascii_edge(text)
    if edge is None:
        return
    before = text[: text.index("b", text.index(edge.written))]
    assert (len(before) - len(before.rstrip("\\"))) % 2 == 1


def test_ascii_words_have_their_edges() -> None:
    """What RE2 knows is left alone."""
    assert ascii_edge(r"\bcafe\b|é \b") is None
