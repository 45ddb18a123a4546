"""A repository of Bluesky as a CAR file, small and well-formed: what tests of its reader are made with.

In: the records of an account by their keys. Out: the bytes of the file (https://ipld.io/specs/transport/car/carv1/,
https://atproto.com/specs/repository). Only what such files need is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


class Link(bytes):
    """The address of a block."""


class Raw(bytes):
    """A value that is written already."""


def car(records: Mapping[str, object], did: str = "did:plc:ada") -> bytes:
    """The file of a repository with one node in its tree; keys share what they begin with, as the format wants it."""
    blocks: list[tuple[Link, bytes]] = []

    def stored(value: object) -> Link:
        data = encoded(value)
        link = Link(b"\x01\x71\x12\x20" + hashlib.sha256(data).digest())
        blocks.append((link, data))
        return link

    entries, before = [], b""
    for key, record in sorted(records.items()):
        written = key.encode()
        shared = next((n for n, (a, b) in enumerate(zip(before, written, strict=False)) if a != b), len(before))
        entries.append({"p": shared, "k": written[shared:], "v": stored(record), "t": None})
        before = written
    tree = stored({"l": None, "e": entries})
    root = stored({"did": did, "version": 3, "data": tree, "rev": "3kaaaaaaaaaaa", "prev": None, "sig": b"none"})
    header = encoded({"roots": [root], "version": 1})
    return length(len(header)) + header + b"".join(length(len(k) + len(v)) + k + v for k, v in blocks)


def length(number: int) -> bytes:
    """A number in groups of seven bits, the lowest first."""
    low, high = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + length(high) if high else bytes([low])


def encoded(value: object) -> bytes:
    """A value in DAG-CBOR."""
    match value:
        case None:
            return b"\xf6"
        case bool():
            return b"\xf5" if value else b"\xf4"
        case int():
            return _head(0, value)
        case Raw():
            return bytes(value)
        case Link():
            return b"\xd8\x2a" + encoded(b"\x00" + bytes(value))
        case bytes():
            return _head(2, len(value)) + value
        case str():
            return _head(3, len(value.encode())) + value.encode()
        case list():
            return _head(4, len(value)) + b"".join(map(encoded, value))
        case dict():
            pairs = sorted(value.items(), key=lambda pair: (len(pair[0]), pair[0]))
            return _head(5, len(pairs)) + b"".join(encoded(key) + encoded(one) for key, one in pairs)
        case _:
            raise TypeError(type(value))


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    size = next(size for size in (1, 2, 4, 8) if number < 1 << 8 * size)
    return bytes([major << 5 | 23 + size.bit_length()]) + number.to_bytes(size, "big")
