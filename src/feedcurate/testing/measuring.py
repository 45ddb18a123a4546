"""A field of which there can be more or less, by its path.

In: a program and a path (`likes`, `author.followers`, a signal). Out: `Measured`, to read and to set it.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen
from pydantic import BaseModel

from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item
from feedcurate.model.kinds import Kind, Simple, Structure
from feedcurate.program.program import Program

_ORDERED = {Simple.TRUTH, Simple.NUMBER, Simple.SHARE, Simple.DURATION, Simple.INSTANT, Simple.DATE, Simple.CLOCK}


@frozen
class Measured:
    """A field at the end of some steps through structures, or a signal."""

    steps: tuple[str, ...]
    kind: Kind
    is_signal: bool = False

    @property
    def name(self) -> str:
        """The field's own name."""
        return self.steps[-1]

    def get(self, item: Item) -> Any:
        """The value; None where it is not known."""
        if self.is_signal:
            return item.signals.get(self.name)
        value: Any = item
        for step in self.steps:
            value = getattr(value, step, None)
        return value

    def has_owner(self, item: Item) -> bool:
        """Whether there is something that the field is of."""
        return self.is_signal or Measured(self.steps[:-1], self.kind).get(item) is not None

    def put(self, item: Item, value: Any) -> Item:
        """The item with another value; everything else as it was."""
        if self.is_signal:
            return item.model_copy(update={"signals": {**item.signals, self.name: value}})
        changed: Item = _put(item, self.steps, value)
        return changed


def measured(program: Program, path: str) -> Measured:
    """The field at a path. Raises ValueError where there is none, or where its values have no order."""
    signals = dict(program.signals)
    if path in signals:
        found = Measured((path,), signals[path], is_signal=True)
    else:
        found = Measured(tuple(path.split(".")), _kind_at(program.item, path))
    if found.kind not in _ORDERED:
        raise ValueError(f"`{path}` is a {found.kind}; there is no more or less of it")
    return found


def _kind_at(item: type[Item], path: str) -> Kind:
    kind: Kind = Structure("post", item)
    for step in path.split("."):
        fields = fields_of(kind.cls) if isinstance(kind, Structure) else {}
        if step not in fields:
            raise ValueError(f"`{path}` is no field of an item, and no signal that the rules declare")
        kind = fields[step].kind
    return kind


def _put(owner: Any, steps: tuple[str, ...], value: Any) -> Any:
    step, rest = steps[0], steps[1:]
    held: BaseModel = owner
    return held.model_copy(update={step: _put(getattr(owner, step), rest, value) if rest else value})
