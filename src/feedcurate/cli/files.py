"""Files that commands write.

In: a path and what it is to hold. Out: nothing; the file is replaced in one step.
"""

from __future__ import annotations

from pathlib import Path

from feedcurate.cli.streams import CannotWrite
from feedcurate.replacing import replacing


def write_whole(path: Path, text: str) -> None:
    """Replace a file by a text in UTF-8, whole or not at all (`replacing`).

    Raises:
        CannotWrite: the folder or the file refuses it.
    """
    try:
        with replacing(path) as stream:
            stream.write(text.encode("utf-8"))
    except OSError as error:
        raise CannotWrite(f"cannot write `{path}`: {error.strerror}") from error
