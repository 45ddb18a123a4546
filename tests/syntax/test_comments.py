"""Comments belong to what they stand beside, and none is lost, doubled or moved past another."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from feedcurate.syntax import nodes
from feedcurate.syntax.comments import comment_line, comment_text
from feedcurate.syntax.lexer import Lexer
from feedcurate.syntax.nodes import BLANK, Comments, File
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.syntax.tables import END, tables
from feedcurate.text.span import Source
from tests.strategies import programs
from tests.syntax.reading import read, statement


def _comments_in(text: str) -> list[str]:
    """The comments of a text, in order."""
    lexer = Lexer(text)
    while lexer.next(tables().contextual).type != END:
        pass
    return [comment_text(remark.text) for remark in lexer.remarks]


def _gaps(text: str) -> list[int]:
    """The places between tokens where a comment may be put without breaking a token."""
    lexer = Lexer(text)
    places = [0]
    while (token := lexer.next(tables().contextual)).type != END:
        places.append(token.end)
    return places


@given(programs(max_size=3), st.data())
def test_formatting_keeps_every_comment_once_and_in_order(program: File, data: st.DataObject) -> None:
    """Wherever comments are put between tokens, the canonical text has the same ones in the same order."""
    text = format_file(program)
    places = data.draw(st.lists(st.sampled_from(_gaps(text)), max_size=4, unique=True))
    for number, place in enumerate(sorted(places, reverse=True)):
        text = f"{text[:place]}\n-- {number} here\n{text[place:]}"
    result = parse(Source("x", text))
    assume(not result.diagnostics)
    formatted = format_file(result.file)
    assert result.file == program
    assert _comments_in(formatted) == _comments_in(text)
    assert format_file(read(formatted)) == formatted


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=10))
def test_a_comment_is_written_as_it_was_read(raw: str) -> None:
    """Its own indentation and rulers of dashes stay; only a missing space is put in."""
    text = comment_text(raw)
    assert comment_text(comment_line(text)[2:]) == text


def test_comments_belong_to_the_line_they_stand_behind_or_above() -> None:
    """Behind something to that, above something to that."""
    rule = statement(
        "-- above the rule\n"
        "rule x -- behind its head\n"
        "    -- above the condition\n"
        "    when a -- behind the condition\n"
        "    then hide, -- behind an action\n"
        "         -- above an action\n"
        "         label b -- behind the last\n"
    )
    assert isinstance(rule, nodes.Rule)
    assert rule.comments == Comments(("above the rule",), "behind its head")
    assert rule.when_comments == Comments(("above the condition",), "behind the condition")
    assert [action.comments for action in rule.actions] == [
        Comments((), "behind an action"),
        Comments(("above an action",), "behind the last"),
    ]


def test_the_comment_behind_a_list_is_the_list_s() -> None:
    """Those behind its other entries are theirs."""
    topic = statement('topic t: "a", -- one\n  "b", "c" -- all\n')
    assert isinstance(topic, nodes.List)
    assert topic.comments == Comments((), "all")
    assert [entry.comments.behind for entry in topic.entries] == ["one", None, None]


def test_comments_inside_a_condition_go_above_it() -> None:
    """In their order."""
    let = statement("-- 1\nlet x = a -- 2\n    -- 3\n    or b -- 4")
    assert let.comments == Comments(("1", "2", "3"), "4")


def test_an_allowance_is_a_comment_like_any_other() -> None:
    """`-- allow W201: …` survives at its statement."""
    text = "rule x  -- allow W201: i travel\n    when a\n    then hide\n"
    assert statement(text).comments.behind == "allow W201: i travel"
    assert format_file(read(text)) == text


def test_one_blank_line_is_kept_where_there_were_some() -> None:
    """Between statements and between comments; never at the start."""
    file = read("\n\n-- a\n\n\n-- b\nlet x = y\n\n\n\nlet z = x\nlet w = x\n\n-- end\n")
    assert [one.comments.before for one in file.statements] == [("a", BLANK, "b"), (BLANK,), ()]
    assert format_file(file) == "-- a\n\n-- b\nlet x = y\n\nlet z = x\nlet w = x\n\n-- end\n"


def test_comments_after_windows_line_ends_have_no_carriage_return() -> None:
    """A file from Windows is formatted as any other."""
    assert format_file(read("let x = y -- a\r\n-- b\r\n")) == "let x = y  -- a\n\n-- b\n"
