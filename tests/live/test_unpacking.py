"""A body is the same however it was cut into pieces, and never longer than the limit."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.live.failed import Unfetched
from feedcurate.live.unpacking import Unpacking

LIMIT = 100_000
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "identity": lambda data: data,
    "gzip": gzip.compress,
    "x-gzip": lambda data: gzip.compress(data[: len(data) // 2]) + gzip.compress(data[len(data) // 2 :]),
    "deflate": zlib.compress,
}


def unpacked(encoding: str, pieces: list[bytes], limit: int = LIMIT) -> bytes:
    """What comes of pieces."""
    into = io.BytesIO()
    unpacking = Unpacking(encoding, into, limit)
    for piece in pieces:
        unpacking.take(piece)
    unpacking.end()
    return into.getvalue()


@given(st.sampled_from(sorted(PACKED)), st.binary(max_size=2_000), st.integers(1, 50), st.integers(1, 30))
def test_pieces_make_no_difference(encoding: str, data: bytes, size: int, times: int) -> None:
    """Cut anywhere, what was packed comes out."""
    whole = data * times
    packed = PACKED[encoding](whole)
    assert unpacked(encoding, [packed[at : at + size] for at in range(0, len(packed), size)]) == whole


@given(st.sampled_from(["gzip", "deflate", "identity"]), st.lists(st.binary(max_size=200)))
def test_any_bytes_are_unpacked_or_refused(encoding: str, pieces: list[bytes]) -> None:
    """Nothing else is ever raised, with the magic of an encoding at the beginning or without."""
    for begin in (b"", b"\x1f\x8b\x08\x00", b"\x78\x9c"):
        try:
            unpacked(encoding, [begin, *pieces])
        except Unfetched as problem:
            assert str(problem).startswith(("cannot be unpacked", "ends before", "is larger"))  # noqa: PT017 (or nothing is raised)


@given(st.integers(0, 300_000), st.sampled_from(["gzip", "deflate", "identity"]))
def test_the_limit_is_kept_to_the_byte(size: int, encoding: str) -> None:
    """As many bytes as the limit pass, and not one more."""
    packed = PACKED[encoding](b"\0" * size)
    if size <= LIMIT:
        assert len(unpacked(encoding, [packed])) == size
    else:
        with pytest.raises(Unfetched, match="is larger than 100,000 bytes"):
            unpacked(encoding, [packed])
