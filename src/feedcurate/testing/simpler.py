"""A post that breaks a promise, made as small as it gets: what is still known of it is what matters.

In: an example and whether something breaks with it. Out: an example with less in it that still does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel

from feedcurate.model.item import Item

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

_MOST = 60
"""How many times an example is made simpler, and how many ways are tried each time."""


def smallest(example: T, simpler: Callable[[T], Iterator[T]], breaks: Callable[[T], bool]) -> T:
    """Simplify step by step for as long as it breaks."""
    for _ in range(_MOST):
        found = next((one for one in islice(simpler(example), _MOST) if breaks(one)), None)
        if found is None:
            break
        example = found
    return example


def simpler_models(model: M) -> Iterator[M]:
    """The same with one thing less: a field unknown, an element fewer, a text shorter; the largest steps first."""
    kept = {"id", "source"} if isinstance(model, Item) else set[str]()
    fields = [name for name in type(model).model_fields if name not in kept]
    for name in fields:
        info, value = type(model).model_fields[name], getattr(model, name)
        if not info.is_required() and value != info.get_default(call_default_factory=True):
            yield model.model_copy(update={name: info.get_default(call_default_factory=True)})
    for name in fields:
        for value in _simpler(getattr(model, name)):
            yield model.model_copy(update={name: value})


def _simpler(value: Any) -> Iterator[Any]:
    match value:
        case BaseModel():
            yield from simpler_models(value)
        case tuple():
            yield from (value[:at] + value[at + 1 :] for at in range(len(value)))
            for at, element in enumerate(value):
                yield from ((*value[:at], one, *value[at + 1 :]) for one in _simpler(element))
        case str():
            words = value.split(" ")
            half = len(words) // 2
            if half:
                yield " ".join(words[half:])
                yield " ".join(words[:half])
                yield from (" ".join(words[:at] + words[at + 1 :]) for at in range(len(words)))
        case _:
            pass
