from __future__ import annotations

import pickle

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.matching.automaton import Hit, Matcher
from feedcurate.matching.normalise import clean, composed
from feedcurate.matching.patterns import Pattern, PatternProblem, hashtag, phrase
from feedcurate.matching.tokens import BREAK, EMOJI, tokenise
from tests.matching.reference import Graph
from tests.matching.texts import messy_texts, phrases, texts


def compiled(*sources: str) -> list[Pattern]:
    """The patterns of these phrases; `#tag` alone is a hashtag."""
    patterns = [phrase(source) for source in sources]
    assert not [pattern for pattern in patterns if isinstance(pattern, PatternProblem)]
    return [pattern for pattern in patterns if isinstance(pattern, Pattern)]


def found(source: str, text: str) -> list[str]:
    """What of the text a phrase matches."""
    return [text[hit.start : hit.end] for hit in Matcher(compiled(source)).find(text)]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("summer body", "My Summer Body plan", ["Summer Body"]),
        ("summer body", "summer\nbody", ["summer\nbody"]),
        ("summer body", "summer, body", ["summer, body"]),
        ("summer body", "summerbody", []),
        ("summer body", "summer my body", []),
        ("summer", "summers", []),
        ("a a", "a a a", ["a a", "a a"]),
        ("well being", "well-being", ["well-being"]),
        ("3 5", "3.5", ["3.5"]),
        ("well-being", "well being", ["well being"]),
        ("ai", "j'ai", []),
        ("j'ai", "J’AI", ["J’AI"]),
        ("schon", "schön", []),
        ("schön", "SCHO\u0308N", ["SCHO\u0308N"]),
        ("strasse", "Straße", ["Straße"]),
    ],
)
def test_a_phrase_matches_where_its_words_stand_next_to_each_other(source: str, text: str, expected: list[str]) -> None:
    """Punctuation and line ends separate, nothing else may stand between, and only whole words count."""
    assert found(source, text) == expected


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("mindful*", "mindful mindfulness Mindful!", ["mindful", "mindfulness", "Mindful"]),
        ("cure* anxiety", "it cures anxiety", ["cures anxiety"]),
        ("body goal*", "body goals", ["body goals"]),
        ("signs you have *", "signs you have ADHD", ["signs you have ADHD"]),
        ("signs you have *", "signs you have!", []),
        ("signs you have *", "signs you have 🦋", []),
        ("signs you have *", "signs you have @bob", []),
        ("signs you have *", "signs you have #ADHDTraits", ["signs you have #ADHD", "signs you have #ADHDTraits"]),
        ("* traits", "#ADHDTraits", ["ADHDTraits"]),
        ("heal * trauma", "heal your trauma, heal trauma", ["heal your trauma"]),
        ("* body", "summer body", ["summer body"]),
        ("*'anorexie", "l'anorexie d’anorexie anorexie", ["l'anorexie", "d’anorexie"]),
        ("*'anorexi*", "l'anorexique", ["l'anorexique"]),
        ("*'anorexie", "l'anorexies", []),
        ("ダイエット*", "ダイエット中", ["ダイエット"]),
    ],
)
def test_stars(source: str, text: str, expected: list[str]) -> None:
    """At the end of a word any ending, alone any one word, before an apostrophe any elided word."""
    assert found(source, text) == expected


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("#summerbody", "#SummerBody", ["#SummerBody"]),
        ("#summerbody", "summerbody", []),
        ("#fit*", "#fitspo fit", ["#fitspo"]),
        ("summerbody", "#SummerBody", ["SummerBody"]),
        ("summer body", "#SummerBody", ["SummerBody"]),
        ("love summer body now", "love #SummerBody now", ["love #SummerBody now"]),
        ("love summerbody now", "love #SummerBody now", ["love #SummerBody now"]),
        ("love #summerbody now", "love #SummerBody now", ["love #SummerBody now"]),
        ("body now", "love #SummerBody now", ["Body now"]),
        ("summerbody planb", "#SummerBody #PlanB", ["SummerBody #PlanB"]),
        ("summer body planb", "#SummerBody #PlanB", ["SummerBody #PlanB"]),
        ("#summerbody plan", "#SummerBody #PlanB", ["#SummerBody #Plan"]),
        ("今日_ごはん", "#今日_ごはん", ["今日_ごはん"]),
        ("日ご", "#今日_ごはん", ["日_ご"]),
        ("planb now", "#食べるPlanB now", ["PlanB now"]),
        ("_ごはん 食", "#今日_ごはん 食", ["_ごはん 食"]),
    ],
)
def test_a_hashtag_is_itself_and_its_words_over_one_place(source: str, text: str, expected: list[str]) -> None:
    """A phrase may run through any reading of a hashtag, together with the words beside it."""
    assert found(source, text) == expected


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("🦋", "so 🦋!", ["🦋"]),
        ("❤️", "I ❤ you", ["❤"]),
        ("I ❤ you", "I ❤️ you", ["I ❤️ you"]),
        ("👍", "👍🏽", []),
        ("1️⃣", "1", []),
        ("1", "1️⃣", []),
        ("@bob", "hi @Bob", ["@Bob"]),
        ("bob", "hi @bob", []),
        ("summer body", "summer https://x.y body", []),
        ("body", "https://x.y/body", []),
    ],
)
def test_emoji_mentions_and_addresses(source: str, text: str, expected: list[str]) -> None:
    """An emoji and a mention are tokens of their own; an address is a break that no phrase crosses."""
    assert found(source, text) == expected


