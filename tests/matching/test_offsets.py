from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.matching.alignment import align_clean, align_composed
from feedcurate.matching.automaton import Matcher
from feedcurate.matching.characters import REMOVED
from feedcurate.matching.normalise import clean, composed
from feedcurate.matching.patterns import Pattern, phrase
from feedcurate.matching.tokens import TokenKind, tokenise
from tests.matching.texts import messy_texts, texts

REMOVED_EDGE = regex.compile(rf"(?V1)^[{REMOVED}]|[{REMOVED}]$")


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("été", "l'e\u0301te\u0301, e\u0301te\u0301!", "e\u0301te\u0301"),
        ("diet", "my di\u200bet\u200b plan", "di\u200bet"),
        ("diet plan", "my \u200bdiet\u200b plan\u00ad.", "diet\u200b plan"),
        ("محمد", "يا مـحـمـد!", "مـحـمـد"),
        ("diyet", "bu DİYET.", "DİYET"),
        ("diyet", "bu DI\u0307YET.", "DI\u0307YET"),
        ("strasse 5", "(Straße 5)", "Straße 5"),
        ("fit", "ﬁt", "ﬁt"),
        ("1 2 cup", "a ½ cup", "½ cup"),
        ("ダイエット", "「ﾀﾞｲｴｯﾄ」", "ﾀﾞｲｴｯﾄ"),
        ("ダ", "「ﾀﾞ\u200b」", "ﾀﾞ"),
        ("가나", "\u1100\u1161\u1102\u1161 x", "\u1100\u1161\u1102\u1161"),
        ("❤", "I ❤️ you", "❤️"),
        ("#été", "so #e\u0301te\u0301", "#e\u0301te\u0301"),
        ("body", "#SummerBo\u200bdy\u200b!", "Bo\u200bdy"),
        ("@bob", "hi ＠Bob\u200b", "＠Bob"),
    ],
)
def test_evidence_is_what_the_reader_sees(source: str, text: str, expected: str) -> None:
    """Ranges are code points into the text as given: with marks and what is not read inside a word, not behind it."""
    pattern = phrase(source)
    assert isinstance(pattern, Pattern)
    assert [text[hit.start : hit.end] for hit in Matcher([pattern]).find(text)] == [expected]


@given(st.one_of(texts, messy_texts))
def test_tokens_stand_in_order(text: str) -> None:
    """Ranges are inside the text, not empty, do not run backwards, and begin and end with what is read."""
    tokens = tokenise(text).tokens
    ends = [0, *(token.end for token in tokens)]
    for before, token in zip(ends, tokens, strict=False):
        written = text[token.start : token.end]
        assert 0 <= token.start < token.end <= len(text)
        assert token.end >= before
        if token.kind is not TokenKind.EMOJI:
            assert not REMOVED_EDGE.search(written)


@given(st.one_of(texts, messy_texts))
def test_a_token_cut_out_of_its_text_is_the_same_token(text: str) -> None:
    """The slice of the text, read by itself, is that token alone, but where one character (`½`, `ำ`) makes several."""
    tokens = tokenise(text).tokens
    for before, token, after in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False):
        alone = [other.text for other in tokenise(text[token.start : token.end]).tokens]
        shared = (before is not None and before.end > token.start) or (after is not None and after.start < token.end)
        event("shares a character" if shared else "stands alone")
        assert token.text in alone if shared else [token.text] == alone


@given(st.one_of(texts, messy_texts))
def test_an_alignment_leads_back(text: str) -> None:
    """For NFC and for clean text: as many ranges as characters, in order, and each made by the characters it says."""
    for form, align, source in ((composed, align_composed, text), (clean, align_clean, composed(text))):
        normal, alignment = align(source)
        assert normal == form(source)
        assert len(alignment.starts) == len(alignment.ends) == len(normal)
        assert list(alignment.starts) == sorted(alignment.starts)
        assert list(alignment.ends) == sorted(alignment.ends)
        if normal:
            start, end = alignment.back(0, len(normal))
            assert form(source[start:end]) == normal


@given(messy_texts, messy_texts)
def test_forms_work_cluster_by_cluster(one: str, other: str) -> None:
    """What `aligned` relies on: before a character that joins nothing, a text may be cut without a difference."""
    for form in (composed, clean):
        assert form(one + "x" + other) == form(one) + form("x" + other)


def test_every_form_of_a_letter_leads_to_the_same_place() -> None:
    """NFC and NFD of one text have the same tokens, each with its own range."""
    text = "Ńandú à Åse, 가다"
    one, other = (tokenise(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert one.line == other.line
    for left, right in zip(one.tokens, other.tokens, strict=True):
        written = [whole.text[token.start : token.end] for whole, token in ((one, left), (other, right))]
        assert unicodedata.normalize("NFD", written[0]) == written[1]
