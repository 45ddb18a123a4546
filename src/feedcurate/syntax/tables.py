"""The parse table and the terminals of the grammar, read once a process.

In: `tables.json` beside this file, which `generate` made from the grammar. Out: frozen `Tables`. A document not made
from the grammar at hand is not used: then, and only then, Lark is loaded and the tables are computed here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from feedcurate.syntax.grammar import fingerprint, grammar_text

END = "$END"
"""The terminal behind the last token of a file."""

Kept = int | list[int] | None
"""A value that reaches a rule's method: by index, the items of a list by `[index]`, or None for an absent part."""


@frozen
class Production:
    """One alternative of a rule, as `generate` describes it."""

    origin: str
    method: str
    size: int
    kept: tuple[Kept, ...]


@frozen
class Tables:
    """All that the lexer and the parser take from the grammar.

    `states` map a symbol to the state it leads to, or to `-1 - number` of the production that is complete before it.
    `words` and `signs` are the terminals without a pattern, by their text.
    """

    productions: tuple[Production, ...]
    states: tuple[Mapping[str, int], ...]
    words: Mapping[str, str]
    signs: Mapping[str, str]
    patterns: Mapping[str, str]
    contextual: Mapping[str, re.Pattern[str]]


@cache
def tables() -> Tables:
    """The tables of the shipped grammar."""
    return _read(_document())


def _document() -> dict[str, Any]:
    grammar = grammar_text()
    path = Path(__file__).with_name("tables.json")
    if path.is_file():
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if document["fingerprint"] == fingerprint(grammar):
            return document
    from feedcurate.syntax.generate import generate

    return generate(grammar)


def _read(document: dict[str, Any]) -> Tables:
    return Tables(
        productions=tuple(
            Production(origin, method, size, tuple(kept)) for origin, method, size, kept in document["rules"]
        ),
        states=tuple(document["states"]),
        words=document["words"],
        signs=document["signs"],
        patterns=document["patterns"],
        contextual={name: re.compile(pattern) for name, pattern in document["contextual"].items()},
    )
