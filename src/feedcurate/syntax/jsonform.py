"""The JSON form of a file, for programs that make or change rules.

In and out: a `File`, and plain data with a version, the statements in order and all comments. `from_json` takes nothing
on trust: what it makes is printed and parsed, so that it is a file that could have been written, or diagnostics.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any, assert_never

from feedcurate.syntax import messages, nodes
from feedcurate.syntax.mistake import Mistake
from feedcurate.syntax.nodes import BLANK, NO_COMMENTS, Comments, File
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.syntax.shapes import (
    PLAIN_TYPES,
    STATEMENT,
    Field,
    OneNode,
    OneWord,
    Plain,
    Remarks,
    Several,
    Shape,
    classes,
    fields,
)
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.limits import DEFAULT_LIMITS, Limits
from feedcurate.text.span import Source, Span

VERSION = "0.1"
"""The version of the language that the form is of."""

_ROUND_AN_EXPRESSION = 8
"""How many nodes stand at most around an expression: an example, its line, an entry, …"""

# --- Out --------------------------------------------------------------------------------------------------


def to_json(file: File) -> dict[str, Any]:
    """The JSON form of a file; fields that have their default are left out.

    Raises:
        ValueError: some of its statements could not be read.
    """
    if file.broken:
        raise ValueError("a file with broken statements has no JSON form")
    data: dict[str, Any] = {"feedcurate": VERSION, "statements": [_node(statement) for statement in file.statements]}
    if file.end_comments:
        data["end_comments"] = list(file.end_comments)
    return data


def _node(node: nodes.Node) -> dict[str, Any]:
    values = ((field, getattr(node, field.name)) for field in fields(type(node)))
    return {
        "node": type(node).__name__,
        **{field.name: _value(value) for field, value in values if field.is_required or value != field.default},
    }


def _value(value: Any) -> Any:
    match value:
        case nodes.Node():
            return _node(value)
        case tuple():
            return [_value(item) for item in value]
        case Comments():
            behind = {} if value.behind is None else {"behind": value.behind}
            return {**({"before": list(value.before)} if value.before else {}), **behind}
        case date() | time():
            return value.isoformat()
        case StrEnum():
            return value.value
        case _:
            return value


# --- In -----------------------------------------------------------------------------------------------------


def from_json(data: object, name: str = "<json>", limits: Limits = DEFAULT_LIMITS) -> File | list[Diagnostic]:
    """The file of a JSON form, with spans in its canonical text; diagnostics where it is none."""
    try:
        made = _Reader(name, limits).file(data)
        result = parse(Source(name, format_file(made)), limits)
    except Mistake as mistake:
        return [mistake.diagnostic]
    if result.diagnostics:
        return list(result.diagnostics)
    if result.file != made:
        return [messages.bad_json_form("statements", "cannot be written as text", Span(Source(name, ""), 0, 0))]
    return result.file


class _Reader:
    """Reads plain data by the shapes of the nodes."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._place = Span(Source(name, ""), 0, 0)
        self._limits = limits

    def file(self, data: object) -> File:
        if not isinstance(data, Mapping):
            raise self._wrong("$", "is no object")
        version = data.get("feedcurate")
        if version != VERSION:
            raise Mistake(messages.other_version(str(version), VERSION, self._place))
        self._check_keys(data, {"feedcurate", "statements", "end_comments"}, "$")
        statements = data.get("statements")
        if not isinstance(statements, list):
            raise self._wrong("statements", "is no array")
        if len(statements) > self._limits.statements:
            raise Mistake(messages.too_many_statements(self._limits.statements, self._place))
        return File(
            tuple(self._read(item, STATEMENT, f"statements[{number}]", 0) for number, item in enumerate(statements)),
            end_comments=self._comments(data.get("end_comments", []), "end_comments"),
        )

    def _read(self, value: object, shape: Shape, where: str, depth: int) -> Any:
        match shape:
            case OneNode():
                return self._node(value, shape, where, depth)
            case Several():
                if not isinstance(value, list) or not value:
                    raise self._wrong(where, "is no array with something in it")
                return tuple(self._read(item, shape.item, f"{where}[{n}]", depth) for n, item in enumerate(value))
            case Remarks():
                return self._remarks(value, where)
            case OneWord():
                if not isinstance(value, str) or value not in set(shape.enum):
                    raise self._wrong(where, f"is none of {', '.join(shape.enum)}")
                return shape.enum(value)
            case Plain():
                return self._plain(value, shape, where)
            case _:
                assert_never(shape)

    def _node(self, value: object, shape: OneNode, where: str, depth: int) -> nodes.Node:
        if depth > self._limits.nesting + _ROUND_AN_EXPRESSION:
            raise Mistake(messages.nested_too_deep(self._limits.nesting, self._place))
        if not isinstance(value, Mapping):
            raise self._wrong(where, "is no object")
        cls = classes().get(value["node"]) if isinstance(value.get("node"), str) else None
        if cls not in shape.classes:
            raise self._wrong(where, f"is none of {', '.join(one.__name__ for one in shape.classes)}")
        known = fields(cls)
        self._check_keys(value, {"node", *(field.name for field in known)}, where)
        return cls(
            **{
                field.name: self._field(value[field.name], field, f"{where}.{field.name}", depth)
                for field in known
                if self._is_given(field, value, where)
            }
        )

    def _is_given(self, field: Field, value: Mapping[Any, Any], where: str) -> bool:
        if field.is_required and field.name not in value:
            raise self._wrong(where, f"has no {field.name}")
        return field.name in value

    def _field(self, value: object, field: Field, where: str, depth: int) -> Any:
        if value is None and field.is_optional:
            return None
        if value == [] and not field.is_required and isinstance(field.shape, Several):
            return ()
        return self._read(value, field.shape, where, depth + 1)

    def _plain(self, value: object, shape: Plain, where: str) -> Any:
        try:
            if shape.type is float and isinstance(value, int | float) and not isinstance(value, bool):
                return float(value)
            if shape.type in {date, time} and isinstance(value, str):
                return shape.type.fromisoformat(value)
        except (ValueError, OverflowError) as error:
            raise self._wrong(where, f"is not {PLAIN_TYPES[shape.type]}") from error
        if shape.type in {str, bool} and isinstance(value, shape.type):
            return value
        raise self._wrong(where, f"is not {PLAIN_TYPES[shape.type]}")

    def _remarks(self, value: object, where: str) -> Comments:
        if not isinstance(value, Mapping):
            raise self._wrong(where, "is no object")
        self._check_keys(value, {"before", "behind"}, where)
        behind = value.get("behind")
        behind_text = None if behind is None else self._comments([behind], f"{where}.behind")[0]
        comments = Comments(self._comments(value.get("before", []), f"{where}.before"), behind_text)
        return NO_COMMENTS if comments == NO_COMMENTS else comments

    def _comments(self, value: object, where: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self._wrong(where, "is no array")
        for comment in value:
            if not isinstance(comment, str) or (comment != BLANK and ("\n" in comment or "\r" in comment)):
                raise self._wrong(where, "holds something that is no line of text")
        return tuple(value)

    def _check_keys(self, value: Mapping[Any, Any], known: set[str], where: str) -> None:
        for key in value:
            if key not in known:
                raise self._wrong(where, f"has no field {key}")

    def _wrong(self, where: str, problem: str) -> Mistake:
        return Mistake(messages.bad_json_form(where, problem, self._place))
