"""What is printed is read again as the same program, and prints the same."""

from __future__ import annotations

from hypothesis import given

from feedcurate.syntax.nodes import File
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.text.span import Source
from tests.strategies import programs


def _read(text: str) -> File:
    result = parse(Source("generated.curate", text))
    assert result.diagnostics == (), text
    return result.file


@given(programs())
def test_printed_programs_are_read_as_the_same_programs(program: File) -> None:
    """parse(format(p)) = p."""
    assert _read(format_file(program)) == program


@given(programs())
def test_formatting_twice_changes_nothing(program: File) -> None:
    """The layout of a text that has the layout is that text."""
    text = format_file(program)
    assert format_file(_read(text)) == text
