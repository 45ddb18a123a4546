"""The classes of an app that a program may hold: its item class, and what that is made of.

In: an item class. Out: those of its classes that are not the library's, and what rules can see of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Any, get_args

if TYPE_CHECKING:
    from pydantic import BaseModel

    from feedcurate.model.item import Item


def own_classes(item: type[Item] | None) -> tuple[type[Any], ...]:
    """The models and enumerations of an app that its item class is made of, each once, always in the same order.

    None stands for `Item` itself, which holds nothing of an app.
    """
    return () if item is None else tuple(_reached(item))


def described(classes: tuple[type[Any], ...]) -> str:
    """The names of classes, and all that checking asks of them."""
    return repr([(cls.__module__, cls.__qualname__, _asked(cls)) for cls in classes])


def _asked(cls: type[Any]) -> object:
    """The words of an enumeration, the fields of a model."""
    if issubclass(cls, Enum):
        return list(cls)
    from feedcurate.model.fields import fields_of

    model: type[BaseModel] = cls
    return fields_of(model)


def _reached(item: type[Item]) -> Iterator[type[Any]]:
    from pydantic import BaseModel

    waiting: list[type[Any]] = [item]
    seen: set[type[Any]] = set()
    while waiting:
        cls = waiting.pop(0)
        if cls in seen or not issubclass(cls, BaseModel | Enum) or cls.__module__.partition(".")[0] == "feedcurate":
            continue
        seen.add(cls)
        yield cls
        if issubclass(cls, BaseModel):
            waiting += [part for info in cls.model_fields.values() for part in _parts(info.annotation)]


def _parts(annotation: Any) -> Iterator[type[Any]]:
    """The classes that an annotation names."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)
