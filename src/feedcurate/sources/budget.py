"""What is packed → its bytes, as far as its budget goes.

In: a stream that unpacks. Out: a stream that raises OSError, with what is the matter, as soon as more comes out than
the limits allow, or where it is damaged; so that whoever reads it need not know that it was packed.
"""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, BinaryIO

from attrs import define

from feedcurate.sources.base import ReadLimits
from feedcurate.sources.told import one_line

if TYPE_CHECKING:
    from typing_extensions import Buffer

PIECE = 65_536
_FREE = 4 * 1024 * 1024
"""Up to so many bytes nobody asks how well a file was packed."""
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    struct.error,
    LookupError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises for archives that are damaged, packed in ways it does not know, or enciphered."""
ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".7z", ".rar", ".bz2", ".xz")
"""What archives are called, inside others."""
SHOWN = frozenset(
    {
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".heic",
        ".avif",
        ".svg",
        ".ico",
        ".mp4",
        ".m4v",
        ".mov",
        ".webm",
        ".mkv",
    }
    | {".mp3", ".m4a", ".aac", ".wav", ".ogg", ".opus", ".srt", ".vtt", ".css", ".woff", ".woff2", ".ttf"}
)
"""What pictures, films, recordings and fonts are called: an export is full of them, and no feed is among them."""


class TooMuch(OSError):
    """More comes out than the limits allow."""


@define
class Budget:
    """How many bytes an archive may still unpack to."""

    left: int
    limits: ReadLimits

    @classmethod
    def of(cls, limits: ReadLimits) -> Budget:
        """The whole budget of an archive."""
        return cls(limits.archive_bytes, limits)

    def take(self, count: int, unpacked: int, packed: int) -> None:
        """So many more of a file that has come to `unpacked` bytes out of `packed`. Raises `TooMuch`."""
        self.left -= count
        if self.left < 0:
            raise TooMuch(f"the archive unpacks to more than {self.limits.archive_bytes:,} bytes")
        if unpacked > _FREE and unpacked > packed * self.limits.archive_ratio:
            raise TooMuch(f"it unpacks to more than {self.limits.archive_ratio} times its size")


class Unpacked(io.RawIOBase):
    """The bytes of a packed file; `packed` is its size, or the stream it comes from, as far as that was read."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, budget: Budget, packed: BinaryIO | int) -> None:
        super().__init__()
        self._inner = inner
        self._budget = budget
        self._packed = packed
        self._count = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill a buffer; 0 at the end."""
        view = memoryview(buffer)
        try:
            # Piece by piece, however much is asked for: each is counted before the next is unpacked.
            data = self._inner.read(min(len(view), PIECE))
        except BROKEN as error:
            raise OSError(f"it is damaged ({error})") from None
        self._count += len(data)
        packed = self._packed if isinstance(self._packed, int) else self._packed.tell()
        self._budget.take(len(data), self._count, packed)
        view[: len(data)] = data
        return len(data)


def buffered(raw: Unpacked) -> io.BufferedReader:
    """The same, for those who read by the line."""
    return io.BufferedReader(raw, PIECE)


def inside(name: str, member: str) -> str:
    """How a file in an archive is called: the archive like a folder, and its own name on one printable line."""
    return f"{name}/{one_line('', None, member).message}"
