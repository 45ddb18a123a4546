"""Names of inputs → open streams, one after the other.

In: files, folders and `-` for standard input; files in zip archives, and what is packed by gzip, count as files. Out:
each as a name and a stream, or a problem where it cannot be read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from feedcurate.model.decision import InputProblem
from feedcurate.sources import files
from feedcurate.sources.archives import unpacked
from feedcurate.sources.base import ReadLimits

STDIN = "-"
_ADDRESS = re.compile(r"(?:https?|feed|ftp)://", re.IGNORECASE)


def opened(
    inputs: Iterable[str | Path], stdin: BinaryIO | None, limits: ReadLimits
) -> Iterator[tuple[str, BinaryIO] | InputProblem]:
    """Every stream, closed again when the next one is asked for; standard input stays open, and is read once."""
    is_stdin_read = False
    for name in inputs:
        if name == STDIN and is_stdin_read:
            yield InputProblem(source=STDIN, message="can be read only once")
        elif name == STDIN and stdin is None and sys.stdin is None:
            yield InputProblem(source=STDIN, message="cannot be read: standard input is closed")
        elif name == STDIN:
            is_stdin_read = True
            yield STDIN, stdin or sys.stdin.buffer
        elif not str(name):
            yield InputProblem(source="", message="is an empty name")
        elif isinstance(name, str) and _ADDRESS.match(name):
            yield InputProblem(source=name, message="is an address, and only files are read here")
        else:
            yield from _files(Path(name), limits)


def _files(path: Path, limits: ReadLimits) -> Iterator[tuple[str, BinaryIO] | InputProblem]:
    for file in files.found(path, limits.files):
        if isinstance(file, InputProblem):
            yield file
            continue
        try:
            with file.open("rb") as stream:
                yield from unpacked(files.shown(file), stream, limits)
        except OSError as error:
            yield files.problem(file, error)


def size_of(inputs: Iterable[str | Path], limits: ReadLimits) -> int:
    """How many bytes the files among some inputs have, as far as that can be told without opening them."""
    total = 0
    for name in inputs:
        if name == STDIN or not str(name):
            continue
        for file in files.found(Path(name), limits.files):
            if isinstance(file, Path):
                with suppress(OSError):
                    total += file.stat().st_size
    return total
