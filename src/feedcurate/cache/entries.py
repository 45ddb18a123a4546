"""Entries of the cache: bytes by name, each written whole or not at all.

In: a private folder. Out: the bytes that were written under a name, or None. Entries that were not used for longest
make room for new ones. No function here raises because of the disk.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import time

from attrs import frozen

from feedcurate.cache.folder import is_own

MOST_BYTES = 256 * 1024 * 1024
MOST_ENTRIES = 500
_SHARE = 4
"""One entry takes at most so large a part of all."""

_MARK = b"feedcurate cache 1\n"
_HEAD = len(_MARK) + sha256().digest_size
_WHOLE = ".feedcurate"
_UNFINISHED = ".feedcurate-new"
"""How the names of entries end. Whatever else is in the folder is not the cache's, and stays."""
_GIVEN_UP = 3_600.0
"""A file that has been half written for so many seconds never will be whole: its process was killed."""

_SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""No link is followed, and no pipe that lies there is waited for."""
_READING = os.O_RDONLY | _SAFELY
_WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFELY


@frozen
class Entries:
    """The entries in a folder: all together of at most so many bytes, and at most so many."""

    folder: Path
    most_bytes: int = MOST_BYTES
    most_entries: int = MOST_ENTRIES

    def read(self, name: str) -> bytes | None:
        """What was written under a name; None where there is nothing, it is broken, or others may write to it."""
        path = self.folder / f"{name}{_WHOLE}"
        try:
            with os.fdopen(os.open(path, _READING), "rb") as file:
                found = os.fstat(file.fileno())
                if not (stat.S_ISREG(found.st_mode) and is_own(found) and found.st_size <= self.most_bytes):
                    return None
                data = file.read()
        except OSError:
            return None
        kept = data[_HEAD:]
        if data[:_HEAD] != _MARK + sha256(kept).digest():
            return None
        with suppress(OSError):
            os.utime(path)
        return kept

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes under a name, in place of what was there."""
        if len(data) > self.most_bytes // _SHARE:
            return
        unfinished = self.folder / f"{name}.{os.urandom(8).hex()}{_UNFINISHED}"
        try:
            with os.fdopen(os.open(unfinished, _WRITING, stat.S_IRUSR | stat.S_IWUSR), "wb") as file:
                file.write(_MARK + sha256(data).digest())
                file.write(data)
            unfinished.replace(self.folder / f"{name}{_WHOLE}")
        except OSError:
            with suppress(OSError):
                unfinished.unlink()
            return
        self._make_room()

    def _make_room(self) -> None:
        """Remove what was not used for longest while there is too much, and what was never finished."""
        size = 0
        for count, (used, bytes_, path) in enumerate(sorted(self._files(), reverse=True)):
            is_unfinished = path.name.endswith(_UNFINISHED)
            size += bytes_
            if (time() - used > _GIVEN_UP) if is_unfinished else (count >= self.most_entries or size > self.most_bytes):
                with suppress(OSError):
                    path.unlink()

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """When each file was used last, and its size."""
        with suppress(OSError), os.scandir(self.folder) as found:
            for one in found:
                if one.name.endswith((_WHOLE, _UNFINISHED)):
                    with suppress(OSError):
                        about = one.stat(follow_symlinks=False)
                        yield about.st_mtime, about.st_size, Path(one.path)
