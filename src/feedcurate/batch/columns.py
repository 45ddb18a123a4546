"""What the columns of posts are: the item's fields as Arrow types.

In: a class of items, or rules, which know theirs. Out: `Shape`s, and the Arrow schema that follows from them.

A structure is a struct with the names of its fields, a list a list; a signal is a column `signals.NAME`. A quoted post
is a struct as well, one deep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

import pyarrow as pa
from attrs import frozen
from pydantic import BaseModel

from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple, Structure
from feedcurate.program.program import Program
from feedcurate.ruleset import Ruleset

QUOTED = 1
"""How many posts deep a quote is described; what columns hold beyond that is read just so."""

SIGNALS = "signals"
SIGNAL_PREFIX = "signals."

_SIMPLE = {
    Simple.TRUTH: pa.bool_(),
    Simple.SHARE: pa.float64(),
    Simple.DURATION: pa.duration("us"),
    Simple.INSTANT: pa.timestamp("us", "UTC"),
    Simple.DATE: pa.date32(),
    Simple.CLOCK: pa.time64("us"),
    Simple.DAY: pa.int64(),
}


@frozen
class Shape:
    """A column, or a part of one. `whole`: a number without a fraction."""

    kind: Kind
    whole: bool = False

    def parts(self) -> Mapping[str, Shape]:
        """The fields of a structure by name; nothing else has any."""
        return shapes_of(self.kind.cls) if isinstance(self.kind, Structure) else {}

    def element(self) -> Shape | None:
        """What a list is of."""
        return Shape(self.kind.element) if isinstance(self.kind, ListOf) else None


def shapes_of(cls: type[BaseModel]) -> dict[str, Shape]:
    """The fields of a model class by name."""
    return {name: Shape(field.kind, _is_whole(cls, name)) for name, field in fields_of(cls).items()}


def arrow_type(shape: Shape, quotes: int = QUOTED) -> Any:
    """The Arrow type of a column; quoted posts are so many deep."""
    kind = shape.kind
    if isinstance(kind, ListOf):
        return pa.list_(arrow_type(Shape(kind.element), quotes))
    if isinstance(kind, Structure):
        deeper = quotes - 1 if issubclass(kind.cls, Item) else quotes
        return pa.struct(_fields(shape.parts(), deeper))
    if kind is Simple.NUMBER:
        return pa.int64() if shape.whole else pa.float64()
    return _SIMPLE.get(kind, pa.string()) if isinstance(kind, Simple) else pa.string()


def schema(rules: Ruleset | None = None, *, quotes: int = QUOTED) -> Any:
    """The Arrow schema that fits every post: the columns of `Item`, or of the class and the signals of some rules.

    Posts that are quoted by quoted posts are so many deep. Columns may be missing, and come in any order; see the
    reference for what else is taken.
    """
    return pa.schema(_fields(shapes_of(Item) if rules is None else shapes_for(rules.program), quotes))


def shapes_for(program: Program) -> dict[str, Shape]:
    """The columns that a program could ask for, its signals among them."""
    signals = {f"{SIGNAL_PREFIX}{name}": Shape(kind) for name, kind in program.signals}
    return {**shapes_of(program.item), **signals}


def _fields(shapes: Mapping[str, Shape], quotes: int) -> Iterable[Any]:
    for name, shape in shapes.items():
        if quotes > 0 or not (isinstance(shape.kind, Structure) and issubclass(shape.kind.cls, Item)):
            yield pa.field(name, arrow_type(shape, quotes))


def _is_whole(cls: type[BaseModel], name: str) -> bool:
    annotation = cls.model_fields[name].annotation
    return int in (annotation, *get_args(annotation)) and float not in (annotation, *get_args(annotation))


def words_of(shape: Shape) -> tuple[str, ...]:
    """The words of a closed enumeration; of anything else none."""
    return shape.kind.values if isinstance(shape.kind, Enumeration) and not shape.kind.open else ()
