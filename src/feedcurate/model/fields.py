"""From pydantic classes to kinds: what the checker, the reference and the JSON Schema know of a model.

In: a model class, also an embedding app's own subclass of `Item`. Out: its fields with their kinds.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from attrs import frozen
from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from feedcurate.model.base import AbsentWhenNone, KindMark, Open, Ordered
from feedcurate.model.item import SourceName
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple, Structure

_SINGULARS = {"media": "media", "replies": "reply", "mentions": "mention"}
_SIMPLE: Mapping[type, Simple] = {
    bool: Simple.TRUTH,
    int: Simple.NUMBER,
    float: Simple.NUMBER,
    str: Simple.TEXT,
    timedelta: Simple.DURATION,
    datetime: Simple.INSTANT,
    AwareDatetime: Simple.INSTANT,
    date: Simple.DATE,
    time: Simple.CLOCK,
}


@frozen
class Field:
    """A field as the language sees it. `absent_when_none`: None says that there is none, not that it is unknown."""

    name: str
    kind: Kind
    description: str
    absent_when_none: bool = False


@cache
def fields_of(cls: type[BaseModel]) -> Mapping[str, Field]:
    """The fields of a model class by name, in the order they are declared.

    A field whose Python type has no kind (a mapping, say) is left out: rules cannot see it.
    """
    found: dict[str, Field] = {}
    for name, info in cls.model_fields.items():
        kind = _kind_of(name, info.annotation, tuple(info.metadata))
        if kind is not None:
            absent = any(isinstance(mark, AbsentWhenNone) for mark in _marks(info))
            found[name] = Field(name, kind, info.description or "", absent)
    return found


def _marks(info: FieldInfo) -> tuple[Any, ...]:
    return (*info.metadata, *_annotated_marks(info.annotation))


def _annotated_marks(annotation: Any) -> tuple[Any, ...]:
    """The marks of every `Annotated` in an annotation, outermost first."""
    marks: list[Any] = list(getattr(annotation, "__metadata__", ()))
    for part in get_args(annotation):
        if get_origin(annotation) is not tuple and not isinstance(part, str):
            marks.extend(_annotated_marks(part))
    return tuple(marks)


def _kind_of(name: str, annotation: Any, metadata: tuple[Any, ...]) -> Kind | None:
    marks = (*metadata, *_annotated_marks(annotation))
    bare = _bare(annotation)
    if get_origin(bare) is tuple or get_origin(bare) is list:
        return _list_of(name, get_args(bare)[0])
    for mark in marks:
        if isinstance(mark, KindMark):
            return mark.kind
    if any(isinstance(mark, Open) for mark in marks):
        return Enumeration(name, _values(SourceName) if name == "source" else (), open=True)
    if get_origin(bare) is Literal:
        return Enumeration(name, tuple(str(value) for value in get_args(bare)), _ordered(marks))
    if not isinstance(bare, type):
        return None
    if issubclass(bare, StrEnum):
        return Enumeration(name, _values(bare), _ordered(marks))
    if issubclass(bare, BaseModel):
        return Structure(_words(bare.__name__), bare)
    return _SIMPLE.get(bare)


def _values(words: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in words)


def _ordered(marks: tuple[Any, ...]) -> bool:
    return any(isinstance(mark, Ordered) for mark in marks)


def _list_of(name: str, element: Any) -> Kind | None:
    kind = _kind_of(name, element, ())
    return None if kind is None else ListOf(kind, singular_of(name))


def singular_of(name: str) -> str:
    """How one element of a list field is named inside `where`: `tags` → `tag`, `media` → `media`."""
    return _SINGULARS.get(name, name.removesuffix("s"))


def _bare(annotation: Any) -> Any:
    """An annotation without `Annotated` and without `| None`."""
    while True:
        origin = get_origin(annotation)
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif origin is Union or origin is types.UnionType:
            parts = [part for part in get_args(annotation) if part is not type(None)]
            if len(parts) != 1:
                return None
            annotation = parts[0]
        else:
            return annotation


def _words(name: str) -> str:
    """`MediaKind` → `media kind`."""
    return "".join(f" {c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))
