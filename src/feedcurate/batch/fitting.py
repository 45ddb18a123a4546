"""Columns as they come into columns as the item has them; what does not fit is unknown, and told.

In: an Arrow array of any type, and the shape it should have. Out: an array of the very type that `columns.arrow_type`
gives (quotes as deep as the data), and faults.

Taken as they are meant: other widths of numbers, dictionaries, large and view types, whole numbers kept as floats
(where NaN is no number), instants and durations as texts in ISO 8601, durations as numbers of seconds. An instant
without a zone is none.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as is_
from pydantic import TypeAdapter, ValidationError

from feedcurate.batch.columns import Shape, arrow_type, words_of
from feedcurate.batch.faults import Fault, Faults
from feedcurate.batch.reads import Tree
from feedcurate.model.base import Duration, Instant
from feedcurate.model.kinds import ListOf, Simple, Structure

ALL: Tree = {}

_FIRST = -62_135_596_800_000_000
_LAST = 253_402_300_799_999_999
"""The years 1 to 9999, as Python's `datetime` has them, in microseconds."""
_LONGEST = 86_399_999_999_999_999_999 // 1_000

_PARSERS = {
    Simple.INSTANT: TypeAdapter[Any](Instant),
    Simple.DURATION: TypeAdapter[Any](Duration),
}


def fitted(array: Any, shape: Shape, column: str, faults: Faults, tree: Tree = ALL) -> Any:
    """The array in its shape, of a structure only the parts that a tree names; `column` is what messages call it."""
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if isinstance(array, pa.ExtensionArray):
        array = array.storage
    if is_.is_dictionary(array.type):
        array = array.dictionary_decode()
    if is_.is_run_end_encoded(array.type):
        array = pc.run_end_decode(array)
    kind = shape.kind
    if is_.is_null(array.type):
        return pa.nulls(len(array), arrow_type(shape, 0))
    if isinstance(kind, Structure):
        return _structure(array, shape, column, faults, tree)
    if isinstance(kind, ListOf):
        return _list(array, Shape(kind.element), column, faults)
    match kind:
        case Simple.TRUTH:
            return array if is_.is_boolean(array.type) else _refused(array, shape, column, faults)
        case Simple.NUMBER | Simple.SHARE | Simple.DAY:
            return _number(array, shape, column, faults)
        case Simple.INSTANT:
            return _instant(array, shape, column, faults)
        case Simple.DURATION:
            return _duration(array, shape, column, faults)
        case Simple.DATE | Simple.CLOCK:
            wanted = arrow_type(shape)
            alike = is_.is_date if kind is Simple.DATE else is_.is_time
            return array.cast(wanted, safe=False) if alike(array.type) else _refused(array, shape, column, faults)
        case _:
            return _text(array, shape, column, faults)


def _refused(array: Any, shape: Shape, column: str, faults: Faults) -> Any:
    """A column of a type that says something else: unknown in every row."""
    faults.whole(column, f"is {array.type}, not {arrow_type(shape)}, and so unknown in every row")
    return pa.nulls(len(array), arrow_type(shape))


def _without(array: Any, bad: Any, column: str, why: str, faults: Faults) -> Any:
    """The array with some values unknown, which are told; `bad` is a Boolean array of its length."""
    places = np.flatnonzero(pc.fill_null(bad, False).to_numpy(zero_copy_only=False))
    if not len(places):
        return array
    faults.add(Fault(column, f"{why}, and so unknown", len(places), int(places[0]) + 1))
    return pc.if_else(pc.fill_null(bad, False), pa.scalar(None, array.type), array)


