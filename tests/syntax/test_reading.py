"""Bytes to text: encodings, marks, and what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.syntax.parse import decode, parse
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.limits import Limits
from feedcurate.text.span import Source
from tests.syntax.reading import codes


def _code(data: bytes, limits: Limits | None = None) -> str:
    found = decode(data, "x", limits or Limits())
    assert isinstance(found, Diagnostic)
    return found.code


def test_utf8_is_read_with_and_without_a_byte_order_mark() -> None:
    """The mark is no part of the text."""
    for data in ("let a = é".encode(), "let a = é".encode("utf-8-sig")):
        source = decode(data, "x")
        assert isinstance(source, Source)
        assert source.text == "let a = é"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_encodings_are_recognised(encoding: str) -> None:
    """With a mark, or by the zeros between letters."""
    assert _code("let a = b".encode(encoding)) == "E002"


def test_the_first_odd_byte_is_shown() -> None:
    """The place counts characters, not bytes."""
    found = decode("-- ä\nlet ü".encode() + b"\xfc", "x")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.span.place) == ("E001", "x:2:6")


def test_a_large_file_is_not_decoded() -> None:
    """The limit is in bytes."""
    assert _code(b"\xff" * 11, Limits(file_size=10)) == "E004"


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x9b", "\ud800"])
def test_control_characters_and_surrogates_are_no_text(character: str) -> None:
    """Wherever they stand, also in comments and texts; nothing else is said of such a file."""
    assert codes(f'-- {character}\nlet a = "{character}"\nruel') == ["E003"]


def test_white_space_of_every_kind_separates() -> None:
    """Tabs, form feeds, no-break and wide spaces."""
    assert codes("let\ta\f=\u00a0b\u3000or\u2028c\v") == []


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    """Arbitrary bytes give a source or a diagnostic, and the source a result."""
    found = decode(data, "x")
    if isinstance(found, Source):
        parse(found)
    else:
        assert found.code in {"E001", "E002", "E004"}
