"""Models of values that a source's reader has read itself, made without checking them again.

In: a class of the model. Out: what is called in its place, with the same keyword arguments. Checking takes a third of
the time in which a timeline is read, and every value comes from `values`, `dates` or `html`, which give nothing else
than what the model has; a test holds what is made against what checking makes of it.

An app's own class of items may check more, and is called as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

from feedcurate.model.account import Account, Claim, Relation
from feedcurate.model.base import Model
from feedcurate.model.item import Item, Label, Link, Media, Option, Poll, Reference, Via

ModelT = TypeVar("ModelT", bound=Model)

_KNOWN: frozenset[type[Model]] = frozenset(
    {Account, Claim, Item, Label, Link, Media, Option, Poll, Reference, Relation, Via}
)
_set_own, _set_given, _set_extra, _set_private = (
    BaseModel.__dict__[name].__set__
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


def quickly(cls: type[ModelT]) -> Callable[..., ModelT]:
    """What makes models of a class, of values of the fields' own types: a handle casefolded, an instant in UTC.

    Text must hold no halves of surrogate pairs; `decode` lets none through.
    """
    return _MAKERS.get(cls) or cls  # type: ignore[return-value]  # a maker makes what it is filed under


def _maker(cls: type[Model]) -> Callable[..., Model]:
    # In the order of the fields, which is the order in which a model is written.
    defaults = {name: None if field.is_required() else field.default for name, field in cls.model_fields.items()}
    given: dict[tuple[str, ...], set[str]] = {}
    factories = [(name, field.default_factory) for name, field in cls.model_fields.items() if field.default_factory]

    def make(**values: object) -> Model:
        own = {**defaults, **values}
        for name, factory in factories:
            if name not in values:
                own[name] = factory()  # type: ignore[call-arg]  # the model's factories take nothing
        # Which fields were given is the same for all that is made in one place, and takes as much room as a post.
        names = tuple(values)
        if names not in given:
            given[names] = set(names)
        model = cls.__new__(cls)
        _set_own(model, own)
        _set_given(model, given[names])
        _set_extra(model, None)
        _set_private(model, None)
        return model

    return make


_MAKERS: dict[type[Model], Callable[..., Model]] = {cls: _maker(cls) for cls in _KNOWN}
