from __future__ import annotations

import json
import pickle
import re
import sys

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.matching import prefilter
from feedcurate.matching.automaton import Hit, Matcher
from feedcurate.matching.normalise import clean, composed, folded
from feedcurate.matching.patterns import Pattern, hashtag, phrase
from feedcurate.matching.tags import tokenise_tag
from feedcurate.matching.tokens import tokenise
from tests.matching.texts import messy_texts, phrases, texts


def matcher(*sources: str) -> Matcher:
    """The matcher of these phrases; `#tag` alone is a hashtag."""
    return Matcher([pattern for pattern in map(phrase, sources) if isinstance(pattern, Pattern)])


def found_the_long_way(of: Matcher, text: str) -> list[Hit]:
    """What is found without a quick look: a text that has been taken apart already is searched at once."""
    return of.find(tokenise(text))


@pytest.mark.parametrize(
    "text",
    [
        *("", "a plain text", "my body: https://x.org/winter", "“A dull day” – he said… ❤️", "ça va été", "🦋👍🏽🇩🇪"),
        *("Привет, мир", "ダイエット", "soft\u00a0space", '{"text": "a \\"plain\\" text\\nof two lines"}'),
    ],
)
def test_a_text_without_the_words_is_not_taken_apart(text: str) -> None:
    """Neither in ASCII nor with what posts usually have beside it."""
    assert not matcher("summer body", "mindful*", "#fitspo", "*'anorexie").may_match(text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("summer body", "SUMMER, body"),
        ("body", "#SummerBody"),
        ("#summerbody", "#SummerBody"),
        ("kelvin", "\u212aelvin"),
        ("sun", "\u017fun"),
        ("diyet", "D\u0130YET"),
        ("fitness", "\ufb01tness"),
        ("body", "ｂｏｄｙ"),
        ("body", "bo\u200bdy"),
        ("body", "bo\ufe0fdy"),
        ("strasse", "Straße"),
        ("don't", "don’t"),
        ("*'anorexie", "l’anorexie"),
        ("iba", "i\u0307ba"),
        ("диета", "ДИЕТА"),
        ("🦋", "a 🦋"),
        ("I ❤ you", "I ❤️ you"),
        ("1️⃣", "1️⃣"),
        ("schön", "SCHO\u0308N"),
        ("@bob", "hi ＠Bob"),
    ],
)
def test_signs_that_become_others_are_no_obstacle(source: str, text: str) -> None:
    """What is read as something else than it looks like is found as before."""
    of = matcher(source)
    assert of.find(text) == found_the_long_way(of, text) != []
    assert of.may_match(text)


@pytest.mark.parametrize(
    "value", ["MentalHealth", "#mentalhealth", "Mental Health", "mental\n health", "mental-health"]
)
def test_a_tag_in_a_document_may_be_written_in_any_way(value: str) -> None:
    """Hashtags are found in values without `#` and of several words."""
    of = Matcher([hashtag("#mentalhealth")])
    assert of.hits_in_tags([value])
    assert of.may_match(json.dumps({"tags": [value]}))
    assert not of.may_match(json.dumps({"tags": ["mental", "wealth"]}))


def test_a_letter_written_by_its_number_may_be_any() -> None:
    """A document with such an escape is looked at."""
    assert matcher("summer").may_match(r'{"text": "\u0073ummer"}')


def test_without_patterns_nothing_may_match() -> None:
    """Not even a text of many scripts."""
    assert not Matcher([]).may_match("a")
    assert Matcher([]).find("ﬁ") == []


def test_very_many_patterns_do_without() -> None:
    """Where nearly every text has some of the words, there is nothing to be gained."""
    many = matcher(*(f"word{i}" for i in range(prefilter.MOST_RUNS + 1)))
    assert many.may_match("nothing of the kind")
    assert many.find("nothing of the kind") == []


def test_a_pattern_of_signs_alone_takes_the_long_way() -> None:
    """A hashtag without a name has no letter to look for, so nothing is ruled out."""
    of = Matcher([hashtag("!")])
    assert of.may_match("a")
    assert of.find("a") == []


