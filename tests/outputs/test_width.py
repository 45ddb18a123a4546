"""Columns of a terminal: what takes none, one and two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from feedcurate.outputs.width import cells, clip, fill, wrap

_LINE = st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S"], include_characters=" "))


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("日本", 4),
        ("ｱ", 1),
        ("한국", 4),
        ("e\u0301", 1),
        ("👩‍👩‍👧", 2),
        ("🇩🇪", 2),
        ("1️⃣", 2),
        ("👍🏽", 2),
        ("\u200b", 0),
        ("", 0),
    ],
)
def test_columns_of_a_text(text: str, columns: int) -> None:
    """Wide characters and emoji take two, marks and what cannot be seen none; rich agrees."""
    assert cells(text) == columns
    assert cell_len(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "cut"),
    [("abcd", 4, "abcd"), ("abcde", 4, "abc…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("abc", 1, "…")],
)
def test_a_text_that_is_too_long_ends_in_an_ellipsis(text: str, columns: int, cut: str) -> None:
    """A character that would stand over the edge is left out whole."""
    assert clip(text, columns) == cut


def test_lines_are_broken_at_spaces_and_in_words_only_where_they_must() -> None:
    """A word that is longer than a line is the only one that is cut."""
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("a abcdefgh b", 4) == ["a", "abcd", "efgh", "b"]
    assert wrap("", 4) == [""]
    assert wrap("one two three four", 9, hang=2) == ["one two", "three", "four"]


def test_the_quick_way_for_latin_text_counts_as_the_slow_one() -> None:
    """Of every character that it takes, on its own and as rich counts."""
    for code in (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x300), *range(0x2010, 0x2028)):
        character = chr(code)
        # A letter that is wide keeps the whole text off the quick way.
        assert cells(character) == cells(f"{character}日") - 2 == cell_len(character) == 1, hex(code)


@given(_LINE, st.integers(2, 20))
def test_no_line_is_wider_than_it_may_be(text: str, columns: int) -> None:
    """Wrapping keeps every character but the spaces it breaks at; cutting and filling give the very width."""
    lines = wrap(text, columns)
    assert all(cells(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert cells(fill(clip(text, columns), columns)) == columns
