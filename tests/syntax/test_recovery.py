"""One broken statement gives one diagnostic, and the others are read as if it were not there."""

from __future__ import annotations

from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.syntax.lexer import Lexer, Token
from feedcurate.syntax.nodes import File
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.syntax.tables import END, tables
from feedcurate.text.span import Source
from tests.strategies import programs
from tests.syntax.reading import codes


def _tokens(text: str) -> list[Token]:
    """The tokens of a text, as far as they do not depend on what the parser can take."""
    lexer = Lexer(text)
    tokens = []
    while (token := lexer.next(tables().contextual)).type != END:
        tokens.append(token)
    return tokens


@given(programs(min_size=2, max_size=4), st.data())
def test_a_token_that_is_deleted_breaks_its_own_statement_only(program: File, data: st.DataObject) -> None:
    """The other statements keep their trees, unless what is left happens to be another valid file."""
    text = format_file(program)
    whole = parse(Source("x", text)).file.statements
    victim = data.draw(st.integers(0, len(whole) - 1))
    span = whole[victim].span
    inside = [token for token in _tokens(text[: span.end]) if token.start >= span.start]
    token = data.draw(st.sampled_from(inside))
    behind = text[token.end :]
    result = parse(Source("x", text[: token.start] + behind.removeprefix(" ")))
    event("broken" if result.diagnostics else "another valid file")
    if result.diagnostics:
        others = [statement for number, statement in enumerate(whole) if number != victim]
        assert [statement for statement in result.file.statements if statement in others] == others


def test_the_name_of_a_broken_statement_is_kept() -> None:
    """So that what uses it raises nothing further."""
    broken = parse(Source("x", "rule quiet when then hide\nruel loud when a then hide\ntopic\nlet in = 3")).file.broken
    assert [(one.keyword, one.name) for one in broken] == [("rule", "quiet"), ("topic", None), ("let", "in")]


def test_a_line_that_lost_its_first_word_leaves_the_statement_before_it_whole() -> None:
    """Though its second word could be read as part of that statement."""
    rule = "rule a\n    when b\n    then hide\n"
    for line in ("timezone: x", "    once per link", "    at most 3 per day", "c = d", '"more.curate" as m'):
        result = parse(Source("x", f"{rule}{line}\nlet e = f"))
        assert len(result.file.statements) == 2
        assert len(result.diagnostics) == 1


def test_the_statement_behind_a_broken_one_keeps_its_comments() -> None:
    """Those directly above it are its own."""
    result = parse(Source("x", "let a =\n-- about b\n\n-- and more\nlet b = c"))
    (let,) = result.file.statements
    assert let.comments.before == ("about b", "\n", "and more")


def test_a_statement_whose_last_word_is_wrong_is_broken_by_that_alone() -> None:
    """Also where what comes next breaks something too."""
    assert codes("let a = e\u0301\nb c") == ["E019"]
