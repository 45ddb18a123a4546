"""JSON of this project's own items.

In: objects with the fields of `Item` (or of an app's subclass), one a line, in an array or alone. Out: items.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen
from pydantic import ValidationError

from feedcurate.model.item import Item
from feedcurate.sources.base import ItemT
from feedcurate.sources.dates import Dates
from feedcurate.sources.tables import Row, Table
from feedcurate.sources.values import Record, records

TABLE = Table(
    name="items",
    title="Items",
    reads=(
        "JSON of this project's own items: JSON Lines, an array, or one object, with the fields of a "
        "[post](../fields.md#post); an app's own fields, too. Known by the names of the fields, which are checked "
        "strictly. [The schema](../schemas/item.json)."
    ),
    posts=tuple(Row(name, f"`{name}`") for name in Item.model_fields),
)


@frozen
class Items:
    """The format `items`; the last to be asked, since it is known only by its fields' names."""

    table: ClassVar[Table] = TABLE
    make: type[Item]

    def recognise(self, document: object) -> str | None:
        """An object most of whose keys are fields of the class wanted, or a list that holds such an object."""
        candidates = records(document) if isinstance(document, list) else records([document])
        return "items" if any(self._is_item(candidate) for candidate in candidates) else None

    def is_exact(self, document: object) -> bool:
        """Whether the first object has no key that is none of its fields."""
        first = next(records(document if isinstance(document, list) else [document]), None)
        return first is not None and first.keys() <= self.make.model_fields.keys() and self._is_item(first)

    def records(self, document: object) -> Iterable[object]:
        """The objects themselves."""
        return document if isinstance(document, list) else (document,)

    def item(self, make: type[ItemT], record: object, dates: Dates) -> ItemT:  # noqa: ARG002 (the model reads dates)
        """The item, checked strictly: an unknown key or a wrong type is a mistake of whoever wrote it."""
        return make.model_validate(record)

    def _is_item(self, candidate: Record) -> bool:
        known = sum(key in self.make.model_fields for key in candidate)
        return ("id" in candidate or "text" in candidate) and known * 2 >= len(candidate)


def from_line(make: type[ItemT], line: bytes) -> ItemT | None:
    """The item that a line of JSON is, the quick way; None where it is none and the slow way has to say why."""
    try:
        return make.model_validate_json(line)
    except ValidationError:
        return None
