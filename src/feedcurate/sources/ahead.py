"""A stream whose beginning has been looked at.

In: a binary stream. Out: its first bytes, and a stream that still has them and counts what is read.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from typing_extensions import Buffer

HEAD = 65_536
"""How many bytes of a stream are looked at to find out what it is."""


class Counted(io.RawIOBase):
    """The bytes of a stream from its beginning; `count` is how many were read, `head` the first of them."""

    def __init__(self, stream: BinaryIO) -> None:
        """Reads the head at once. Raises OSError where the stream cannot be read."""
        super().__init__()
        self.head = stream.read(HEAD)
        self.count = 0
        self._rest = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill a buffer; 0 at the end."""
        view = memoryview(buffer)
        data = self.head[self.count : self.count + len(view)] or self._rest.read(len(view))
        view[: len(data)] = data
        self.count += len(data)
        return len(data)


def ahead(stream: BinaryIO) -> tuple[Counted, io.BufferedReader]:
    """A stream's head and count, and the whole of it to read from. Raises OSError where it cannot be read."""
    counted = Counted(stream)
    return counted, io.BufferedReader(counted, HEAD)
