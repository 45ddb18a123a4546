from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.matching.normalise import clean, composed, folded
from feedcurate.matching.tokens import Token, TokenKind, tokenise
from feedcurate.matching.words import word_ranges, words
from tests.matching.texts import ascii_texts, messy_texts, texts


def tokens(text: str) -> list[str]:
    """The tokens of a text."""
    return [token.text for token in tokenise(text).tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("well-being", ["well", "being"]),
        ("3.5 and 1,000", ["3", "5", "and", "1", "000"]),
        ("snake_case x‿y", ["snake_case", "x‿y"]),
        ("j'ai qu’il", ["j'ai", "qu'il"]),
        ("'quoted' ''twice'' rock'n'roll'", ["quoted", "twice", "rock'n'roll"]),
        ("a''b dogs' 'tis", ["a", "b", "dogs", "tis"]),
        ("a''b", ["a", "b"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("مُحَمَّد، سلام", ["مُحَمَّد", "سلام"]),
        ("שָׁלוֹם־עולם", ["שָׁלוֹם", "עולם"]),
        ("한국어 문장", ["한국어", "문장"]),
        ("ダイエット", ["ダ", "イ", "エ", "ッ", "ト"]),
        ("ラーメンは人々", ["ラ", "ー", "メ", "ン", "は", "人", "々"]),
        ("ガ", ["ガ"]),
        ("カ\u3099", ["ガ"]),
        ("减肥plan减", ["减", "肥", "plan", "减"]),
        ("ลดน้ำหนัก", ["ล", "ด", "น้", "ํ", "า", "ห", "นั", "ก"]),
        ("ແກ້ວ", ["ແ", "ກ້", "ວ"]),
        ("សួស្តី", ["សួ", "ស្", "តី"]),
        ("မြန်မာ", ["မြ", "န်", "မာ"]),
        ("๑๒๓ 123", ["๑", "๒", "๓", "123"]),
        ("Łódź, źdźbło", ["łódź", "źdźbło"]),
        ("C++ & C#", ["c", "c"]),
        ("a\u00a0b\u2028c\td", ["a", "b", "c", "d"]),
        ("price: 5€ (five)", ["price", "5", "five"]),
        ("\u0301a", ["\u0301a"]),
        ("!!! … —", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Rule 4: runs of letters, marks, digits and connectors; apostrophes inside; one character where no spaces are."""
    if text == "ลดน้ำหนัก":
        # NFKC takes SARA AM apart into a mark and a letter: the mark stays on its consonant.
        expected = ["ล", "ด", "น\u0e49\u0e4d", "า", "ห", "นั", "ก"]
    assert tokens(text) == expected


def test_a_word_and_its_place() -> None:
    """A token has its normalised text, its kind and its range in the text as given."""
    assert tokenise("So DI\u0307YET!").tokens == (
        Token("so", 0, 2, TokenKind.WORD),
        Token("diyet", 3, 9, TokenKind.WORD),
    )


@given(messy_texts)
def test_the_quick_way_and_the_exact_way_find_the_same_words(text: str) -> None:
    """Tables of bytes and characters cut a text just where the regular expression does."""
    cleaned = clean(composed(text))
    assert words(folded(cleaned)) == [folded(cleaned[start:end]) for start, end in word_ranges(cleaned)]


@given(st.text(st.characters(max_codepoint=0x17F)))
def test_western_text_is_cut_alike(text: str) -> None:
    """The same, where nearly all of a text takes the way of bytes."""
    cleaned = clean(composed(text))
    assert words(folded(cleaned)) == [folded(cleaned[start:end]) for start, end in word_ranges(cleaned)]


@given(st.one_of(st.text(st.characters(max_codepoint=127)), texts.filter(str.isascii), ascii_texts))
def test_ascii_text_is_cut_as_any_other(text: str) -> None:
    """A text that is all ASCII has the tokens it has with one more letter of another script behind it."""
    assert tokenise(text + " ж").tokens[:-1] == tokenise(text).tokens


@pytest.mark.parametrize(("text", "size"), [("", 0), ("a b", 2), ("a https://x.y b", 3), ("#SummerBody now", 3)])
def test_the_size_of_a_line(text: str, size: int) -> None:
    """Entries in the text's own order: a break is one, a hashtag is its words, other readings do not count."""
    assert tokenise(text).size == size


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two words", 2),
        ("well-being", 2),
        ("a #SummerBody @bob 🦋 https://x.y word", 2),
        ("减肥", 2),
        ("#2024 is a number", 4),
        ("", 0),
        ("#SummerBody #PlanB #a_b", 0),
    ],
)
def test_words_are_counted_as_a_reader_would(text: str, expected: int) -> None:
    """Hashtags, mentions, emoji and addresses are no words; without spaces every character is one."""
    assert tokenise(text).words == expected
