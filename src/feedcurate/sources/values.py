"""Single values of JSON made by others, read tolerantly: what is not of the kind asked for is unknown.

In: whatever a JSON parser returns. Out: values of the kinds the model has, or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

Record = Mapping[str, object]

# Beyond it numbers of the language, IEEE doubles, are no longer exact; no count of anything is.
_LARGEST = 2**53
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_UNDETERMINED = frozenset({"und", "mul", "zxx", "mis"})


def fields(value: object) -> Record:
    """An object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def elements(value: object) -> Sequence[object]:
    """A list; an empty one for anything else."""
    return value if isinstance(value, list) else ()


def records(value: object) -> Iterator[Record]:
    """The objects in a list."""
    return (element for element in elements(value) if isinstance(element, dict))


def text(value: object) -> str | None:
    """A text."""
    return value if isinstance(value, str) else None


def words(value: object) -> str | None:
    """A text that is not blank."""
    return value if isinstance(value, str) and value.strip() else None


def identifier(value: object) -> str | None:
    """An id: a text that is not empty, or a whole number written as one."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 2**64 else None
    return words(value)


def flag(value: object) -> bool | None:
    """A truth."""
    return value if isinstance(value, bool) else None


def whole(value: object) -> int | None:
    """A whole number, also one written as text; None where it is too large to be exact."""
    if type(value) is int:
        return value if -_LARGEST <= value <= _LARGEST else None
    if isinstance(value, str) and len(value) <= 20 and value.isascii() and value.removeprefix("-").isdigit():
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if -_LARGEST <= value <= _LARGEST else None


def count(value: object) -> int | None:
    """How many; below zero is how some platforms say that they do not tell."""
    if value is None:
        return None
    if type(value) is int:
        return value if 0 <= value <= _LARGEST else None
    number = whole(value)
    return number if number is not None and number >= 0 else None


def seconds(value: object) -> timedelta | None:
    """A length of time given in seconds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return timedelta(seconds=value) if value >= 0 else None
    except (OverflowError, ValueError):
        return None


def language(value: object) -> str | None:
    """A language tag (BCP 47); `en_US` is taken for `en-US`, and *undetermined* for unknown."""
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value) or value.lower() in _UNDETERMINED:
        return None
    return value.replace("_", "-")
