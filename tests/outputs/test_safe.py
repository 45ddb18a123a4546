"""No text moves the cursor, colours, retitles or reorders a terminal."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.outputs.safe import ascii_json, excerpt, visible, visible_json
from tests.outputs.controls import CONTROLS


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: f"U+{ord(control):04X}")
def test_a_control_character_is_written_out(control: str) -> None:
    """Each of them becomes characters that only show, and the text around it stays."""
    shown = visible(f"a{control}b")
    assert shown.startswith("a\\")
    assert shown.endswith("b")
    assert shown.isprintable()


def test_what_unicode_calls_a_control_character_is_one() -> None:
    """Every character of the categories Cc, Zl, Zp and Cs is written out, and every sign of direction."""
    directions = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    for code in range(0x110000):
        character = chr(code)
        dangerous = unicodedata.category(character) in {"Cc", "Zl", "Zp", "Cs"}
        if dangerous or unicodedata.bidirectional(character) in directions:
            assert visible(character) != character, hex(code)


@pytest.mark.parametrize("text", ["plain", "日本語", "שלום", "👩‍👩‍👧", "क्षि", "naïve", "e\u0301"])
def test_what_people_write_stays_as_it_is(text: str) -> None:
    """Scripts that are joined, stacked or run to the left are no danger."""
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;owned\x07", "\\u{1b}]0;owned\\u{7}"),
        ("one\ntwo\tthree", "one\\ntwo\\tthree"),
        ("\u202egnp.exe", "\\u{202e}gnp.exe"),
    ],
)
def test_escapes_are_those_of_the_language(text: str, shown: str) -> None:
    """A control character is shown as a rule file would write it."""
    assert visible(text) == shown


def test_an_excerpt_is_one_line_of_single_spaces() -> None:
    """White space of every kind is one space, so that a paragraph reads as a sentence."""
    assert excerpt("  one\r\n\r\ntwo\t\u3000three\u2028four\x1b[2J") == "one two three four\\u{1b}[2J"


def test_an_excerpt_of_a_megabyte_is_short() -> None:
    """Only the beginning of a long text is looked at."""
    assert len(excerpt("word " * 1_000_000)) < 1_001


@given(st.text(st.characters(codec="utf-8")))
def test_visible_json_means_the_same(text: str) -> None:
    """Writing control characters out inside JSON changes no value, in UTF-8 and in ASCII."""
    document = json.dumps({"text": [text]}, ensure_ascii=False, indent=2)
    assert json.loads(visible_json(document)) == {"text": [text]}
    assert json.loads(ascii_json(document)) == {"text": [text]}
    assert ascii_json(document).isascii()
    assert all(character == "\n" or visible(character) == character for character in visible_json(document))
