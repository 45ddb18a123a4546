"""Lines on a terminal, with and without what paints them."""

from __future__ import annotations

import sys

import pytest

from feedcurate.cli.results import paint
from feedcurate.outputs.pieces import Line, Part, Piece

_LINES: list[Line] = [(Piece("in the feed (1)", Part.HEADING),), (Piece("1  now", Part.PLACE), Piece("  ")), ()]


def test_colour_that_rich_is_not_there_for_is_told_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table is plain, and one line on standard error names the extra."""
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert paint(_LINES, colour=True) == "in the feed (1)\n1  now\n\n"
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "note: a table in colour needs the extra `pretty`: pip install 'feedcurate[pretty]'\n"


def test_no_colour_needs_no_rich(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """And says nothing."""
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert paint(_LINES, colour=False) == "in the feed (1)\n1  now\n\n"
    assert capsys.readouterr().err == ""


def test_with_rich_it_is_painted(capsys: pytest.CaptureFixture[str]) -> None:
    """Each piece in its colour, and nothing is said."""
    assert paint(_LINES, colour=True) == "\x1b[1min the feed (1)\x1b[0m\n\x1b[1m1  now\x1b[0m  \n\n"
    assert capsys.readouterr().err == ""
