from __future__ import annotations

import time

import pytest

from feedcurate.matching.automaton import Matcher
from feedcurate.matching.measures import emoji_count, shouting
from feedcurate.matching.patterns import Pattern, hashtag, phrase
from feedcurate.matching.tokens import tokenise

SOURCES = [
    "summer body",
    "a* b",
    "* * * body",
    "*'ano*",
    "b*",
    "love #summerbody",
    "a a a",
    "🦋 *",
    "日 本",
    "#b*",
    "a b c d e f g",
]
PATTERNS = [pattern for pattern in map(phrase, SOURCES) if isinstance(pattern, Pattern)]
MATCHER = Matcher([*PATTERNS, hashtag("#a")])
SIZE = 200_000

TEXTS = {
    "marks": "a" + "\u0301" * SIZE,
    "marks out of order": "a" + "\u0301\u0323" * (SIZE // 2),
    "marks without a base": "\u0301" * SIZE,
    "marks with nothing between": "a" + "\u0301\u200b" * (SIZE // 2),
    "zero-width": "\u200b" * SIZE,
    "zero-width inside words": "a\u200b" * (SIZE // 2),
    "joined emoji": "😀\u200d" * (SIZE // 2),
    "flags": "🇩" * SIZE,
    "selectors": "❤" + "\ufe0f" * SIZE,
    "addresses": "http://a" * (SIZE // 8),
    "addresses apart": "http://a " * (SIZE // 9),
    "open brackets": "http://a" + "(" * SIZE,
    "brackets": "http://a" + "(a" * (SIZE // 2),
    "one word": "a" * SIZE,
    "apostrophes": "a'" * (SIZE // 2),
    "only apostrophes": "'" * SIZE,
    "elisions": "l" + "'ano" * (SIZE // 4),
    "words": "a " * (SIZE // 2),
    "hashtags": "#a " * (SIZE // 3),
    "signs": "#" * SIZE,
    "mentions": "@a" * (SIZE // 2),
    "mention": "@a" + ".a" * (SIZE // 2),
    "names": "@" * SIZE,
    "one hashtag": "#" + "Aa" * (SIZE // 2),
    "capitals": "#" + "A" * SIZE,
    "underscores": "#" + "_" * SIZE,
    "marks in a hashtag": "#a" + "\u0301" * SIZE + "B",
    "unspaced": "日本" * (SIZE // 2),
    "unspaced with marks": "ก\u0e34" * (SIZE // 2),
    "a mark behind it all": "a " * (SIZE // 2) + "e\u0301",
    "something removed behind it all": "a" * SIZE + "\u200b",
    "lone surrogates": "\ud800" * SIZE,
    "digits": "#" + "1" * SIZE,
}


def seconds(text: str) -> float:
    """How long it takes to find, measure and count everything in a text."""
    started = time.process_time()
    tokens = tokenise(text)
    hits = MATCHER.find(tokens)
    assert {hit.pattern for hit in hits} == MATCHER.mentions(tokens)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert tokens.words <= len(text)
    shouting(text)
    emoji_count(text)
    return time.process_time() - started


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_texts_take_linear_time(name: str) -> None:
    """A fifth of a million characters made to be slow take seconds at most; quadratic ways would take minutes."""
    assert seconds(TEXTS[name]) < 60


def test_rows_of_ambiguous_hashtags_take_linear_time() -> None:
    """Ten thousand in a row, each with three readings: 3 ** 10,000 ways through, each place walked once."""
    assert seconds("#SummerBody #ABody #A_B " * 3_334) < 60
