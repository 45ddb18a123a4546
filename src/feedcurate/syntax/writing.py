"""Expressions to text: the shortest one that is read as the same tree.

In: an expression. Out: `format_expr`, on one line, and `wrap`, on several where it is long.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import IntEnum
from typing import assert_never

from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import ArithmeticOp, Expr, LogicOp


class _Level(IntEnum):
    """How tightly an expression holds together, as the grammar has it."""

    IMPLIES = 0
    OR = 1
    AND = 2
    NOT = 3
    COMPARISON = 4
    SUM = 5
    PRODUCT = 6
    PRIMARY = 7


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')
"""What is not written as it is in a text: its marks, control characters, signs that turn the direction of writing."""

_IN_REGEX = re.compile(r"\\.|/", re.DOTALL)


def format_expr(node: Expr) -> str:
    """An expression on one line, with no more parentheses than it needs."""
    return _at(node, _Level.IMPLIES)


def quoted(text: str) -> str:
    """A text between `"`, with the escapes it needs."""
    inner = _ESCAPED.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{{{ord(found[0]):X}}}", text)
    return f'"{inner}"'


def number(value: float) -> str:
    """The fewest digits that are read as the same double."""
    text = f"{Decimal(repr(value)):f}"
    return text.removesuffix(".0")


def format_entry(node: nodes.EntryValue) -> str:
    """An entry of a list."""
    return f"like {quoted(node.value)}" if isinstance(node, nodes.LikeLit) else format_expr(node)


def _at(node: Expr, level: _Level) -> str:
    text = _plain(node)
    return text if _level(node) >= level else f"({text})"


def _level(node: Expr) -> _Level:
    match node:
        case nodes.Implies():
            return _Level.IMPLIES
        case nodes.Logic():
            return _Level.OR if node.op is LogicOp.OR else _Level.AND
        case nodes.Not():
            return _Level.NOT
        case (
            nodes.Compare() | nodes.In() | nodes.Mentions() | nodes.Matches() | nodes.Is() | nodes.Has()
            | nodes.Between()
        ):  # fmt: skip
            return _Level.COMPARISON
        case nodes.Arithmetic():
            return _Level.SUM if node.op in {ArithmeticOp.ADD, ArithmeticOp.SUB} else _Level.PRODUCT
        case _:
            return _Level.PRIMARY


def _plain(node: Expr) -> str:
    match node:
        case nodes.Name(id=text) | nodes.AccountLit(value=text) | nodes.SiteLit(value=text):
            return text
        case nodes.TextLit():
            return quoted(node.value)
        case nodes.NumberLit():
            return number(node.value)
        case nodes.ShareLit():
            return f"{number(node.percent)}%"
        case nodes.DurationLit():
            return f"{number(node.amount)} {node.unit}{'' if abs(node.amount) == 1 else 's'}"
        case nodes.ClockLit():
            return node.value.isoformat("seconds" if node.value.second else "minutes")
        case nodes.DateLit():
            return node.value.isoformat()
        case nodes.RangeLit():
            return f"{_plain(node.low)}..{_plain(node.high)}"
        case nodes.HashtagLit():
            return f"#{node.tag}"
        case nodes.RegexLit():
            pattern = _IN_REGEX.sub(lambda found: "\\/" if found[0] == "/" else found[0], node.pattern)
            return f"/{pattern}/{'i' if node.ignore_case else ''}"
        case nodes.SetLit():
            return f"{{{', '.join(map(format_expr, node.items))}}}"
        case nodes.Attribute():
            is_path = isinstance(node.value, nodes.Name | nodes.Attribute | nodes.Call)
            return f"{_plain(node.value) if is_path else f'({_plain(node.value)})'}.{node.name}"
        case nodes.Not():
            return f"not {_at(node.operand, _Level.NOT)}"
        case nodes.Logic():
            inner = _Level(_level(node) + 1)
            return f" {node.op} ".join(_at(operand, inner) for operand in node.operands)
        case nodes.Implies():
            return f"{_at(node.left, _Level.OR)} implies {format_expr(node.right)}"
        case nodes.Compare():
            return f"{_operand(node.left)} {node.op} {_operand(node.right)}"
        case nodes.In():
            return f"{_operand(node.left)} {'not in' if node.negated else 'in'} {_operand(node.right)}"
        case nodes.Mentions():
            return f"{_operand(node.left)} mentions {_operand(node.right)}"
        case nodes.Matches():
            return f"{_operand(node.left)} matches {_operand(node.right)}"
        case nodes.Is():
            return f"{_operand(node.left)} {'is not' if node.negated else 'is'} {_plain(node.value)}"
        case nodes.Has():
            return f"{_operand(node.left)} has {_plain(node.value)}"
        case nodes.Between():
            return f"{_operand(node.operand)} between {_operand(node.low)} and {_operand(node.high)}"
        case nodes.Arithmetic():
            level = _level(node)
            return f"{_at(node.left, level)} {node.op} {_at(node.right, _Level(level + 1))}"
        case nodes.By():
            return f"{_operand(node.stream)} by {_operand(node.whom)}"
        case nodes.Of():
            return f"{_operand(node.left)} of {_operand(node.right)}"
        case nodes.Call():
            where = f" where {format_expr(node.where)}" if node.where else ""
            return f"{node.name}({', '.join([format_expr(node.source) + where, *map(format_expr, node.arguments)])})"
        case nodes.This():
            return f"this {node.name}"
        case nodes.Always():
            return "always"
        case nodes.Labelled():
            return f"labelled {_plain(node.name)}"
        case nodes.Fires():
            return f"fires {_plain(node.rule)}"
        case _:
            assert_never(node)


def _operand(node: Expr) -> str:
    return _at(node, _Level.SUM)


def wrap(node: Expr, room: int, level: _Level = _Level.IMPLIES) -> list[str]:
    """An expression on lines of at most `room` characters, as far as its connectives allow; all start in one column."""
    flat = _at(node, level)
    if len(flat) <= room:
        return [flat]
    if _level(node) < level:
        return behind("(", [*wrap(node, room - 2)[:-1], wrap(node, room - 2)[-1] + ")"])
    match node:
        case nodes.Logic():
            inner = _Level(_level(node) + 1)
            first, *others = node.operands
            lines = wrap(first, room, inner)
            for operand in others:
                lines += behind(f"{node.op} ", wrap(operand, room - len(node.op) - 1, inner))
            return lines
        case nodes.Implies():
            right = wrap(node.right, room - len("implies "))
            return [*wrap(node.left, room, _Level.OR), *behind("implies ", right)]
        case nodes.Not():
            return behind("not ", wrap(node.operand, room - len("not "), _Level.NOT))
        case _:
            return [flat]


def hang(keyword: str, node: Expr, room: int) -> list[str]:
    """An expression behind a keyword; where it is broken at `and` or `or`, these end where the keyword ends."""
    inside = room - len(keyword) - 1
    if not isinstance(node, nodes.Logic) or len(format_expr(node)) <= inside:
        return behind(f"{keyword} ", wrap(node, inside))
    inner = _Level(_level(node) + 1)
    words = [keyword, *[node.op] * (len(node.operands) - 1)]
    pairs = zip(words, node.operands, strict=True)
    return [
        line for word, operand in pairs for line in behind(f"{word:>{len(keyword)}} ", wrap(operand, inside, inner))
    ]


def behind(head: str, lines: list[str]) -> list[str]:
    """The lines with a head before the first, and the others below that."""
    return [head + lines[0], *(" " * len(head) + line for line in lines[1:])]
