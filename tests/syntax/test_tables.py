"""The parse table is the grammar's: made by Lark without a conflict, and never used for another grammar."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lark.exceptions import GrammarError

from feedcurate.syntax import tables as tables_module
from feedcurate.syntax.generate import document, generate
from feedcurate.syntax.grammar import grammar_text
from feedcurate.syntax.lexer import Lexer
from feedcurate.syntax.parse import parse
from feedcurate.syntax.reserved import RESERVED, STARTERS
from feedcurate.syntax.tables import END, tables
from feedcurate.text.span import Source

STORED = Path(tables_module.__file__).with_name("tables.json")


def test_the_stored_tables_are_those_of_the_grammar() -> None:
    """`python -m feedcurate.syntax.generate` writes them; Lark's strict mode finds no conflict on the way."""
    assert STORED.read_text(encoding="utf-8") == document(grammar_text())


def test_the_tables_do_not_depend_on_the_order_of_sets() -> None:
    """Two processes with other hashes make the same document."""
    script = (
        "from feedcurate.syntax.generate import *; print(hash(document(grammar_text())) and document(grammar_text()))"
    )
    made = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True, env={"PYTHONHASHSEED": "7"}
    )
    assert made.stdout.rstrip("\n") == STORED.read_text(encoding="utf-8").rstrip("\n")


def test_tables_of_another_grammar_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the grammar has changed, the tables are computed from it."""
    changed = grammar_text().replace('"order" "by" name', '"sort" "by" name')
    monkeypatch.setattr(tables_module, "grammar_text", lambda: changed)
    tables.cache_clear()
    try:
        assert "sort" in tables().words
    finally:
        monkeypatch.undo()
        tables.cache_clear()
    assert "sort" not in tables().words


def test_a_conflict_in_the_grammar_is_an_error() -> None:
    """So that no table is ever made of an ambiguous grammar."""
    with pytest.raises(GrammarError, match="conflict"):
        generate('file: a? a?\na: "x" a | "x"\n')


def test_every_word_of_the_grammar_is_reserved_or_a_keyword_in_places() -> None:
    """The closed list of the reference is in the grammar, and starters are of it."""
    assert set(tables().words) >= RESERVED
    assert RESERVED >= STARTERS


def test_every_character_belongs_to_some_token() -> None:
    """The lexer is total: all of Unicode goes in, and all of it comes out but white space."""
    text = "".join(map(chr, [*range(0x20), *range(0x7F, 0x3000), 0xFEFF, 0xFFFD, 0x1F600, 0x10FFFF]))
    lexer = Lexer(text)
    seen = ""
    while (token := lexer.next(())).type != END:
        seen += token.text
    assert seen == "".join(text.split())


def test_every_letter_of_unicode_may_stand_in_a_name() -> None:
    """What the interpreter takes for a part of an identifier, the lexer does too."""
    letters = [chr(code) for code in range(0x80, sys.maxunicode + 1) if f"a{chr(code)}".isidentifier()]
    names = [f"a{''.join(letters[start : start + 500])}" for start in range(0, len(letters), 500)]
    for name in names:
        token = Lexer(name).next(())
        assert (token.type, token.text) == ("NAME", name)


def test_parsing_does_not_load_lark() -> None:
    """A process that checks a file does not pay for the parser generator."""
    script = (
        "import sys; from feedcurate.syntax.parse import parse; from feedcurate.text.span import Source;"
        "print(len(parse(Source('x', 'let a = b')).diagnostics), 'lark' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "0 False\n"


def test_threads_may_parse_at_once() -> None:
    """The tables are shared and never written to."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(lambda _: parse(Source("x", "let a = b\nrule r when a then hide")).file, range(50)))
    assert all(file == files[0] for file in files)