def _structure(array: Any, shape: Shape, column: str, faults: Faults, tree: Tree) -> Any:
    if not is_.is_struct(array.type):
        faults.whole(column, f"is {array.type}, not a struct, and so unknown in every row")
        return pa.nulls(len(array), pa.struct([]))
    parts = shape.parts()
    names = [field.name for field in array.type if field.name in parts and (not tree or field.name in tree)]
    fields = [
        fitted(pc.struct_field(array, [name]), parts[name], f"{column}.{name}", faults, tree.get(name, ALL))
        for name in names
    ]
    made = _struct_of(fields, names, array)
    for name in _required(shape):
        part = fields[names.index(name)] if name in names else pa.nulls(len(array), pa.string())
        if name == "id":
            part = pc.if_else(pc.equal(part, ""), pa.scalar(None, part.type), part)
        made = _without(made, pc.and_(array.is_valid(), part.is_null()), column, f"without `{name}`", faults)
    return made


def _struct_of(fields: list[Any], names: list[str], array: Any) -> Any:
    if fields:
        return pa.StructArray.from_arrays(fields, names=names, mask=array.is_null())
    there = pa.array(array.is_valid().to_numpy(zero_copy_only=False))
    return pa.Array.from_buffers(pa.struct([]), len(array), [there.buffers()[1]])


def _required(shape: Shape) -> list[str]:
    """What a structure cannot be without."""
    cls = shape.kind.cls if isinstance(shape.kind, Structure) else None
    return [] if cls is None else [name for name, info in cls.model_fields.items() if info.is_required()]


def _list(array: Any, element: Shape, column: str, faults: Faults) -> Any:
    if is_.is_list_view(array.type) or is_.is_large_list_view(array.type) or is_.is_fixed_size_list(array.type):
        array = array.cast(pa.list_(array.type.value_type))
    if is_.is_large_list(array.type):
        array = array.cast(pa.list_(array.type.value_type))
    if not is_.is_list(array.type):
        faults.whole(column, f"is {array.type}, not a list, and so unknown in every row")
        return pa.nulls(len(array), pa.list_(arrow_type(element)))
    offsets = pc.list_value_length(array).fill_null(0).to_numpy()
    bounds = np.concatenate(([0], np.cumsum(offsets, dtype=np.int64))).astype(np.int32)
    values = fitted(array.flatten(), element, f"{column}[]", faults)
    made = pa.ListArray.from_arrays(pa.array(bounds), values, mask=array.is_null())
    if not values.null_count:
        return made
    rows = np.repeat(np.arange(len(array)), offsets)
    holed = np.zeros(len(array), np.bool_)
    holed[rows[values.is_null().to_numpy(zero_copy_only=False)]] = True
    return _without(made, pa.array(holed), column, "a list with an unknown element", faults)


def _number(array: Any, shape: Shape, column: str, faults: Faults) -> Any:
    if is_.is_decimal(array.type):
        array = array.cast(pa.float64())
    if is_.is_integer(array.type):
        if not shape.whole and shape.kind is not Simple.DAY:
            return array.cast(pa.float64(), safe=False)
        if is_.is_uint64(array.type):
            array = _without(
                array, pc.greater(array, pa.scalar(2**63 - 1, pa.uint64())), column, "too large a number", faults
            )
        return array.cast(pa.int64())
    if not is_.is_floating(array.type):
        return _refused(array, shape, column, faults)
    array = array.cast(pa.float64())
    finite = pc.is_finite(array)
    array = pc.if_else(pc.fill_null(pc.is_nan(array), False), pa.scalar(None, pa.float64()), array)
    if not shape.whole:
        return _without(array, pc.invert(finite), column, "not a finite number", faults)
    is_whole = pc.and_(pc.and_(finite, pc.equal(array, pc.floor(array))), pc.less(pc.abs(array), 2.0**63))
    array = _without(array, pc.invert(is_whole), column, "not a whole number", faults)
    return array.cast(pa.int64())


