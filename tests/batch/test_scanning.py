"""Many texts at once have the patterns that each has by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.batch.characters import Class, characters
from feedcurate.batch.scanning import Scanner
from feedcurate.matching.automaton import Matcher
from feedcurate.matching.patterns import Pattern, hashtag, phrase

PIECES = (
    "summer", "body", "Summer", "SUMMER", "mindful", "mindfulness", "ADHD", "don't", "don’t", "j’ai", "l'anorexie",
    "straße", "STRASSE", "diyet", "DİYET", "i̇", "é", "É", "e\u0301", "ダイエット", "диета", "ДИЕТА", "ʼ", "´",
    "𝐀", "ﬁt", "ŉ", "Ⱥ", "K", "ſ", "ß", "ẞ", "Ꭰ", "ꭰ", "ᾳ", "ͅ", "ⅳ", "３", "٣", "_", "1", "42", "a1", "Überlänge",
    "internationalisation", "internationalisations",
)  # fmt: skip
SIGNS = (
    " ", " ", " ", "  ", "\n", "\0", "\x1c", "-", ".", "…", "'", "''", "’", "#", "#", "@", "@", "＃", "＠", "(", ")",
    "http://", "https://", "HTTP://", "www.", "://", "/", "example.com", "//", "\u00a0", "\u200b", "\u00ad", "ー", "。",
    "\u200d", "\ufe0f", "\u20e3", "❤", "❤️", "👩‍💻", "👍🏽", "🏽", "🇩🇪", "🇩", "1️⃣", "😀", "©", "™", "¨", "\u0301", "*",
)  # fmt: skip
WORDS_SOUGHT = (
    "summer", "summer body", "mindful*", "summer * body", "don't", "ai", "*'anorexie", "strasse", "diyet", "é", "e",
    "#summerbody", "#summer", "#adhd", "#1", "internationalisation", "international*", "internationalisations summer",
    "body mindful*", "* body", "mindful* body", "диета", "ダイエット", "i", "com", "a1", "#summer body", "@summer", "1",
    "❤️", "body 1", "überlänge", "#é", "#überlänge", "u*", "s", "ss", "ai body", "fit", "k",
)  # fmt: skip


def patterns(sources: Sequence[str]) -> list[Pattern]:
    """The patterns of phrases and hashtags as they are written."""
    made = [hashtag(one) if one.startswith("#") and " " not in one else phrase(one) for one in sources]
    return [one for one in made if isinstance(one, Pattern)]


def texts() -> st.SearchStrategy[str]:
    """Words and signs that lean on each other, in any order; and any text at all."""
    made = st.lists(st.sampled_from((*PIECES, *SIGNS)), max_size=12).map("".join)
    return made | st.text(st.characters(codec="utf-8"), max_size=12)


def alone(matcher: Matcher, found: Sequence[str | None]) -> set[tuple[int, int]]:
    """The pairs (text, pattern), each text by itself."""
    return {(row, one) for row, text in enumerate(found) if text is not None for one in matcher.mentions(text)}


def together(matcher: Matcher, found: Sequence[str | None]) -> set[tuple[int, int]]:
    """The same of all texts at once."""
    rows, which = Scanner(matcher).texts(pa.array(found, pa.string()))
    return set(zip(rows.tolist(), which.tolist(), strict=True))


@given(st.lists(texts() | st.none(), max_size=12), st.lists(st.sampled_from(WORDS_SOUGHT), min_size=1, max_size=6))
def test_texts_have_the_patterns_that_each_has_by_itself(found: list[str | None], sought: list[str]) -> None:
    """Neighbours, odd characters, addresses, hashtags and mentions change nothing about what a text mentions."""
    matcher = Matcher(patterns(sought))
    assert together(matcher, found) == alone(matcher, found)


@given(st.lists(texts(), max_size=12))
def test_tags_given_as_values_have_the_patterns_of_their_hashtags(found: list[str]) -> None:
    """A column of tags is read as the matcher reads a tag."""
    matcher = Matcher(patterns(WORDS_SOUGHT))
    rows, which = Scanner(matcher).tags(pa.array(found, pa.string()))
    alone = {
        (row, one)
        for row, tag in enumerate(found)
        if (tokens := matcher.tokens_of_tag(tag)) is not None
        for one in matcher.mentions(tokens)
    }
    assert set(zip(rows.tolist(), which.tolist(), strict=True)) == alone


def test_everyday_texts_are_not_left_to_the_matcher() -> None:
    """What most posts are made of is taken apart in columns: accents, emoji, addresses, hashtags, mentions."""
    everyday = [
        "It’s a café in Zürich … 😀👍🏽 ❤️ 🇩🇪!", "#fitspo and #ADHD", "see https://example.com/a?b=c. ok",
        "@ann@a.example hi", "don't “quote” – me", "Привет, мир", "mail me@example.com",
    ]  # fmt: skip
    from feedcurate.batch.cutting import cut
    from feedcurate.batch.lexicon import Odd

    assert not cut(pa.array(everyday), Odd()).hard.any()


@pytest.mark.parametrize("character", ["\u0301", "ー", "\u200b", "ダ", "ﬁ", "\u20e3", "ẞ"])
def test_characters_that_lean_on_others_are_hard(character: str) -> None:
    """A mark, a script without spaces, what is removed or changes its length is never taken for a plain letter."""
    assert characters().of(np.array([ord(character)], np.uint32))[0] == Class.HARD


@pytest.mark.parametrize(
    "unit", ["@a. ", "@a@", "http://a( ", "http://a(", "http://a!!", "www.", "#a", "👍\u200d", "’", "a'", "http://"]
)
def test_a_long_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    """What has to be looked at twice, a hundred thousand times, is done in seconds, not in days."""
    found = ["summer " + unit * 100_000, "summer http://a" + "!" * 1_000_000]
    matcher = Matcher(patterns(["summer"]))
    assert together(matcher, found) == {(0, 0), (1, 0)}
