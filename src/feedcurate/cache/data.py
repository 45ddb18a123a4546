"""Results as bytes, and back.

In: data of this library: what is written of checked rules, with the classes of an app's items in it. Out: bytes; or the
data again. They are pickled, which is quick, but not just anything is unpickled: the classes in it are those of a
closed list, all of which only hold data, so that reading a file that somebody else wrote runs no code of theirs.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence
from types import BuiltinFunctionType, FunctionType
from typing import Any

from feedcurate.collecting import uncollected

_ROOMS = ("feedcurate.text.", "feedcurate.syntax.enumerations", "feedcurate.model.", "feedcurate.program.")
"""Every class of these rooms may be read: they hold data and do nothing when they are made."""

_OTHERS = frozenset(
    {
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("feedcurate.cache.packed", "Packed"),
        ("feedcurate.cache.packed", "Parts"),
        ("feedcurate.cache.results", "Answered"),
        ("feedcurate.matching.anchors", "Check"),
        ("feedcurate.matching.automaton", "Matcher"),
        ("feedcurate.matching.book", "Book"),
        ("feedcurate.matching.patterns", "Pattern"),
        ("feedcurate.matching.prefilter", "Prefilter"),
        ("feedcurate.matching.regexes", "regular"),
        ("feedcurate.ruleset", "Examined"),
        ("feedcurate.ruleset", "Ruleset"),
    }
)


class Refused(Exception):
    """Something that is not on the list."""


def to_bytes(data: object, outside: Sequence[object] = ()) -> bytes:
    """The data as bytes. What is `outside` (an app's classes, sources) is not written but named by its place there.

    Raises `Refused` for what could not be read again, and whatever an object raises that cannot be pickled.
    """
    into = io.BytesIO()
    _Writer(into, outside).dump(data)
    return into.getvalue()


def from_bytes(data: bytes, outside: Sequence[object] = ()) -> Any:
    """The data that were written with the like outside. Raises whatever broken bytes make it raise."""
    with uncollected():
        return _Reader(io.BytesIO(data), outside).load()


class _Writer(pickle.Pickler):
    def __init__(self, into: io.BytesIO, outside: Sequence[object]) -> None:
        super().__init__(into, pickle.HIGHEST_PROTOCOL)
        self._places = {id(one): place for place, one in enumerate(outside)}

    def persistent_id(self, obj: object) -> int | None:
        """The place of what is outside."""
        return self._places.get(id(obj))

    def reducer_override(self, obj: object) -> Any:
        """As usual, once it is known that a class or a function is on the list."""
        if isinstance(obj, type | FunctionType | BuiltinFunctionType):
            _check(obj.__module__, obj.__qualname__)
        return NotImplemented


class _Reader(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, outside: Sequence[object]) -> None:
        super().__init__(file)
        self._outside = outside

    def persistent_load(self, pid: int) -> object:
        """What is outside, by its place."""
        return self._outside[pid]

    def find_class(self, module_name: str, global_name: str) -> Any:
        """A class of the list. Raises `Refused` for any other."""
        _check(module_name, global_name)
        found = super().find_class(module_name, global_name)
        # What a module of the list has imported is not its own.
        _check(found.__module__, found.__qualname__)
        return found


def _check(module: str, name: str) -> None:
    """Raises `Refused` for a name that is not on the list."""
    is_data = module.startswith(_ROOMS) and name.isalnum() and name[0].isupper()
    if not is_data and (module, name) not in _OTHERS:
        raise Refused(f"{module}.{name}")