def _instant(array: Any, shape: Shape, column: str, faults: Faults) -> Any:
    wanted = arrow_type(shape)
    if _is_text(array.type):
        return _parsed(array, shape, column, "not an instant with a zone in ISO 8601", faults)
    if not is_.is_timestamp(array.type):
        return _refused(array, shape, column, faults)
    if array.type.tz is None:
        faults.whole(column, "is instants without a time zone, and so unknown in every row")
        return pa.nulls(len(array), wanted)
    ticks = _microseconds(array, array.type.unit)
    outside = pc.or_(pc.less(ticks, _FIRST), pc.greater(ticks, _LAST))
    return _without(ticks, outside, column, "not in the years 1 to 9999", faults).cast(wanted)


def _duration(array: Any, shape: Shape, column: str, faults: Faults) -> Any:
    if _is_text(array.type):
        return _parsed(array, shape, column, "not a duration in ISO 8601", faults)
    if is_.is_duration(array.type):
        return _microseconds(array, array.type.unit).cast(arrow_type(shape))
    if not (is_.is_integer(array.type) or is_.is_floating(array.type)):
        return _refused(array, shape, column, faults)
    ticks = pc.round(pc.multiply(array.cast(pa.float64(), safe=False), 1e6))
    ticks = _without(ticks, pc.invert(pc.less(pc.abs(ticks), float(_LONGEST))), column, "not a duration", faults)
    return ticks.cast(pa.int64()).cast(arrow_type(shape))


def _microseconds(array: Any, unit: str) -> Any:
    """Whole microseconds, rounded down; what does not fit is far outside of all calendars."""
    ticks = array.cast(pa.int64())
    if unit == "ns":
        floored = np.floor_divide(ticks.fill_null(0).to_numpy(), 1_000)
        return pa.array(floored, mask=ticks.is_null().to_numpy(zero_copy_only=False))
    factor = {"s": 1_000_000, "ms": 1_000, "us": 1}[unit]
    most = (2**63 - 1) // factor
    held = pc.max_element_wise(pc.min_element_wise(ticks, most, skip_nulls=False), -most, skip_nulls=False)
    return pc.multiply(held, factor)


def _parsed(array: Any, shape: Shape, column: str, why: str, faults: Faults) -> Any:
    """Texts as JSON has them, each distinct one once."""
    texts = array.cast(pa.string()).dictionary_encode()
    values = [_value(shape, text) for text in texts.dictionary.to_pylist()]
    made = pa.array(values, arrow_type(shape)).take(texts.indices)
    return _without(made, pc.and_(made.is_null(), array.is_valid()), column, why, faults)


def _value(shape: Shape, text: str) -> object:
    try:
        return _PARSERS[Simple(str(shape.kind))].validate_strings(text)
    except ValidationError:
        return None


def _text(array: Any, shape: Shape, column: str, faults: Faults) -> Any:
    if not _is_text(array.type):
        return _refused(array, shape, column, faults)
    array = _readable(array, column, faults)
    words = words_of(shape)
    if not words:
        return array
    strange = pc.invert(pc.is_in(array, value_set=pa.array(words, pa.string())))
    strange = pc.and_(strange, array.is_valid())
    return _without(array, strange, column, f"none of {', '.join(words)}", faults)


def _readable(array: Any, column: str, faults: Faults) -> Any:
    """As `string`, with what is no UTF-8 replaced and told."""
    array = array.cast(pa.string())
    try:
        array.validate(full=True)
    except pa.ArrowInvalid:
        raw = array.cast(pa.binary()).to_pylist()
        texts = [None if value is None else value.decode("utf-8", "replace") for value in raw]
        broken = [i for i, (value, text) in enumerate(zip(raw, texts, strict=True)) if value != _encoded(text)]
        faults.add(Fault(column, "not UTF-8, read with replacement characters", len(broken), broken[0] + 1))
        return pa.array(texts, pa.string())
    return array


def _encoded(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def _is_text(kind: Any) -> bool:
    return bool(is_.is_string(kind) or is_.is_large_string(kind) or is_.is_string_view(kind))
