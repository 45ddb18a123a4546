"""The shapes of the nodes, read off their classes: what each field holds.

In: the attrs classes of `nodes`. Out: frozen `Shape`s, which the JSON form is written, read and described by.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from feedcurate.syntax import nodes


@frozen
class Plain:
    """A text, number, truth, date or time."""

    type: type


@frozen
class OneWord:
    """One of the values of an enumeration."""

    enum: type[StrEnum]


@frozen
class OneNode:
    """A node of one of these classes."""

    classes: tuple[type[nodes.Node], ...]


@frozen
class Several:
    """Any number of things of one shape."""

    item: Shape


@frozen
class Remarks:
    """The comments of a node."""


Shape = Plain | OneWord | OneNode | Several | Remarks


@frozen
class Field:
    """A field of a node; one with a default may be left out, and one that is optional may be None."""

    name: str
    shape: Shape
    default: Any
    is_optional: bool

    @property
    def is_required(self) -> bool:
        """Whether it must be given."""
        return self.default is attrs.NOTHING


def fields(cls: type[nodes.Node]) -> tuple[Field, ...]:
    """The fields of a node's class but its span, in their order."""
    return _fields(cls.__name__)


@cache
def _fields(name: str) -> tuple[Field, ...]:
    cls: type[nodes.Node] = getattr(nodes, name)
    hints = get_type_hints(cls)
    return tuple(
        _field(attribute.name, hints[attribute.name], attribute.default)
        for attribute in attrs.fields(cls)
        if attribute.name != "span"
    )


def _field(name: str, hint: Any, default: Any) -> Field:
    alternatives = _alternatives(hint)
    present = tuple(alternative for alternative in alternatives if alternative is not NoneType)
    return Field(name, _shape(present), default, len(present) < len(alternatives))


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)


def _shape(alternatives: tuple[Any, ...]) -> Shape:
    first = alternatives[0]
    if get_origin(first) is tuple:
        return Several(_shape(_alternatives(get_args(first)[0])))
    if first is nodes.Comments:
        return Remarks()
    if issubclass(first, nodes.Node):
        return OneNode(alternatives)
    return OneWord(first) if issubclass(first, StrEnum) else Plain(first)


@cache
def classes() -> Mapping[str, type[nodes.Node]]:
    """Every class of nodes that a file may hold, by its name."""
    found: dict[str, type[nodes.Node]] = {}
    waiting: list[type[nodes.Node]] = list(get_args(nodes.Statement))
    while waiting:
        cls = waiting.pop()
        if cls.__name__ not in found:
            found[cls.__name__] = cls
            waiting += [below for field in fields(cls) for below in _nodes_in(field.shape)]
    return dict(sorted(found.items()))


def _nodes_in(shape: Shape) -> tuple[type[nodes.Node], ...]:
    match shape:
        case OneNode():
            return shape.classes
        case Several():
            return _nodes_in(shape.item)
        case _:
            return ()


STATEMENT = OneNode(get_args(nodes.Statement))
"""What a file holds."""

UNIONS: Mapping[tuple[type[nodes.Node], ...], str] = {
    get_args(union): name
    for name, union in (
        ("Statement", nodes.Statement),
        ("Expr", nodes.Expr),
        ("EntryValue", nodes.EntryValue),
        ("Quota", nodes.Quota),
        ("ExampleLine", nodes.ExampleLine),
    )
}
"""The names of the larger groups of nodes."""

PLAIN_TYPES: Mapping[type, str] = {
    str: "a text",
    float: "a number",
    bool: "true or false",
    date: "a date",
    time: "a time",
}
"""The plain types, in the words of messages."""
