"""Names of inputs → files to open.

In: paths of files and folders. Out: the files, those of a folder sorted by code points, and a problem for each name
that leads to none. Nothing is opened here.

In a folder what begins with a dot is left out; links are followed, but no folder is read twice.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from feedcurate.model.decision import InputProblem


def shown(path: str | os.PathLike[str]) -> str:
    """A path as it can be printed: bytes of its name that are no UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def found(path: Path, limit: int) -> Iterator[Path | InputProblem]:
    """The file that a path is, or the files in the folder that it is, at most `limit`."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield problem(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _in_folder(path, limit)
    elif stat.S_ISREG(mode) or _is_open_already(path):
        yield path
    else:
        yield InputProblem(source=shown(path), message="is no file or folder")


def problem(path: Path, error: OSError | ValueError) -> InputProblem:
    """Why a path cannot be read, in the system's words."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputProblem(source=shown(path), message=f"cannot be read: {words[:1].lower()}{words[1:]}")


def _is_open_already(path: Path) -> bool:
    """Whether it stands for a stream that a shell has opened (`<(command)`), so that opening it cannot wait forever."""
    return path.parts[:2] == ("/", "dev") and (path.parts[2:3] == ("fd",) or path.name == "stdin")


def _in_folder(folder: Path, limit: int) -> Iterator[Path | InputProblem]:
    files: list[Path] = []
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            if (status.st_dev, status.st_ino) in seen:
                yield InputProblem(source=shown(current), message="leads to a folder that is read already")
                continue
            seen.add((status.st_dev, status.st_ino))
            entries = sorted(entry for entry in current.iterdir() if not entry.name.startswith("."))
        except OSError as error:
            yield problem(current, error)
            continue
        for entry in entries:
            try:
                mode = entry.stat().st_mode
            except OSError as error:
                yield problem(entry, error)
                continue
            if stat.S_ISDIR(mode):
                waiting.append(entry)
            elif stat.S_ISREG(mode):
                files.append(entry)
            else:
                yield InputProblem(source=shown(entry), message="is no file or folder")
        if len(files) > limit:
            yield InputProblem(source=shown(folder), message=f"holds more than {limit:,} files; the rest is not read")
            break
    yield from sorted(files, key=Path.as_posix)[:limit]
