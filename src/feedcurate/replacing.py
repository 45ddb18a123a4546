"""Files that are written whole, or not at all.

In: a path. Out: a stream; what is written to it takes the place of the file in one step.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream for what is to stand in a file; readers see the old file or the new one.

    Its mode is kept, a link is followed. What is no ordinary file (`/dev/null`, a named pipe) is written to directly.
    Raises OSError where the folder or the file refuses it; the old file is then as it was.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else _new_mode()
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
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
