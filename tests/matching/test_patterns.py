from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.matching.anchors import anchor
from feedcurate.matching.automaton import Matcher
from feedcurate.matching.forms import is_open
from feedcurate.matching.patterns import LostSign, Pattern, PatternProblem, ProblemKind, hashtag, lost_signs, phrase
from tests.matching.texts import messy_texts, phrases


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("Summer  Body", ("summer", "body")),
        ("well-being!", ("well", "being")),
        ("mindful*", ("mindful*",)),
        ("cure* anxiety", ("cure*", "anxiety")),
        ("signs you have *", ("signs", "you", "have", "*")),
        ("heal * * trauma", ("heal", "*", "*", "trauma")),
        ("*’anorexie", ("*'anorexie",)),
        ("*'anorexi*", ("*'anorexi*",)),
        ("'goal*'", ("goal*",)),
        ("goal*, body", ("goal*", "body")),
        ("ｆｏｏ＊", ("foo*",)),
        ("ダイエット*", ("ダ", "イ", "エ", "ッ", "ト*")),
        ("love #FitSpo", ("love", "#fitspo")),
        ("#fit*", ("#fit*",)),
        ("@Bob@X.org", ("@bob@x.org",)),
        ("I ❤️ *", ("i", "\x01❤", "*")),
        ("*️⃣", ("\x01*⃣",)),
        ("J’AI DI\u0307T", ("j'ai", "dit")),
    ],
)
def test_a_phrase_is_read_as_a_text_is(source: str, places: tuple[str, ...]) -> None:
    """Words, hashtags, mentions and emoji as tokens have them, and stars where they may stand."""
    pattern = phrase(source)
    assert isinstance(pattern, Pattern)
    assert pattern.places == places
    assert pattern.source == source


@pytest.mark.parametrize(
    ("source", "kind", "faulty"),
    [
        ("", ProblemKind.EMPTY, ""),
        ("!!!", ProblemKind.EMPTY, "!!!"),
        ("*", ProblemKind.EMPTY, "*"),
        ("* *", ProblemKind.EMPTY, "* *"),
        ("mind*ful", ProblemKind.MISPLACED_STAR, "*"),
        ("*ness", ProblemKind.MISPLACED_STAR, "*"),
        ("f**k", ProblemKind.MISPLACED_STAR, "*"),
        ("goal**", ProblemKind.MISPLACED_STAR, "*"),
        ("** goal", ProblemKind.MISPLACED_STAR, "*"),
        ("l'*", ProblemKind.MISPLACED_STAR, "*"),
        ("l*'anorexie", ProblemKind.MISPLACED_STAR, "*"),
        ("*'", ProblemKind.MISPLACED_STAR, "*"),
        ("@bob*", ProblemKind.MISPLACED_STAR, "*"),
        ("🦋*", ProblemKind.MISPLACED_STAR, "*"),
        ("a *#tag", ProblemKind.MISPLACED_STAR, "*"),
        ("e\u0301t＊e\u0301", ProblemKind.MISPLACED_STAR, "＊"),
        ("see https://x.y/z.", ProblemKind.ADDRESS, "https://x.y/z"),
        ("www.example.com", ProblemKind.ADDRESS, "www.example.com"),
    ],
)
def test_what_is_no_phrase(source: str, kind: ProblemKind, faulty: str) -> None:
    """A pattern without a token, a star elsewhere, and an address, each with its place in what was written."""
    problem = phrase(source)
    assert isinstance(problem, PatternProblem)
    assert (problem.kind, source[problem.start : problem.end]) == (kind, faulty)
    assert problem.detail == problem.detail.strip()
    assert "\n" not in problem.detail


@pytest.mark.parametrize(
    ("source", "signs"),
    [
        ("C++", ["++"]),
        ("learn C#", ["#"]),
        ("R&B and AT&T", ["&", "&"]),
        (".NET", ["."]),
        ("a !command", ["!"]),
        ("P!nk", ["!"]),
        ("Ke$ha", ["$"]),
        ("18+", ["+"]),
        ("a@b.c", ["@"]),
        ("e\u0301+", ["+"]),
        ("well-being, and/or 3.5 (really?) what!", []),
        ("#tag @bob goal* I ❤️ you", []),
        ("node.js … a + b", []),
    ],
)
def test_signs_that_are_lost(source: str, signs: list[str]) -> None:
    """A sign beside a word that matching does not see is told, what merely separates words is not."""
    lost = lost_signs(source)
    assert [sign.sign for sign in lost] == signs
    assert [source[sign.start : sign.end] for sign in lost] == signs


def test_a_lost_sign_has_its_place() -> None:
    """Offsets count in the phrase as written."""
    assert lost_signs("e\u0301 C++") == [LostSign("++", 4, 6)]


@pytest.mark.parametrize("source", ["#SummerBody", "SummerBody", "＃SUMMERBODY", "#summer\u200bbody"])
def test_a_hashtag_has_one_form(source: str) -> None:
    """With or without its sign, in any case."""
    assert hashtag(source).key == "#summerbody"


@given(st.one_of(messy_texts, phrases, st.text("a'* #@ト🦋\u0301", max_size=8)))
def test_a_phrase_without_stars_matches_itself(source: str) -> None:
    """Every text is a phrase or has a problem; a phrase without stars, as a text, has a hit."""
    pattern = phrase(source)
    if isinstance(pattern, PatternProblem):
        assert 0 <= pattern.start <= pattern.end <= len(source)
    elif not any(map(is_open, pattern.places)):
        assert Matcher([pattern]).mentions(source) == {0}


@given(st.one_of(phrases, messy_texts))
def test_an_anchor_is_part_of_its_pattern(source: str) -> None:
    """What the automaton looks for has a character that is read, and stands in the pattern from the place it names."""
    pattern = phrase(source)
    if isinstance(pattern, Pattern):
        text, check = anchor(pattern.key)
        assert text.strip()
        assert text in f" {pattern.key} "
        if check is not None:
            assert f" {' '.join(check.places[check.offset :])} ".lstrip(" *").startswith(text.lstrip())
