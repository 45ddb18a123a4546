from __future__ import annotations

import pickle
import re
import time
import unicodedata

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.matching.regexes import Regex, RegexProblem, RegexProblemKind, regular


def compiled(source: str, ignore_case: bool = False) -> Regex:
    """A regular expression that is none of the wrong ones."""
    made = regular(source, ignore_case)
    assert isinstance(made, Regex)
    return made


def found(source: str, text: str, ignore_case: bool = False) -> list[str]:
    """What of the text an expression matches."""
    return [text[start:end] for start, end in compiled(source, ignore_case).search(text)]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (r"\bi (think|know)\b", "so i think, i know", ["i think", "i know"]),
        ("a.c", "abc a\nc", ["abc"]),
        (r"https?:\/\/x", "see https://x.y", ["https://x"]),
        ("https://x", "see https://x.y", ["https://x"]),
        (r"^a|b$", "a b\na b", ["a", "b"]),
        ("é+", "e\u0301e\u0301 é", ["e\u0301e\u0301", "é"]),
        ("e\u0301", "é", ["é"]),
        ("가", "\u1100\u1161!", ["\u1100\u1161"]),
        ("🦋", "so 🦋", ["🦋"]),
        ("e", "é", []),
        ("A", "a", []),
        ("\ufffd", "x\ud800", ["\ud800"]),
        ("di.et", "di\u200bet", ["di\u200bet"]),
    ],
)
def test_a_regex_searches_the_text_as_written_in_nfc(source: str, text: str, expected: list[str]) -> None:
    """Addresses are kept, NFC and NFD are the same, case counts; ranges are code points of the text as given."""
    assert found(source, text) == expected
    assert compiled(source).found(text) is bool(expected)


def test_ignoring_case() -> None:
    """`i` is the only flag."""
    assert found("straße|ДИЕТА", "STRAẞE Диета", ignore_case=True) == ["STRAẞE", "Диета"]


@pytest.mark.parametrize(
    ("source", "kind", "faulty", "instead"),
    [
        ("a(?=b)", RegexProblemKind.LOOKAROUND, "(?=", "in the rule"),
        ("a(?!b)", RegexProblemKind.LOOKAROUND, "(?!", "`except`"),
        ("(?<=a)b", RegexProblemKind.LOOKAROUND, "(?<=", "in the rule"),
        ("(?<!a)b", RegexProblemKind.LOOKAROUND, "(?<!", "in the rule"),
        (r"(a)\1", RegexProblemKind.BACKREFERENCE, r"\1", "what is repeated"),
        (r"(?P<n>a)(?P=n)", RegexProblemKind.BACKREFERENCE, "(?P=n", "what is repeated"),
        (r"(?<n>a)\k<n>", RegexProblemKind.BACKREFERENCE, r"\k<n>", "what is repeated"),
        (r"(a)\g{1}", RegexProblemKind.BACKREFERENCE, r"\g{1}", "what is repeated"),
        ("(?i)a", RegexProblemKind.INLINE_FLAGS, "(?i)", "`/…/i`"),
        ("a(?i:b)", RegexProblemKind.INLINE_FLAGS, "(?i:", "`/…/i`"),
        ("(?s)a", RegexProblemKind.INLINE_FLAGS, "(?s)", r"[\s\S]"),
        ("(?m)^a", RegexProblemKind.INLINE_FLAGS, "(?m)", r"(?:^|\n)"),
        ("(?-i)a", RegexProblemKind.INLINE_FLAGS, "(?-i)", "`/…/i`"),
        ("(?U)a*", RegexProblemKind.INLINE_FLAGS, "(?U)", "`*?`"),
        ("(?a)b", RegexProblemKind.INLINE_FLAGS, "(?a)", "leave them out"),
        ("a(b", RegexProblemKind.SYNTAX, "a(b", r"\("),
        ("a)b", RegexProblemKind.SYNTAX, "a)b", r"\)"),
        ("x[a", RegexProblemKind.SYNTAX, "[a", r"\["),
        ("[z-a]", RegexProblemKind.SYNTAX, "z-a", "RE2"),
        ("*a", RegexProblemKind.SYNTAX, "*", "\\"),
        ("a**", RegexProblemKind.SYNTAX, "**", "brackets"),
        ("ab++", RegexProblemKind.SYNTAX, "++", "brackets"),
        ("a{2,1}", RegexProblemKind.SYNTAX, "{2,1}", "smaller number first"),
        (r"\p{Foo}", RegexProblemKind.SYNTAX, r"\p{Foo}", "RE2"),
        (r"\u0041", RegexProblemKind.SYNTAX, r"\u", r"\x{"),
        (r"a\Z", RegexProblemKind.SYNTAX, r"\Z", r"\z"),
        (r"\C", RegexProblemKind.SYNTAX, r"\C", "`.`"),
        (r"\é", RegexProblemKind.SYNTAX, r"\é", "sign itself"),
        ("a\\", RegexProblemKind.SYNTAX, "a\\", "\\\\"),
        ("(?>a)", RegexProblemKind.SYNTAX, "(?>", "(?:…)"),
        ("(?#c)", RegexProblemKind.SYNTAX, "(?#", "(?:…)"),
        ("a{1001}", RegexProblemKind.TOO_BIG, "{1001}", "1,000"),
        ("((a{100}){100}){100}", RegexProblemKind.TOO_BIG, "{100}", "1,000"),
        (r"(?:\pL{1,50} ){1,10}", RegexProblemKind.TOO_BIG, r"(?:\pL{1,50} ){1,10}", "repeat less"),
    ],
)
def test_what_re2_and_the_language_do_not_have(source: str, kind: RegexProblemKind, faulty: str, instead: str) -> None:
    """Each is a problem with its place, and says what to write instead."""
    problem = regular(source, False)
    assert isinstance(problem, RegexProblem)
    assert (problem.kind, source[problem.start : problem.end]) == (kind, faulty)
    assert instead in problem.instead


