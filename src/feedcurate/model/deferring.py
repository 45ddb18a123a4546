"""Models of which a part is worked out when somebody first looks at it.

In: the fields that are known, and a function for the rest. Out: a model that is like any other of its class, to
whoever reads, compares, copies, pickles or writes it.

Reasons cost several times what a decision does, and most decisions are never asked for theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import BaseModel

from feedcurate.model.base import Model

M = TypeVar("M", bound=BaseModel)

_PENDING = "\0pending"
"""Under which name the function stands among an object's own attributes, until it was called."""
_OWN, _SET, _EXTRA, _PRIVATE = (
    BaseModel.__dict__[name]
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


def unchecked(cls: type[M], values: dict[str, Any]) -> M:
    """A frozen model of valid values for all its fields, in their order; looking at them again takes twice as long.

    Which fields are set is one set for all that are made here, a set of their own being as large as all else in them:
    a model that is frozen leaves it alone, and one that is copied copies it.
    """
    model = object.__new__(cls)
    _OWN.__set__(model, values)
    _SET.__set__(model, _names(cls))
    _EXTRA.__set__(model, None)
    _PRIVATE.__set__(model, None)
    return model


@cache
def _names(cls: type[BaseModel]) -> set[str]:
    return set(cls.__pydantic_fields__)


class Deferring(Model):
    """A model whose last fields may be put off."""

    @classmethod
    def made(cls, known: dict[str, Any], rest: Callable[[], Mapping[str, Any]] | None = None) -> Self:
        """A model of valid values for its fields, in their order; `rest` gives those of the last ones.

        `rest` may be called by several threads at once, and must give the same values whenever it is called.
        """
        if rest is not None:
            known[_PENDING] = rest
        return unchecked(cls, known)

    if not TYPE_CHECKING:
        # Whatever looks at a model as a whole, pydantic's own parts in Rust among it, asks for its `__dict__`; whatever
        # looks at a single field gets to `__getattr__` only where that is not there yet.

        @property
        def __dict__(self) -> dict[str, Any]:
            own = _OWN.__get__(self)
            return _worked_out(own) if _PENDING in own else own

        @__dict__.setter
        def __dict__(self, values: dict[str, Any]) -> None:
            _OWN.__set__(self, values)

        def __getattr__(self, name: str) -> Any:
            own = _OWN.__get__(self)
            if _PENDING in own and name in type(self).__pydantic_fields__:
                return _worked_out(own)[name]
            return super().__getattr__(name)


def _worked_out(own: dict[str, Any]) -> dict[str, Any]:
    rest = own.get(_PENDING)
    if rest is not None:
        own.update(rest())
        own.pop(_PENDING, None)
    return own
