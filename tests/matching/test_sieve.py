"""A regular expression that a text may not match is never one that it matches."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.matching.regexes import Regex, regular
from feedcurate.matching.required import required
from feedcurate.matching.sieve import sieve_of
from tests.matching.texts import messy_texts


@pytest.mark.parametrize(
    ("source", "needs"),
    [
        ("only 1% will", {"only 1% will"}),
        (r"\bi (think|know) i have (adhd|autism|bpd)\b", {" i have "}),
        (r"(win|winning) \d", {"win", "winning"}),
        (r"(?:lose|drop)s? \d+ ?kg", {"lose", "drop"}),
        (r"BREAKING|JUST IN", {"breaking", "just in"}),
        (r"hea(l|ling)", {"hea"}),
        (r"abc\.de?f", {"abc.d"}),
        (r"abb+c", {"abb"}),
        (r"(abc){2,}x", {"abc"}),
        (r"[^.!?\n]{0,40}follow", {"follow"}),
        (r"(?P<what>abc)$", {"abc"}),
        ("été abc", {" abc"}),
    ],
)
def test_what_is_required_is_the_best_part(source: str, needs: set[str]) -> None:
    """Long before short, few before many; what may be missing says nothing."""
    assert required(source) == frozenset(needs)


@pytest.mark.parametrize(
    "source",
    ["", "ab", "abc|de", "(abc)?", "(abc)*x", "(abc){0,3}", r"\d{3}", "a.b.c", "[abc]+", "abc|", "👇|⬇️", r"\x61bc",
     r"\Qabc\E", "(" * 30 + "abc" + ")" * 30, "|".join(f"word{n}" for n in range(99))],
)  # fmt: skip
def test_where_nothing_is_sure_nothing_is_said(source: str) -> None:
    """Too short, too many, or not read here."""
    assert isinstance(regular(source, ignore_case=True), Regex)
    assert required(source) is None


LITERAL = st.sampled_from(["abc", "kiss", "a", "Sk", " ", "é", "ſ", "\u212a", r"\.", "1", "i\u0307", ";", "-"])
CLASS = st.sampled_from([".", r"\d", r"\w", "[a-k]", r"\pL", r"\b", "[^x]", "$", "^"])
EXPRESSIONS = st.recursive(
    LITERAL | CLASS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map("".join)
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})")
        | st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{0,2}", "{1,}", "+?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        )
    ),
    max_leaves=8,
)
PARTS = st.sampled_from(
    [
        "abc",
        "ABC",
        "kiss",
        "KISS",
        "ki\u017f\u017f",
        "\u212aiss",
        "a",
        "é",
        "e\u0301",
        "İ",
        ".",
        " ",
        "1",
        ";",
        "\u037e",
    ]
)
TEXTS = st.lists(PARTS, max_size=8).map("".join) | messy_texts


@given(st.lists(st.tuples(EXPRESSIONS, st.booleans()), min_size=1, max_size=5), st.lists(TEXTS, min_size=1, max_size=8))
def test_what_matches_may_match(expressions: list[tuple[str, bool]], many: list[str]) -> None:
    """Whatever the case, and in every normal form."""
    made = [regular(source, ignore_case) for source, ignore_case in expressions]
    regexes = [one for one in made if isinstance(one, Regex)]
    sieve = sieve_of(regexes)
    forms: list[Callable[[str], str]] = [str, str.upper, lambda text: unicodedata.normalize("NFD", text)]
    for text in (form(text) for text in many for form in forms):
        may = sieve.may_match(text)
        found = {number for number, one in enumerate(regexes) if one.found(text)}
        event(f"kept back some: {len(may) < len(regexes)}, found some: {bool(found)}")
        assert found <= may
