"""What could stand somewhere, in plain words.

In: the terminals that the parser could take. Out: a phrase such as "a condition" or "`then` and what to do, or `,`".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from feedcurate.syntax.reserved import STARTERS
from feedcurate.syntax.tables import END, tables

STARTING = frozenset(tables().words[word] for word in STARTERS)
"""The terminals of the words that start a statement."""

COMPARING = frozenset({"EQUALS", "COMPARISON", "IN", "MENTIONS", "MATCHES", "IS", "HAS", "BETWEEN"})
"""The terminals of the operators that are not chained."""

_JOINING = COMPARING | {"PLUS", "MINUS", "STAR", "SLASH", "AND", "OR", "IMPLIES", "DOT", "TO", "PERCENT", "NOT"}
_MOST = 4

_PLAIN = {
    "THEN": "`then` and what to do",
    "WHEN": "`when` and a condition",
    "NAME": "a name",
    "STRING": 'a text in `"`',
    "NUMBER": "a number",
    "DATE": "a date such as `2026-12-31`",
    "CLOCK": "a clock such as `22:30`",
    "UNIT": "a unit such as `minutes`",
    "EQUALS": "`=`",
}


def in_words(expected: Set[str]) -> str:
    """The phrase for these terminals; at most a few alternatives are named, the most telling first."""
    return _either(list(_phrases(expected))[:_MOST]) or "something else"


def _phrases(expected: Set[str]) -> Iterator[str]:
    rest = set(expected) - STARTING - {END}
    for is_there, phrase, covered in _GROUPS:
        if is_there(rest):
            yield phrase
            rest -= covered
    for terminal in ("THEN", "WHEN", "NAME", "STRING", "NUMBER", "DATE", "CLOCK", "UNIT", "EQUALS"):
        if terminal in rest:
            yield _PLAIN[terminal]
    words = {terminal: word for word, terminal in sorted(tables().words.items())}
    signs = {terminal: sign for sign, terminal in sorted(tables().signs.items())}
    for terminal in sorted(rest - set(_PLAIN)):
        if spelled := words.get(terminal) or signs.get(terminal):
            yield f"`{spelled}`"
    if END in expected:
        yield "the next statement"


_VALUES = frozenset(
    {
        "NAME", "STRING", "NUMBER", "DATE", "CLOCK", "ACCOUNT", "DID", "HASHTAG", "REGEX", "LPAR", "LBRACE", "THIS",
        "LABELLED", "FIRES", "MINUS", "NOT", "ALWAYS",
    }
)  # fmt: skip

_GROUPS: tuple[tuple[Callable[[Set[str]], bool], str, Set[str]], ...] = (
    (lambda rest: {"LPAR", "STRING", "NOT"} <= rest, "a condition", _VALUES),
    (lambda rest: {"LPAR", "STRING"} <= rest, "a value", _VALUES),
    (lambda rest: "ACCOUNT" in rest and "NAME" in rest, "an account such as `@name@host`", _VALUES),
    (lambda rest: "SITE" in rest, "a site such as `example.com`", _VALUES | {"SITE"}),
    (lambda rest: {"LIKE", "HASHTAG"} <= rest, 'a phrase in `"`, a hashtag or the name of a topic', _VALUES | {"LIKE"}),
    (lambda rest: {"EQUALS", "AND"} <= rest, "an operator such as `=`, `in` or `and`", _JOINING),
    (lambda rest: {"AND", "OR"} <= rest, "`and` or `or`", _JOINING),
    (lambda rest: {"PLUS", "STAR"} <= rest, "an operator", _JOINING),
    (lambda rest: {"LEAST", "MOST"} <= rest, "`least` or `most`", {"LEAST", "MOST"}),
    (lambda rest: {"AT", "ONCE", "ORDER"} <= rest, "a limit such as `at most 40 per day`", {"AT", "ONCE", "ORDER"}),
    (lambda rest: {"AT", "GIVEN", "EXPECT"} <= rest, "`at`, `given` or `expect`", {"AT", "GIVEN", "EXPECT"}),
    (lambda rest: {"NUMBER", "CLOCK", "STRING"} <= rest, "a text or a quantity", _VALUES),
    (lambda rest: {"NUMBER", "CLOCK"} <= rest, "a quantity", _VALUES),
)  # fmt: skip


def _either(phrases: list[str]) -> str:
    *first, last = phrases or [""]
    return f"{', '.join(first)} or {last}" if first else last