def test_it_survives_pickling() -> None:
    """What comes back looks as quickly, and says the same."""
    again = pickle.loads(pickle.dumps(matcher("summer", "🦋", "#a")))  # noqa: S301 - our own bytes
    assert [again.may_match(text) for text in ("winter", "summer", "🦋", "“x”", "#A")] == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_harmless_characters_are_harmless() -> None:
    """Each of them, between two letters, stays between them and becomes no ASCII letter, digit or sign of a tag."""
    harmful = prefilter._harmful()  # noqa: SLF001 - what the whole argument rests on
    characters = (chr(code) for code in range(0x80, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    harmless = [one for one in characters if not harmful.search(one) and one not in "\ufe0f\u200d"]
    assert len(harmless) > 40_000
    for one in harmless:
        assert re.fullmatch("a[^a-z0-9_#@]+b", folded(clean(composed(f"a{one}b"))))


def test_separators_are_no_words() -> None:
    """What patterns beyond ASCII are not looked for among has no word and no emoji in it."""
    separator = prefilter._no_separator()  # noqa: SLF001 - what the whole argument rests on
    characters = (chr(code) for code in range(0x80, 0x10000) if not 0xD800 <= code < 0xE000)
    separators = [one for one in characters if not separator.search(one)]
    assert {"’", "“", "–", "…", "\u00a0", "€"} <= set(separators)
    assert all(tokenise(one).entries == [] for one in separators)


_odd = st.sampled_from(
    [
        *(
            "ſ",
            "\u212a",
            "İ",
            "ı",
            "ﬁ",
            "ﬀ",
            "ß",
            "ẞ",
            "ª",
            "½",
            "Ⅷ",
            "ｂｏｄｙ",
            "Ｓｕｍｍｅｒ",
            "＃",
            "＠",
            "…",
            "’",
            "“",
            "–",
            "\u00a0",
        ),
        *(
            "\u200b",
            "\u200d",
            "\ufe0f",
            "\u00ad",
            "\u0301",
            "\u0307",
            "\u20e3",
            "1️⃣",
            "\u0640",
            "ʼ",
            "\\n",
            "\\",
            '"',
            "/",
        ),
        *(
            "summer",
            "SUMMER",
            "body",
            "Body",
            "goals",
            "a",
            "i",
            "diyet",
            "#Summer",
            "#SummerBody",
            "#b",
            "@a",
            "❤",
            "❤️",
        ),
        *(
            "http://a.b/summer",
            "www.body.de",
            "'anorexie",
            "l'anorexique",
            "don't",
            "planb",
            "été",
            "диета",
            "ダイエット",
        ),
    ]
)
odd_texts = st.lists(st.one_of(_odd, st.sampled_from(["", " ", "_", "'", "-"])), max_size=10).map("".join)
"""What becomes something else, beside and inside the words that are looked for."""

sets_of_phrases = st.lists(phrases, min_size=1, max_size=4)


@given(sets_of_phrases, st.one_of(odd_texts, texts, messy_texts))
def test_a_quick_look_changes_nothing(sources: list[str], text: str) -> None:
    """The same hits and the same mentions with it and without it."""
    of = matcher(*sources)
    long_way = found_the_long_way(of, text)
    event(f"hits: {bool(long_way)}, may match: {of.may_match(text)}")
    assert of.find(text) == long_way
    assert of.mentions(text) == of.mentions(tokenise(text))
    assert of.may_match(text) or not long_way


@given(sets_of_phrases, st.one_of(odd_texts, texts, messy_texts), st.booleans(), st.sampled_from(["", "\n", "\t", '"']))
def test_what_is_in_a_string_may_be_in_its_document(
    sources: list[str], text: str, ascii_only: bool, before: str
) -> None:
    """JSON with all its escapes, in ASCII or not, hides nothing."""
    of = matcher(*sources)
    text = before + text
    if of.find(text):
        assert of.may_match(json.dumps({"text": text}, ensure_ascii=ascii_only))
        assert of.may_match(json.dumps({"text": text}, ensure_ascii=ascii_only).replace("/", "\\/"))


@given(sets_of_phrases, st.one_of(odd_texts, texts), st.booleans())
def test_what_is_in_a_tag_may_be_in_its_document(sources: list[str], tag: str, ascii_only: bool) -> None:
    """Hashtags as values too, and the quick look at a tag changes nothing."""
    of = matcher(*sources, "#summerbody", "#summerabody", "#body*")
    long_way = of.find(tokenise_tag(tag))
    assert of.hits_in_tags([tag]) == [(0, hit) for hit in long_way]
    if long_way:
        assert of.may_match(json.dumps({"tags": [tag]}, ensure_ascii=ascii_only))