def test_a_hashtag_pattern_has_no_need_of_its_sign() -> None:
    """`hashtag` takes the tag with and without `#`, and both are the same."""
    matcher = Matcher([hashtag("SummerBody"), hashtag("#summerbody")])
    assert matcher.find("#SUMMERBODY summerbody") == [Hit(0, 0, 11), Hit(1, 0, 11)]


def test_hits_are_sorted_and_all_there() -> None:
    """By start, end and pattern; equal patterns each have their own hits."""
    matcher = Matcher(compiled("b", "a b", "a", "a b"))
    assert matcher.find("a b") == [Hit(2, 0, 1), Hit(1, 0, 3), Hit(3, 0, 3), Hit(0, 2, 3)]
    assert matcher.mentions("a b") == {0, 1, 2, 3}


def test_no_patterns_and_no_text_find_nothing() -> None:
    """Neither is an error."""
    assert Matcher([]).find("a") == []
    assert Matcher([]).mentions("a") == set()
    assert Matcher(compiled("a")).find("") == []


def test_tags_given_as_values() -> None:
    """A tag is its hashtag and its words, with ranges in the value as given, and phrases stay inside one tag."""
    matcher = Matcher([*compiled("summer body", "summerbody", "body plan"), hashtag("#summerbody")])
    assert matcher.hits_in_tags(["SummerBody", "plan", "#SummerBody"]) == [
        (0, Hit(0, 0, 10)),
        (0, Hit(1, 0, 10)),
        (0, Hit(3, 0, 10)),
        (2, Hit(3, 0, 11)),
        (2, Hit(0, 1, 11)),
        (2, Hit(1, 1, 11)),
    ]


def test_a_matcher_survives_pickling() -> None:
    """What comes back finds the same, stars and hashtags included."""
    matcher = Matcher([*compiled("cure* anxiety", "love summerbody", "a"), hashtag("b")])
    text = "a cures anxiety, love #SummerBody #b"
    again = pickle.loads(pickle.dumps(matcher))  # noqa: S301 - our own bytes
    assert again.find(text) == matcher.find(text) != []
    assert again.patterns == matcher.patterns


def is_as_written(text: str) -> bool:
    """Whether offsets into the clean text are offsets into the text: nothing is removed or changed."""
    return composed(text) == text and clean(text) == text


@st.composite
def walked(draw: st.DrawFn, graph: Graph) -> str:
    """A phrase along some way through a text, some of its words left to stars."""
    edges = graph.edges[draw(st.integers(0, len(graph.edges) - 1))]
    places: list[str] = []
    for _ in range(draw(st.integers(1, 5))):
        if not edges:
            break
        edge = draw(st.sampled_from(edges))
        beginning = edge.entry[: draw(st.integers(1, 4))] + "*"
        places.append(draw(st.sampled_from([edge.entry, edge.entry, edge.entry, beginning, "*"])).lstrip(EMOJI))
        edges = graph.edges[edge.to]
    return " ".join(places)


@st.composite
def searches(draw: st.DrawFn, searched: st.SearchStrategy[str]) -> tuple[str, list[Pattern]]:
    """A text, and patterns of which many are in it."""
    text = draw(searched)
    sources = draw(st.lists(st.one_of(walked(Graph(text)), phrases), min_size=1, max_size=8))
    return text, [pattern for pattern in map(phrase, sources) if isinstance(pattern, Pattern)]


def assert_like_reference(text: str, patterns: list[Pattern]) -> None:
    """The same patterns, and where offsets need no way back, the same ranges."""
    matcher, graph = Matcher(patterns), Graph(text)
    expected = {(index, *span) for index, pattern in enumerate(patterns) for span in graph.find(pattern.places)}
    hits = matcher.find(text)
    event(f"hits: {min(len(hits), 3)}")
    assert {hit.pattern for hit in hits} == matcher.mentions(text) == {index for index, _, _ in expected}
    if is_as_written(text):
        event("ranges compared")
        assert {(hit.pattern, hit.start, hit.end) for hit in hits} == expected


@given(searches(st.one_of(texts, messy_texts)))
def test_the_matcher_finds_what_the_reference_finds(search: tuple[str, list[Pattern]]) -> None:
    """In texts of all scripts, with hashtags, emoji, addresses, marks and characters that are not read."""
    assert_like_reference(*search)


@given(searches(st.lists(st.sampled_from(["#SummerBody", "#SUMMERBody", "#A", "a", "#a_b"]), max_size=8).map(" ".join)))
def test_rows_of_hashtags(search: tuple[str, list[Pattern]]) -> None:
    """Where every token has several readings, all ways through them are found."""
    assert_like_reference(*search)


@given(st.one_of(texts, messy_texts))
def test_the_line_has_the_tokens_of_the_reference(text: str) -> None:
    """All entries of all readings are those that reading character by character gives."""
    tokens = tokenise(text)
    breaks_between_readings = [BREAK] * len(tokens.alternatives)
    assert sorted(tokens.entries) == sorted([edge.entry for edge in Graph(text).entries()] + breaks_between_readings)
