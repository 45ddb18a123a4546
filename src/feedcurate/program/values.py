"""The values that fields have in the language.

In: a structure of the model, and the Python name of a field. Out: its value as `program.expr` says values are.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from feedcurate.program.arithmetic import finite


def field_value(base: Any, field: str) -> Any:
    """A field's value: numbers are doubles, lists tuples; what has no zone is no instant; None where it is unknown."""
    value = getattr(base, field, None)  # A history may hold posts of another class than the rules are made for.
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return double(value)
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, datetime) and value.utcoffset() is None:
        return None
    return value


def double(value: float) -> float | None:
    """A number as a double; None where there is none for it."""
    try:
        return finite(float(value))  # type: ignore[no-any-return]  # a double or None
    except OverflowError:
        return None
