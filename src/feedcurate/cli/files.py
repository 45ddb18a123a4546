"""Files that are written: whole, or not at all.

In: a path and what it is to hold. Out: nothing; the file is replaced in one step.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

from feedcurate.cli.streams import CannotWrite


def write_whole(path: Path, text: str) -> None:
    """Replace a file by a text in UTF-8; readers see the old or the new one. Its mode is kept, a link is followed.

    What is no ordinary file (`/dev/null`, a named pipe) is written to directly.

    Raises:
        CannotWrite: the folder or the file refuses it.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        else:
            _replace(target, text)
    except OSError as error:
        raise CannotWrite(f"cannot write `{path}`: {error.strerror}") from error


def _replace(target: Path, text: str) -> None:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else _new_mode()
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _new_mode() -> int:
    """The mode of a new file: what the process's mask leaves of 666."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
