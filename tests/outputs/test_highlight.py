"""Rule files in colours: every character is there, and the words of the language stand out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments import lexers
from pygments.token import Comment, Error, Keyword, Literal, Name, Number, Operator, String

from feedcurate.outputs.highlight import CurateLexer

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*(ROOT / "examples").rglob("*.curate"), *(ROOT / "src").rglob("*.curate")])
_RULES = """-- Nothing of diets.
sites papers: courier.example, gasp.example/news
topic diets: "diet", #keto, /\\bcalories?\\b/i
rule no_diets from 2026-05-01
    when post mentions diets and author.followers > 30 / 2 and not author in {@ann@example.social}
    then hide, label diet, boost 6 hours
"""


def _drawn(text: str) -> list[tuple[object, str]]:
    return [(kind, part) for _, kind, part in CurateLexer().get_tokens_unprocessed(text)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_file_is_drawn_whole_and_without_an_error(path: Path) -> None:
    """Nothing is lost, nothing taken for a mistake."""
    text = path.read_text(encoding="utf-8")
    drawn = _drawn(text)
    assert "".join(part for _, part in drawn) == text
    assert [part for kind, part in drawn if kind is Error] == []


@given(st.text(max_size=60) | st.text('ab ".-/#@:*\n{}0', max_size=40))
def test_any_text_is_drawn_whole(text: str) -> None:
    """Whatever stands in it, and at its own place."""
    position = 0
    for start, _, part in CurateLexer().get_tokens_unprocessed(text):
        assert start == position
        position += len(part)
    assert position == len(text)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("-- Nothing of diets.", Comment.Single),
        ("rule", Keyword.Declaration),
        ("when", Keyword),
        ("mentions", Operator.Word),
        ("hide", Name.Builtin),
        ("followers", Name.Attribute),
        ("courier.example", Name.Entity),
        ("gasp.example/news", Name.Entity),
        ("@ann@example.social", Name.Entity),
        ("#keto", Name.Tag),
        ('"diet"', String),
        ("/\\bcalories?\\b/i", String.Regex),
        ("/", Operator),
        ("30", Number),
        ("hours", Keyword.Type),
        ("2026-05-01", Literal.Date),
    ],
)
def test_the_parts_of_a_rule_file_stand_out(part: str, kind: object) -> None:
    """Each in a kind of its own."""
    assert next(found for found, text in _drawn(_RULES) if text == part) is kind


def test_pygments_finds_it_by_name_and_by_file() -> None:
    """So that documentation and editors need nothing but this library beside it."""
    assert isinstance(lexers.get_lexer_by_name("curate"), CurateLexer)
    assert isinstance(lexers.get_lexer_for_filename("my.curate"), CurateLexer)
