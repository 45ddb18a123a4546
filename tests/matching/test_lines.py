"""Many texts at once are read just as each of them is by itself."""

from __future__ import annotations

import sys

import pytest
import regex
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.matching.automaton import Matcher
from feedcurate.matching.lines import line_of, lines_of
from feedcurate.matching.patterns import Pattern, phrase
from feedcurate.matching.tokens import tokenise
from tests.matching.texts import messy_texts, phrases, texts

EASY = st.lists(
    st.sampled_from(
        [*map(chr, range(256)), *"…’‘“”–—•👍🏽🇩🇪❤\ufe0f\u200d\u20e3ŁßЖ", "http://", "www.", "https://a.b/", "#aB", "@c"]
    ),
    max_size=30,
).map("".join)
"""Texts of characters that are easy, or beside those that are."""

PLENTY = st.lists(
    EASY
    | texts
    | messy_texts
    | st.sampled_from(
        ["#SummerBody goals", "don't #a_b’s @ann@b.de.", "see http://x.de/é’s, ok", "WWW.Foo.de!", "", "\x1d"]
    ),
    max_size=8,
)


def as_tokenised(text: str) -> str:
    """The line of a text, with a break for each emoji."""
    return regex.sub("\x01[^ ]+", "\n", tokenise(text).line)


@given(PLENTY)
def test_an_easy_text_has_the_line_that_it_has_by_itself(many: list[str]) -> None:
    """Entry for entry, the other readings of its hashtags included."""
    found = lines_of(many).lines
    assert len(found) == len(many)
    for text, line in zip(many, found, strict=True):
        event("easy" if line is not None else "not easy")
        assert line is None or line == as_tokenised(text)


@given(PLENTY)
def test_where_emoji_matter_no_text_with_emoji_is_easy(many: list[str]) -> None:
    """So that no line has lost one."""
    for text, line in zip(many, lines_of(many, emoji=True).lines, strict=True):
        assert line is None or line == tokenise(text).line


@given(EASY | texts | messy_texts, st.booleans())
def test_a_text_that_comes_alone_has_the_line_that_it_has_among_others(text: str, emoji: bool) -> None:
    """And is easy where it is easy there, with the same hashtags: both ways differ in time alone."""
    line, tags = line_of(text, emoji=emoji)
    together = lines_of([text, "b"], emoji=emoji)
    event("easy" if line is not None else "not easy")
    assert [line] == together.lines[:1]
    assert line is None or tags == together.tags.get(0, [])


@pytest.mark.parametrize("code", range(256))
def test_a_character_alone_is_read_as_among_others(code: int) -> None:
    """Every character of the quick table, alone, inside a word and around one."""
    for form in ("{}", "a{}b", "{}a{}", " {} ", "ww{}.b"):
        text = form.replace("{}", chr(code))
        assert line_of(text)[0] == lines_of([text]).lines[0], text


@pytest.mark.parametrize(
    "text",
    ["", "a plain text", "“A dull day” – he said… ❤️", "ça va été", "don’t 'quote' me", "#SummerBody @ann@b.example",
     "read https://news.example/1. And on", "two\nlines", "👍🏽🇩🇪👩‍💻"],
)  # fmt: skip
def test_what_posts_are_made_of_is_easy(text: str) -> None:
    """Else the way around would only cost."""
    assert lines_of([text]).lines == [as_tokenised(text)]


def test_each_character_beside_others_is_read_as_by_itself() -> None:
    """Every character there is, inside a word, as a hashtag, behind a name, and in an address."""
    characters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    for form in ("a{}b", "#{}b1", "@a{}b", "'{}'"):
        many = [form.format(character) for character in characters if ord(character) < 0x3000]
        wrong = [
            text
            for text, line in zip(many, lines_of(many).lines, strict=True)
            if line is not None and line != as_tokenised(text)
        ]
        assert not wrong


@given(st.lists(phrases, max_size=5), PLENTY)
def test_many_texts_have_the_patterns_that_each_has(sources: list[str], many: list[str]) -> None:
    """`which` is `mentions` for each text."""
    made = [pattern for pattern in map(phrase, sources) if isinstance(pattern, Pattern)]
    matcher = Matcher(made)
    found = matcher.which(many)
    event(f"found: {any(found)}")
    assert found == [matcher.mentions(text) for text in many]
    assert found == [matcher.which_of(text) for text in many]


@given(PLENTY)
def test_very_many_patterns_are_found_as_few_are(many: list[str]) -> None:
    """With and without the quick look that few patterns allow."""
    few = ["summer body", "#summerbody", "goal*", "don't", "* body", "café"]
    more = [phrase(source) for source in (*few, *(f"word{n}" for n in range(200)))]
    matcher = Matcher([pattern for pattern in more if isinstance(pattern, Pattern)])
    assert matcher.which(many) == [matcher.mentions(text) for text in many]
    assert matcher.which(many) == [matcher.which_of(text) for text in many]
