from __future__ import annotations

import sys
import time
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.matching.characters import IOTA_BELOW, JOINING, REMOVED, of
from feedcurate.matching.normalise import clean, composed, folded, whole
from tests.matching.texts import messy_texts

ALL = "".join(map(chr, range(sys.maxunicode + 1)))
EVERY_CHARACTER = regex.findall(r"(?V1)[^\p{Cn}\p{Co}\p{Cs}\p{Unified_Ideograph}\p{Script=Tangut}]", ALL)
"""All that is assigned, but for ideographs, which have neither case nor other forms."""


def read(text: str) -> str:
    """A text as words are compared."""
    return folded(clean(composed(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DİYET", "diyet"),
        ("DI\u0307YET", "diyet"),
        ("Straße", "strasse"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"),
        ("οδυσσευς", "οδυσσευσ"),
        ("ﬁtness ㎏ №", "fitness kg no"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("ﾀﾞｲｴｯﾄ", "ダイエット"),
        ("ŹDŹBŁO", "źdźbło"),
        ("di\u200be\u2060t", "diet"),
        ("a\u200db\u200cc\ufeffd", "abcd"),
        ("so\u00adft", "soft"),
        ("مـحـمـد", "محمد"),
        ("\ufe77", "\u064e"),
        ("j’ai j‘ai jʼai j＇ai j´ai j′ai", "j'ai j'ai j'ai j'ai j'ai j'ai"),
        ("ἀλλ᾽", "ἀλλ'"),
        ("צ׳יפס", "צ'יפס"),
        ("e\u200d\u0301", "é"),
        ("Ꭰ", "Ꭰ".casefold()),
    ],
)
def test_what_is_read_as_the_same(text: str, expected: str) -> None:
    """Rule 3: NFKC, full casefold, no dot left on `i`, nothing of no width, one apostrophe."""
    assert read(text) == expected


def test_accents_and_vowel_signs_are_kept() -> None:
    """`schon` is not `schön`; Arabic and Hebrew points and Devanagari signs make another word."""
    for one, other in [("schon", "schön"), ("محمد", "مُحَمَّد"), ("שלום", "שָׁלוֹם"), ("कि", "की"), ("i", "ı")]:
        assert read(one) != read(other)


@given(messy_texts)
def test_nfc_and_nfd_are_the_same(text: str) -> None:
    """Whatever form a source writes, the text is read alike, by words and as a whole."""
    one, other = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert read(one) == read(other) == read(text)
    assert whole(one) == whole(other) == whole(text)


def test_case_is_the_same_for_every_character() -> None:
    """Upper, lower and title case of every character are read alike; only the dotless ı has the capital of another."""
    different = {c for c in EVERY_CHARACTER if len({read(c), read(c.upper()), read(c.lower()), read(c.title())}) > 1}
    assert different == {"ı"}


@given(messy_texts)
def test_reading_again_changes_nothing(text: str) -> None:
    """Clean, folded and whole texts are fixed points."""
    assert clean(clean(composed(text))) == clean(composed(text))
    assert read(read(text)) == read(text)
    assert whole(whole(text)) == whole(text)


def test_reading_again_changes_no_character() -> None:
    """The same, for every character there is."""
    assert [c for c in EVERY_CHARACTER if read(read(c)) != read(c) or whole(whole(c)) != whole(c)] == []


def test_the_iota_below() -> None:
    """The class has exactly the characters that decompose to one."""
    below = {c for c in EVERY_CHARACTER if "\u0345" in unicodedata.normalize("NFD", c)}
    assert {c for c in EVERY_CHARACTER if of(IOTA_BELOW).match(c)} == below


def test_nothing_of_no_width_is_left() -> None:
    """Not even where normalisation itself makes some, as of Arabic presentation forms."""
    assert [c for c in EVERY_CHARACTER if of(REMOVED).search(read(c))] == []


def test_words_stay_words() -> None:
    """Folding turns no word character into another sign, nor the other way round: words may be cut before or after."""

    def shape(text: str) -> str:
        return regex.sub(r"[^w']", "_", regex.sub(r"[\p{L}\p{M}\p{N}\p{Pc}]+", "w", text))

    assert [c for c in EVERY_CHARACTER if shape(clean(c)) != shape(folded(clean(c)))] == []


def test_what_joins_a_character_before_it() -> None:
    """Every character that normalisation can melt into or reorder with the one before it is in JOINING."""
    seconds = {parts[1] for c in EVERY_CHARACTER if len(parts := canonical_parts(c)) == 2}
    seconds |= {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    joining = of(JOINING)
    decomposed = {c: unicodedata.normalize("NFKD", c) for c in EVERY_CHARACTER}
    missed = [
        c
        for c, parts in decomposed.items()
        if parts and (unicodedata.combining(parts[0]) or parts[0] in seconds) and not joining.match(c)
    ]
    assert missed == []


def canonical_parts(character: str) -> str:
    """What a character decomposes to in one canonical step."""
    parts = unicodedata.decomposition(character)
    return "" if parts.startswith("<") else "".join(chr(int(code, 16)) for code in parts.split())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Summer  Body\n", "summer body", True),
        ("Summer Body", "summerbody", False),
        ("summer–body", "summer-body", True),
        ("summer-body", "summer body", False),
        ("it’s", "it's", True),
        ("I ❤️ you", "i ❤ you", True),
        ("👍", "👍🏽", False),
        ("👨‍👩‍👧", "👨👩👧", False),
        ("see https://a.b", "see https://a.c", False),
        ("wow!", "wow", False),
        ("1 − 2", "1 - 2", True),
        ("", "\u200b", True),
    ],
)
def test_whole_values(one: str, other: str, same: bool) -> None:
    """White space, case and forms of a sign do not matter in `=`; words, signs and addresses do."""
    assert (whole(one) == whole(other)) is same


@pytest.mark.parametrize("run", ["\u0301\u0323", "\u0301\uff9e", "\u0301\u200b\u0323\u200b", "\u0344\u0323"])
def test_a_long_run_of_marks(run: str) -> None:
    """Half a million marks out of order take no more than a moment, and come out as Unicode has it."""
    few = "é" + run * 40 + "x"
    assert composed(few) == unicodedata.normalize("NFC", few)
    without = few.replace("\u200b", "")
    assert clean(composed(few)) == unicodedata.normalize("NFKC", without)
    started = time.process_time()
    read("é" + run * 250_000 + "x")
    assert time.process_time() - started < 90


@given(st.text(st.sampled_from("aAéE\u0301\u0323\u0345\u200b’ ßİ\u0307ﾀ\uff9eᄒ\u1161\u11ab\u0640")))
def test_text_full_of_marks(text: str) -> None:
    """NFC = NFD and fixed points hold where marks, joiners and jamo meet in any order."""
    assert read(unicodedata.normalize("NFD", text)) == read(text) == read(read(text))
