"""Grammar to tables: Lark computes the LALR(1) parse table once, here, and not in every process that parses.

In: the text of `grammar/feedcurate.lark`. Out: a JSON document that `tables` reads. It carries the hash of the grammar
it was made from, so that a table that does not belong to its grammar is never used (`tables` then calls `generate`).
Run `python -m feedcurate.syntax.generate` after a change of the grammar to write `syntax/tables.json` anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lark import Lark
from lark.grammar import Rule
from lark.lexer import Lexer, TerminalDef

from feedcurate.syntax.grammar import fingerprint, grammar_text

CONTEXTUAL = ("SITE", "DID", "REGEX")
"""The terminals that the lexer tries only where the parser can take them."""

_WORDS = re.compile(r"\(\?:([a-z]+(?:\|[a-z]+)*)\)")
_SIGNS = re.compile(r"\(\?:([^a-z()\[\]\\]+)\)")


class _NoLexer(Lexer):
    """Lark is asked for its parse table only; the text is read by `syntax/lexer.py`."""

    __future_interface__ = 1

    def __init__(self, _conf: object, *_: object) -> None:
        pass

    def lex(self, *_: object) -> Iterator[Any]:
        yield from ()


def generate(grammar: str) -> dict[str, Any]:
    """The tables of a grammar. Raises lark's `GrammarError` on a conflict."""
    lark = Lark(grammar, start="file", parser="lalr", lexer=_NoLexer, maybe_placeholders=True, strict=True)
    data, memo = lark.memo_serialize([TerminalDef, Rule])
    table = data["parser"]["parser"]
    references = [reference["@"] for reference in data["parser"]["parser_conf"]["rules"]]
    numbers = {reference: number for number, reference in enumerate(references)}
    return {
        "fingerprint": fingerprint(grammar),
        **_terminals(list(lark.terminals)),
        "rules": [_rule(memo[reference]) for reference in references],
        "states": _states(table, numbers),
    }


def _terminals(terminals: list[TerminalDef]) -> dict[str, Any]:
    patterns: list[tuple[int, str, str]] = []
    contextual: dict[str, str] = {}
    words: dict[str, str] = {}
    signs: dict[str, str] = {}
    for terminal in terminals:
        name, pattern = terminal.name, terminal.pattern.to_regexp()
        if name in CONTEXTUAL:
            contextual[name] = pattern
        elif terminal.pattern.type == "str":
            (words if terminal.pattern.value.isalpha() else signs)[terminal.pattern.value] = name
        elif match := _WORDS.fullmatch(pattern):
            words |= dict.fromkeys(match[1].split("|"), name)
        elif match := _SIGNS.fullmatch(pattern):
            signs |= dict.fromkeys(match[1].split("|"), name)
        else:
            patterns.append((-terminal.priority, name, pattern))
    return {
        "patterns": {name: pattern for _, name, pattern in sorted(patterns)},
        "contextual": {name: contextual[name] for name in CONTEXTUAL},
        "words": dict(sorted(words.items())),
        "signs": dict(sorted(signs.items())),
    }


def _rule(rule: dict[str, Any]) -> list[Any]:
    """`[left side, method, size, kept]`.

    The method is "" where the only value is handed through, and "_" for a list that is spliced into its user's values.
    `kept` names the values that reach the method: an index, `[index]` for a list to splice, None for an absent part.
    """
    origin, options, expansion = rule["origin"]["name"], rule["options"], rule["expansion"]
    absent = _absent(options["empty_indices"], len(expansion))
    kept: list[Any] = []
    for index, symbol in enumerate(expansion):
        kept += [None] * absent[index]
        if symbol["__type__"] == "NonTerminal":
            kept.append([index] if symbol["name"].startswith("_") else index)
        elif not symbol["filter_out"]:
            kept.append(index)
    kept += [None] * absent[-1]
    handed_through = options["expand1"] and not rule["alias"] and len(kept) == 1
    method = "_" if origin.startswith("_") else "" if handed_through else rule["alias"] or origin
    return [origin, method, len(expansion), kept]


def _absent(empty: list[bool], size: int) -> list[int]:
    """How many absent optional values stand before each symbol of an expansion, and after the last."""
    if not empty:
        return [0] * (size + 1)
    return [len(run) for run in "".join("1" if is_empty else "0" for is_empty in empty).split("0")]


def _states(table: dict[str, Any], numbers: dict[int, int]) -> list[dict[str, int]]:
    """One mapping a state: a symbol to the state it leads to, or to `-1 - rule` where that rule is complete.

    States are numbered in the order in which they are reached, so that the document does not depend on the run.
    """
    names = table["tokens"]
    old = {state: {names[token]: action for token, action in row.items()} for state, row in table["states"].items()}
    order = [table["start_states"]["file"]]
    place = {order[0]: 0}
    for state in order:
        for _, (is_reduce, argument) in sorted(old[state].items()):
            if not is_reduce and argument not in place:
                place[argument] = len(order)
                order.append(argument)
    return [
        {
            symbol: -1 - numbers[argument["@"]] if is_reduce else place[argument]
            for symbol, (is_reduce, argument) in sorted(old[state].items())
        }
        for state in order
    ]


def document(grammar: str) -> str:
    """The text of `tables.json`: one line a state and a rule, so that a change of the grammar is a readable diff."""
    tables = generate(grammar)
    lines = {key: [json.dumps(row) for row in tables.pop(key)] for key in ("rules", "states")}
    head = json.dumps(tables, indent=1, ensure_ascii=True)[:-2]
    blocks = [f' "{key}": [\n  ' + ",\n  ".join(rows) + "\n ]" for key, rows in lines.items()]
    return head + ",\n" + ",\n".join(blocks) + "\n}\n"


if __name__ == "__main__":
    Path(__file__).with_name("tables.json").write_text(document(grammar_text()), encoding="utf-8")
