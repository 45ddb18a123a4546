"""Text on its way out: excerpts, and JSON that a terminal can be shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.outputs.safe import ascii_json, excerpt, visible_json
from feedcurate.text.visible import visible
from tests.outputs.controls import CONTROLS


def test_an_excerpt_is_one_line_of_single_spaces() -> None:
    """White space of every kind is one space, so that a paragraph reads as a sentence."""
    assert excerpt("  one\r\n\r\ntwo\t\u3000three\u2028four\x1b[2J") == "one two three four␛[2J"


def test_an_excerpt_of_a_megabyte_is_short() -> None:
    """Only the beginning of a long text is looked at."""
    assert len(excerpt("word " * 1_000_000)) < 1_001


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: f"U+{ord(control):04X}")
def test_no_control_character_is_left_in_an_excerpt(control: str) -> None:
    """It is a space or a picture of itself."""
    assert not set(excerpt(f"a{control}b")) & set(CONTROLS)


def test_json_escapes_what_a_terminal_is_not_shown() -> None:
    """Every character that `visible` replaces, and no other but line ends."""
    for code in range(0x110000):
        character = chr(code)
        replaced = visible(character) != character
        assert (visible_json(character) != character) is (replaced and character != "\n"), hex(code)


@given(st.text(st.characters(codec="utf-8")))
def test_visible_json_means_the_same(text: str) -> None:
    """Writing control characters out inside JSON changes no value, in UTF-8 and in ASCII."""
    document = json.dumps({"text": [text]}, ensure_ascii=False, indent=2)
    assert json.loads(visible_json(document)) == {"text": [text]}
    assert json.loads(ascii_json(document)) == {"text": [text]}
    assert ascii_json(document).isascii()
    assert all(character == "\n" or visible(character) == character for character in visible_json(document))