@pytest.mark.parametrize(
    "source", [r"\(?=\)", r"[(?=]", r"\\1", r"\Q(?=\1\E", r"[\d(?i)]", r"\12", "(?:a)", "(?P<n>a)", "(?<n>a)"]
)
def test_what_only_looks_like_it(source: str) -> None:
    """Escaped, quoted or in a class it is no look-around, and groups may be plain or have names."""
    assert isinstance(regular(source, False), Regex)


@pytest.mark.parametrize(
    ("source", "expected"), [("a*", True), ("", True), ("a|", True), ("^$", True), ("a", False), (r"\b", False)]
)
def test_an_expression_that_matches_nothing_at_all(source: str, expected: bool) -> None:
    """Then it matches every text, which is hardly meant."""
    assert compiled(source).matches_empty is expected


def test_matches_without_length() -> None:
    """They are found between characters, once each, and not where a match has just ended."""
    assert list(compiled("").search("☃")) == [(0, 0), (1, 1)]
    assert list(compiled(r"\b").search("ab")) == [(0, 0), (2, 2)]
    assert list(compiled("a*").search("aab")) == [(0, 2), (3, 3)]
    assert list(compiled("x*").search("e\u0301")) == [(0, 0), (2, 2)]


def test_a_regex_survives_pickling_and_is_equal_by_what_it_says() -> None:
    """Source and flag make it."""
    one = compiled("a+", True)
    again = pickle.loads(pickle.dumps(one))  # noqa: S301 - our own bytes
    assert again == one == compiled("a+", True)
    assert hash(again) == hash(one)
    assert one != compiled("a+", False)
    assert again.found("XAX")


@pytest.mark.parametrize("source", ["(a*)*b", "(?:a+a+)+b", "(a|a)*b", ".*.*.*x"])
def test_no_expression_is_slow(source: str) -> None:
    """What takes other engines longer than the universe lasts is done in a moment."""
    started = time.process_time()
    assert not compiled(source).found("a" * 500_000)
    assert time.process_time() - started < 90


_atoms = st.sampled_from(["a", "b", "c", "[ab]", "[^a]", ".", r"\w", r"\d", r"\s", r"\b", "é", "(?:ab|c)"])
_expressions = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        st.tuples(inner.filter(lambda text: text != r"\b"), st.sampled_from(["*", "+", "?", "{1,2}", "*?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=6,
)


@given(_expressions, st.text("abcé1 \n", max_size=12), st.booleans())
def test_searching_is_as_elsewhere(source: str, text: str, decomposed: bool) -> None:
    """Python's own engine, with ASCII classes, finds the same first match, whatever form the text has."""
    given_text = unicodedata.normalize("NFD", text) if decomposed else text
    ours = next(iter(compiled(source).search(given_text)), None)
    theirs = re.search(source, text, re.ASCII)
    event("found" if theirs else "not found")
    if theirs is None:
        assert ours is None
    else:
        assert ours is not None
        assert unicodedata.normalize("NFC", given_text[slice(*ours)]) == theirs[0]
        assert len(unicodedata.normalize("NFC", given_text[: ours[0]])) == theirs.start()


@given(
    st.text(st.one_of(st.sampled_from("()[]{}?*+|\\^$.:<=!>PQEkg1i,-"), st.characters()), max_size=20), st.booleans()
)
def test_any_text_is_an_expression_or_has_a_problem(source: str, ignore_case: bool) -> None:
    """Nothing raises, and a problem has its place and words for what to do."""
    made = regular(source, ignore_case)
    event(type(made).__name__)
    if isinstance(made, RegexProblem):
        assert 0 <= made.start <= made.end <= len(source)
        assert made.detail
        assert made.instead
    else:
        assert made.matches_empty is made.found("")


def test_an_expression_over_its_memory_is_refused_and_pickles_with_its_bound() -> None:
    """The bound is the caller's, and holds again where the expression is unpickled."""
    assert isinstance(regular("(abc|def){1,200}x", False, 4_000), RegexProblem)
    regex = regular("(abc|def){1,200}x", False, 1 << 20)
    assert isinstance(regex, Regex)
    assert pickle.loads(pickle.dumps(regex)).memory == 1 << 20  # noqa: S301 - pickled on the same line
