from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from feedcurate.matching.measures import emoji_count, shouting, word_count
from tests.matching.texts import messy_texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ABCDEFGHIJ", 1.0),
        ("abcdefghij", 0.0),
        ("ABCDEfghij", 0.5),
        ("ABCDEFGHI", None),
        ("ДИЕТА ДИЕТА", 1.0),
        ("ダイエットダイエットダイエット", None),
        ("STOP IT NOW!!! 1234567890 https://x.y/abcdefghijklmnop", None),
        ("STOP IT NOW PLEASE https://x.y/abcdefghijklmnop", 1.0),
        ("", None),
    ],
)
def test_shouting(text: str, expected: float | None) -> None:
    """Capitals among cased letters; unknown under ten of them; an address is nobody's shout."""
    assert shouting(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a 🦋🦋", 2), ("👨‍👩‍👧🇩🇪1️⃣", 3), ("1 # *", 0), ("plain", 0), ("https://x.y 🦋", 1), ("é", 0)],
)
def test_emoji_are_counted_as_they_show(text: str, expected: int) -> None:
    """A family, a flag and a keycap are one each."""
    assert emoji_count(text) == expected


def test_words_are_counted() -> None:
    """As in `TokenText.words`."""
    assert word_count("so well-being #tag 🦋") == 3


@given(messy_texts)
def test_measures_do_not_see_the_form(text: str) -> None:
    """NFC and NFD give the same numbers."""
    one, other = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert shouting(one) == shouting(other)
    assert emoji_count(one) == emoji_count(other)
    assert word_count(one) == word_count(other)
