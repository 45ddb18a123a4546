"""What a checked rule file depends on beside rule files: this library, the libraries it stands on, Python.

In: nothing. Out: a text that is equal in two processes only where they would check a file alike, and can read what the
other wrote.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_COMPILED = "__pycache__"

_LIBRARIES = ("attr", "daachorse", "pydantic", "re2", "regex")
"""What checking calls, or what is kept in a program."""


@cache
def surroundings() -> str | None:
    """The text; None where the library is no folder of files, so that a change of it would not be seen.

    Files are told apart by size and time of change: the version does not change with every change of a checkout.
    """
    parts = [sys.version, sys.byteorder, str(sys.maxsize)]
    try:
        parts += sorted(_states(Path(__file__).parents[1]))
        for library in _LIBRARIES:
            found = find_spec(library)
            parts.append(f"{library} {'' if found is None or found.origin is None else _state(Path(found.origin))}")
    except (OSError, ValueError):
        return None
    return "\n".join(parts)


def _states(folder: Path) -> Iterator[str]:
    """The state of every file below a folder but those that Python makes."""
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir():
                yield from () if one.name == _COMPILED else _states(Path(one.path))
            else:
                about = one.stat()
                yield f"{one.path} {about.st_size} {about.st_mtime_ns}"


def _state(file: Path) -> str:
    about = file.stat()
    return f"{file} {about.st_size} {about.st_mtime_ns}"
