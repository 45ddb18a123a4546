"""Bodies as they are sent → as they are meant.

In: pieces of a body, in the encoding that its header names. Out: the body in a stream, never more of it than the limit
allows, however much a few bytes may unpack to.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO

from attrs import define, field

from feedcurate.live.failed import Unfetched

if TYPE_CHECKING:
    from zlib import _Decompress

ACCEPTED = "gzip, deflate"
_PIECE = 65_536
_GZIP = b"\x1f\x8b"
_BEGINS_PLAIN = (b"<", b"{", b"[", b"\xef")
"""How feeds begin, which no raw deflate stream of one does."""


@define
class Unpacking:
    """One body on its way into a stream; `limit` bounds its bytes, packed and unpacked."""

    encoding: str
    into: BinaryIO
    limit: int
    _received: int = field(default=0, init=False)
    _written: int = field(default=0, init=False)
    _head: bytes = field(default=b"", init=False)
    _packed: _Decompress | None = field(default=None, init=False)
    _is_plain: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._is_plain = self.encoding in ("", "identity")
        if not self._is_plain and self.encoding not in ("gzip", "x-gzip", "deflate"):
            raise Unfetched(f"is encoded as `{self.encoding[:40]}`, which was not asked for")

    def take(self, piece: bytes) -> None:
        """One more piece. Raises `Unfetched`."""
        self._received += len(piece)
        if self._received > self.limit:
            raise self._too_large()
        if self._is_plain:
            self._write(piece)
        elif self._packed is not None:
            self._inflate(piece)
        else:
            self._head += piece
            if len(self._head) >= len(_GZIP):
                self._begin()

    def end(self) -> None:
        """There is no more. Raises `Unfetched` where there should be."""
        if self._head:
            self._begin()
        if self._packed is not None:
            self._write(self._packed.flush())
            if not self._packed.eof:
                raise Unfetched("ends before it is complete")

    def _begin(self) -> None:
        """See by its first bytes what it really is: servers say of plain bodies that they are packed, too."""
        head, self._head = self._head, b""
        if head.startswith(_GZIP):
            self._packed = zlib.decompressobj(16 + zlib.MAX_WBITS)
        elif self.encoding == "deflate" and not head.lstrip().startswith(_BEGINS_PLAIN):
            self._packed = zlib.decompressobj(zlib.MAX_WBITS if _is_zlib(head) else -zlib.MAX_WBITS)
        else:
            self._is_plain = True
            self._write(head)
            return
        self._inflate(head)

    def _inflate(self, piece: bytes) -> None:
        try:
            while piece and self._packed is not None:
                self._write(self._packed.decompress(piece, _PIECE))
                piece = self._packed.unconsumed_tail
                if self._packed.eof and self._packed.unused_data.startswith(_GZIP):
                    piece = self._packed.unused_data
                    self._packed = zlib.decompressobj(16 + zlib.MAX_WBITS)
        except zlib.error:
            raise Unfetched(f"cannot be unpacked: it is no `{self.encoding}`, whatever its header says") from None

    def _write(self, data: bytes) -> None:
        self._written += len(data)
        if self._written > self.limit:
            raise self._too_large()
        self.into.write(data)

    def _too_large(self) -> Unfetched:
        return Unfetched(f"is larger than {self.limit:,} bytes")


def _is_zlib(head: bytes) -> bool:
    """Whether the two bytes of a zlib header are there (RFC 1950, 2.2)."""
    return len(head) > 1 and head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0
