"""Diagnostics as people and programs read them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from feedcurate.text.diagnostic import Diagnostic, Label
from feedcurate.text.render import render, to_dict
from feedcurate.text.span import NOWHERE, Source, Span
from feedcurate.text.visible import columns, visible

FILE = Source("my.curate", 'topic body: "summer body"\n\nrule quiet\n    when post mentions bdy\n    then hide\n')


def _at(words: str, source: Source = FILE) -> Span:
    start = source.text.index(words)
    return Span(source, start, start + len(words))


def _drawn(diagnostic: Diagnostic) -> list[str]:
    return render([diagnostic]).splitlines()


def test_the_words_are_underlined_with_a_note_and_help() -> None:
    """In the manner of rustc."""
    diagnostic = Diagnostic("E101", "nothing here is called `bdy`", _at("bdy"), "did you mean `body`?", "not known")
    assert _drawn(diagnostic) == [
        "error[E101]: nothing here is called `bdy`",
        " --> my.curate:4:24",
        "  |",
        "4 |     when post mentions bdy",
        "  |                        ^^^ not known",
        "  |",
        "  = help: did you mean `body`?",
    ]


def test_other_places_are_shown_in_the_order_of_the_file() -> None:
    """Lines in between are left out."""
    labels = (Label(_at("body"), "this is near"), Label(_at("quiet"), "in this rule"))
    assert _drawn(Diagnostic("W201", "odd", _at("bdy"), labels=labels)) == [
        "warning[W201]: odd",
        " --> my.curate:4:24",
        "  |",
        '1 | topic body: "summer body"',
        "  |       ---- this is near",
        "...",
        "3 | rule quiet",
        "  |      ----- in this rule",
        "4 |     when post mentions bdy",
        "  |                        ^^^",
        "  |",
    ]


def test_places_in_other_files_are_shown_below() -> None:
    """Each file under its own name."""
    other = Source("other.curate", "topic body: #body")
    drawn = _drawn(Diagnostic("E110", "twice", _at("body"), labels=(Label(_at("body", other), "also here"),)))
    assert drawn[-5:] == [
        " ::: other.curate:1:7",
        "  |",
        "1 | topic body: #body",
        "  |       ---- also here",
        "  |",
    ]


def test_several_diagnostics_stand_apart() -> None:
    """With an empty line between them."""
    one = Diagnostic("E101", "a", NOWHERE)
    assert render([one, one]) == "error[E101]: a\n --> <nowhere>:1:1\n\nerror[E101]: a\n --> <nowhere>:1:1\n"
    assert render([]) == ""


def test_wide_characters_and_tabs_are_underlined_where_they_are_shown() -> None:
    """An underline starts below its words and is as wide as they are."""
    source = Source("x", "\tlet 日本 = e\u0301e oops")
    drawn = _drawn(Diagnostic("E040", "m", _at("oops", source)))
    assert drawn[3:5] == ["1 |     let 日本 = e\u0301e oops", "  |" + " " * 19 + "^^^^"]
    assert _drawn(Diagnostic("E040", "m", _at("日本", source)))[4] == "  |         ^^^^"


def test_long_lines_are_cut_around_the_words() -> None:
    """However long the line is."""
    source = Source("x", "a " * 2_000_000 + "oops" + " b" * 2_000_000)
    drawn = _drawn(Diagnostic("E040", "m", _at("oops", source)))
    assert len(drawn[3]) < 140
    assert drawn[3].startswith("1 | …")
    assert drawn[3].endswith("…")
    assert drawn[4].index("^") == drawn[3].index("oops")


def test_a_place_far_along_a_long_line_is_left_out() -> None:
    """Where the words themselves are shown, there is no room for it."""
    source = Source("x", "oops" + " a" * 1_000 + " far")
    drawn = _drawn(Diagnostic("E040", "m", _at("oops", source), labels=(Label(_at("far", source), "here"),)))
    assert [line for line in drawn if "^" in line or "-" in line] == [" --> x:1:1", "  | ^^^^"]


def test_an_empty_place_and_one_over_several_lines_have_an_underline() -> None:
    """At the end of a file, and up to the end of the first line."""
    end = len(FILE.text)
    assert _drawn(Diagnostic("E041", "m", Span(FILE, end, end)))[4] == "  | ^"
    start = FILE.text.index("rule")
    assert _drawn(Diagnostic("E041", "m", Span(FILE, start, end)))[4] == "  | ^^^^^^^^^^"


def test_colours_only_colour() -> None:
    """Without the escape codes the text is the same."""
    diagnostic = Diagnostic("E101", "m", _at("bdy"), "h", "n", (Label(_at("body"), "l"),))
    coloured = render([diagnostic], colour=True)
    assert "\x1b[1;31m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == render([diagnostic])


@given(st.text(max_size=40), st.text(max_size=10), st.data())
def test_nothing_that_a_terminal_obeys_is_drawn(text: str, name: str, data: st.DataObject) -> None:
    """Whatever stands in the file, its name or a message."""
    source = Source(name, text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    drawn = render([Diagnostic("E040", text, Span(source, start, end), text, text)])
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", drawn)


def test_control_characters_are_shown_as_pictures() -> None:
    """Of the same width, so that underlines stay in place."""
    assert visible("a\x1b[2J\x00\x7f\x9b\u202e") == "a␛[2J␀␡��"
    assert columns(visible("\x1b日\u0301")) == 3


def test_as_data_a_diagnostic_has_lines_and_columns_from_one() -> None:
    """In characters; the end is just behind the last one."""
    diagnostic = Diagnostic("E101", "m", _at("bdy"), "h", labels=(Label(_at("body"), "l"),))
    assert to_dict(diagnostic) == {
        "code": "E101",
        "severity": "error",
        "message": "m",
        "file": "my.curate",
        "line": 4,
        "column": 24,
        "end_line": 4,
        "end_column": 27,
        "help": "h",
        "labels": [
            {"text": "l", "file": "my.curate", "line": 1, "column": 7, "end_line": 1, "end_column": 11},
        ],
    }
