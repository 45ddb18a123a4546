"""`-- allow W202: reason` silences a warning on the statement that it belongs to, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.checking import codes, codes_in


@pytest.mark.parametrize(
    "text",
    [
        '-- allow W202: it is a language\ntopic t: "C++"',
        'topic t: "C++" -- allow W202: it is a language',
        'topic t:\n    -- allow W202: it is a language\n    "C++", "F#"',
        '-- first words\n-- allow W202: it is a language\n-- last words\ntopic t: "C++"',
        '--allow W202: it is a language\ntopic t: "C++"',
        "-- allow W201: everywhere is Greenwich\nrule r when now.time > 22:00 then hide",
        "rule r\n    -- allow W201: everywhere is Greenwich\n    when now.time > 22:00\n    then hide",
        "rule r\n    when now.time > 22:00 -- allow W201: everywhere is Greenwich\n    then hide",
        "rule r\n    when now.time > 22:00\n    then hide -- allow W201: everywhere is Greenwich",
        "feed\n    at most 3 per day -- allow W201: everywhere is Greenwich",
        "-- allow W201: x\n-- allow W204: y\nrule r when now.time > 22:00 and author in me then hide",
        "-- allow W204: set by the app\nlet mine = author in me\nrule r when mine then hide",
    ],
)
def test_an_allowed_warning_is_silent(text: str) -> None:
    """Above the statement, behind it, or at any line of it; with what else is said around it."""
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('-- allow W202: this one\ntopic t: "C++"\ntopic u: "F#"', ["W202"]),
        ('topic t: "C++"\n-- allow W202: the other one\ntopic u: "F#"', ["W202"]),
        ('-- allow W201: another\ntopic t: "C++"', ["W202"]),
        ('-- allowed W202: no\ntopic t: "C++"', ["W202"]),
        ('-- allow W202\ntopic t: "C++"', ["W206"]),
        ('-- allow W202:\ntopic t: "C++"', ["W206"]),
        ("-- allow W999: no such\nlet a = post is repost", ["W205"]),
        ("-- allow w201: small\nlet a = post is repost", ["W205"]),
        ("-- allow E103: it is right\nlet a = post is repot", ["W205", "E103"]),
        ('-- allow E190: later\ntopic a: like "posts"', ["W205", "E190"]),
    ],
)
def test_what_is_not_allowed_is_said(text: str, said: list[str]) -> None:
    """Other statements, other codes, no code at all, no reason; and errors can never be allowed."""
    assert codes(text) == said


def test_an_allowance_holds_in_the_file_that_has_it(tmp_path: Path) -> None:
    """A used file allows its own warnings, for whoever uses it."""
    words = '-- allow W202: it is a language\ntopic t: "C++"'
    assert codes_in(tmp_path, {"main.curate": 'use "w.curate" as w', "w.curate": words}) == []
    assert codes_in(tmp_path, {"main.curate": f'{words}\nuse "w.curate" as w', "w.curate": 'topic u: "F#"'}) == ["W202"]
