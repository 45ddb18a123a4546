"""Rows as items, for what columns alone cannot answer.

In: fitted columns and numbers of rows. Out: items, with the columns at hand and all else unknown.

What an item's class refuses although it has the right type (an app's own limits, a label without its value) is left
out, in the smallest part that may be unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError, create_model

from feedcurate.batch.columns import SIGNAL_PREFIX, SIGNALS
from feedcurate.model.item import Item

NO_ID = "-"
"""Stands for the id of a post that has none; no rule can ask for it."""


def items_of(columns: Mapping[str, Any], rows: Any, make: type[Item]) -> list[Item]:
    """The items of some rows (an Arrow array of their numbers), in that order; `make` is a `lenient` class."""
    taken = {name: array.take(rows).to_pylist() for name, array in columns.items()}
    return [item_of({name: values[at] for name, values in taken.items()}, make) for at in range(len(rows))]


@cache
def lenient(make: type[Item]) -> type[Item]:
    """The class itself where it asks for an id alone; else one like it in which all else may be unknown."""
    fields = {name: info for name, info in make.model_fields.items() if info.is_required() and name != "id"}
    if not fields:
        return make
    opened: dict[str, Any] = {name: (info.annotation | None, None) for name, info in fields.items() if info.annotation}
    return create_model(make.__name__, __base__=make, **opened)


def item_of(row: Mapping[str, Any], make: type[Item]) -> Item:
    """The item of a row: column names and values, None for what is unknown."""
    fields = {name: _pruned(value) for name, value in row.items() if value is not None}
    signals = {name.removeprefix(SIGNAL_PREFIX): fields.pop(name) for name in list(fields) if "." in name}
    if signals:
        fields[SIGNALS] = signals
    if not fields.get("id"):
        fields["id"] = NO_ID
    while True:
        try:
            return make.model_validate(fields)
        except ValidationError as error:
            if not _leave_out(fields, (tuple(one["loc"]) for one in error.errors(include_url=False))):
                return make.model_construct(id=str(fields["id"]), source=str(fields.get("source", "unknown")))


def _pruned(value: Any) -> Any:
    """Without what is unknown inside; a list keeps its length."""
    if isinstance(value, dict):
        return {name: _pruned(part) for name, part in value.items() if part is not None}
    return [_pruned(part) for part in value] if isinstance(value, list) else value


def _leave_out(fields: dict[str, Any], places: Iterable[tuple[Any, ...]]) -> bool:
    """Take out the innermost field at each place that holds a mistake; whether there was anything to take out."""
    changed = False
    for place in places:
        holder: Any = fields
        innermost: tuple[dict[str, Any], str] | None = None
        for step in place:
            if isinstance(holder, dict):
                if step not in holder:
                    break
                innermost = (holder, step)
                holder = holder[step]
            elif isinstance(holder, list) and isinstance(step, int) and step < len(holder):
                holder = holder[step]
            else:
                break
        if innermost is not None:
            changed = innermost[0].pop(innermost[1], None) is not None or changed
    return changed
