"""Whatever stands in a file ends in trees and diagnostics."""

from __future__ import annotations

from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.syntax.nodes import File
from feedcurate.syntax.parse import ParseResult, parse
from feedcurate.syntax.printer import format_file
from feedcurate.syntax.reserved import RESERVED
from feedcurate.syntax.tables import tables
from feedcurate.text.render import render, to_dict
from feedcurate.text.span import Source
from tests.strategies import programs

PIECES = [
    *sorted(RESERVED),
    *sorted(tables().words),
    *sorted(tables().signs),
    *("x", '"x"', "3", "22:30", "2026-01-01", "#a", "@a@b.c", "/r/", "a.b"),
    *("\n", "\n\n", "  ", "-- c\n", '"', "/", "\\"),
    *("&&", "==", "=>", "“", "'", "[", ";", "!", "é", "e\u0301", "😀", "\u200b", "hide", "mins", "else", "1e5", "--"),
]  # fmt: skip


def assert_sound(text: str) -> ParseResult:
    """Read a text and show all that there is to show; statements that could be read can be printed."""
    source = Source("x", text)
    result = parse(source)
    render(result.diagnostics, colour=True)
    for diagnostic in result.diagnostics:
        assert diagnostic.message == diagnostic.message.strip()
        assert "\n" not in diagnostic.message + diagnostic.help + diagnostic.note
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
        assert to_dict(diagnostic)["code"] == diagnostic.code
    starts = [diagnostic.span.start for diagnostic in result.diagnostics]
    assert starts == sorted(starts)
    assert bool(result.diagnostics) or not result.file.broken
    assert len(result.diagnostics) >= len(result.file.broken)
    read = File(result.file.statements, end_comments=result.file.end_comments)
    assert parse(Source("y", format_file(read))).file == read
    return result


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    """Any characters at all."""
    assert_sound(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_sequence_of_words_and_signs_raises(pieces: list[str]) -> None:
    """With spaces between them or without."""
    assert_sound(" ".join(pieces))
    assert_sound("".join(pieces))


@given(programs(max_size=3), st.data())
def test_no_mutation_of_a_program_raises(program: File, data: st.DataObject) -> None:
    """A piece is put in, taken out or put in the place of another."""
    text = format_file(program)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 5)))
        text = text[:start] + data.draw(st.sampled_from(["", *PIECES])) + text[end:]
    event("broken" if assert_sound(text).diagnostics else "fine")
