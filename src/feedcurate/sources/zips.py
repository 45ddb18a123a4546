"""Zip archives → the streams of the files in them.

In: an open file. Out: each file in it as a name and a stream, or what is wrong. Nothing is written to disk, whatever
names and links the archive has in it.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from feedcurate.model.decision import InputProblem
from feedcurate.sources.base import ReadLimits
from feedcurate.sources.budget import ARCHIVES, BROKEN, SHOWN, Budget, Unpacked, buffered, inside
from feedcurate.sources.told import one_line

BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRY = 46
"""The least that a zip says of a file in it, in bytes; names come on top."""


def zipped(name: str, stream: BinaryIO, limits: ReadLimits) -> Iterator[tuple[str, BinaryIO] | InputProblem]:
    """The files, sorted by name; folders, empty files, pictures, films and recordings are passed over."""
    try:
        if _directory_bytes(stream) > limits.files * (_ENTRY + 256):
            yield InputProblem(source=name, message=f"holds more than {limits.files:,} files, and is not read")
            return
        archive = zipfile.ZipFile(stream)
    except BROKEN as error:
        yield one_line(name, None, f"is a broken zip archive: {error}")
        return
    budget = Budget.of(limits)
    for member in sorted(archive.infolist(), key=lambda member: member.filename)[: limits.files]:
        kind = PurePosixPath(member.filename).suffix.lower()
        if member.filename.endswith("/") or kind in SHOWN or not member.file_size:
            continue
        yield from _member(inside(name, member.filename), archive, member, budget, kind)
        if budget.left < 0:
            yield InputProblem(source=name, message="unpacks to too much, and is not read further")
            return
    if len(archive.infolist()) > limits.files:
        yield InputProblem(source=name, message=f"holds more than {limits.files:,} files; the rest is not read")


def _member(
    name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget, kind: str
) -> Iterator[tuple[str, BinaryIO] | InputProblem]:
    if kind in ARCHIVES:
        yield InputProblem(source=name, message="is an archive inside an archive, and is not opened")
        return
    if member.flag_bits & 1:
        yield InputProblem(source=name, message="is enciphered, and cannot be read")
        return
    try:
        inner = archive.open(member)
    except BROKEN as error:
        yield one_line(name, None, f"cannot be unpacked: {error}")
        return
    with inner:
        yield name, buffered(Unpacked(inner, budget, member.compress_size))


def _directory_bytes(stream: BinaryIO) -> int:
    """How large a zip says that its list of files is, which the standard library reads as a whole.

    It stands in the record at the end, before a comment of at most 65,535 bytes, or where the record before that one
    says (APPNOTE.TXT of PKWARE, 4.3.14 and 4.3.16).
    """
    size = stream.seek(0, io.SEEK_END)
    start = stream.seek(max(0, size - 65_535 - 22 - 20))
    tail = stream.read()
    stream.seek(0)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22:
        raise zipfile.BadZipFile("it breaks off")
    (found,) = struct.unpack_from("<I", tail, place + 12)
    if found != 0xFFFFFFFF or place < 20 or tail[place - 20 : place - 16] != b"PK\x06\x07":
        return int(found)
    (record,) = struct.unpack_from("<Q", tail, place - 12)
    if not 0 <= record - start <= len(tail) - 56:
        raise zipfile.BadZipFile("it does not say where its list of files is")
    return int(struct.unpack_from("<Q", tail, record - start + 40)[0])
