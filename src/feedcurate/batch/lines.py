"""Lines of JSON as columns.

In: lines, and the columns that are wanted. Out: a `Piece`: rows as Arrow has them, and what of the lines is none.

A block of lines is read in one step where all of them are as they should be; where not, line by line, and each value
that does not fit is told.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.json
from attrs import frozen

from feedcurate.batch.columns import SIGNAL_PREFIX, SIGNALS, Shape, arrow_type
from feedcurate.batch.faults import Fault
from feedcurate.batch.reads import Tree
from feedcurate.model.kinds import ListOf, Simple, Structure

_AS_TEXT = (Simple.INSTANT, Simple.DURATION, Simple.DATE, Simple.CLOCK)
"""What JSON writes as text in ISO 8601."""


@frozen(eq=False)
class Piece:
    """Some rows, what of them could not be read, and how much of the file is behind them (of `Source.size`)."""

    batch: Any
    done: int
    faults: tuple[Fault, ...] = ()


def json_schema(tree: Tree, shapes: Mapping[str, Shape]) -> Any:
    """The Arrow schema of some columns as JSON has them: signals in an object of their own."""
    plain = [pa.field(name, _type(shapes[name], below)) for name, below in tree.items() if "." not in name]
    signals = [pa.field(name.removeprefix(SIGNAL_PREFIX), _type(shapes[name], {})) for name in tree if "." in name]
    return pa.schema([*plain, pa.field(SIGNALS, pa.struct(signals))] if signals else plain)


def _type(shape: Shape, tree: Tree) -> Any:
    kind = shape.kind
    if isinstance(kind, ListOf):
        return pa.list_(_type(Shape(kind.element), {}))
    if isinstance(kind, Structure):
        parts = {name: part for name, part in shape.parts().items() if name in tree or (not tree and name != "quote")}
        return pa.struct([pa.field(name, _type(part, tree.get(name, {}))) for name, part in parts.items()])
    return pa.string() if kind in _AS_TEXT else arrow_type(shape)


def rows_of_lines(block: bytes, schema: Any, done: int, before: int) -> Piece:
    """Lines as rows; `before` are the lines of the file in front of them, `done` the bytes of it up to their end."""
    block = block.removeprefix(b"\xef\xbb\xbf") if before == 0 else block
    options = pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    reading = pyarrow.json.ReadOptions(use_threads=False, block_size=len(block) + 1)
    try:
        table = pyarrow.json.read_json(io.BytesIO(block), parse_options=options, read_options=reading)
    except pa.ArrowException:
        return _one_by_one(block, schema, done, before)
    return Piece(table, done)


def _one_by_one(block: bytes, schema: Any, done: int, before: int) -> Piece:
    faults: list[Fault] = []
    rows: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(block.split(b"\n"), before + 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            rows.append((number, value))
        else:
            faults.append(Fault("line", "not a JSON object, and so no row", 1, number))
    columns = [_column(field, rows, faults) for field in schema]
    return Piece(pa.Table.from_arrays(columns, schema=schema), done, tuple(faults))


def _column(field: Any, rows: Iterable[tuple[int, dict[str, Any]]], faults: list[Fault]) -> Any:
    """A column; a value that is none of its type is unknown, and told with its line."""
    values = [row.get(field.name) for _, row in rows]
    try:
        return pa.array(values, field.type)
    except (pa.ArrowException, OverflowError, TypeError, ValueError):
        pass
    for at, (number, _) in enumerate(rows):
        try:
            pa.array([values[at]], field.type)
        except (pa.ArrowException, OverflowError, TypeError, ValueError):
            values[at] = None
            faults.append(Fault(field.name, f"not {field.type}, and so unknown", 1, number))
    return pa.array(values, field.type)
