"""Tar archives → the streams of the files in them.

In: a stream, unpacked already. Out: each file in it as a name and a stream, in the order of the archive, or what is
wrong. The archive is gone through once; nothing is written to disk, and links lead nowhere.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from feedcurate.model.decision import InputProblem
from feedcurate.sources.base import ReadLimits
from feedcurate.sources.budget import ARCHIVES, BROKEN, SHOWN, Budget, Unpacked, buffered, inside
from feedcurate.sources.told import one_line

MARK, PLACE = b"ustar", 257
"""What a tar archive has at this place of its beginning."""


def tarred(name: str, stream: BinaryIO, limits: ReadLimits) -> Iterator[tuple[str, BinaryIO] | InputProblem]:
    """The files; folders, links, empty files, pictures, films and recordings are passed over.

    A file with holes is, too: it may claim any size. Raises OSError where the stream cannot be read on.
    """
    budget = Budget.of(limits)
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for count, member in enumerate(archive):
                # The library remembers every file that it has gone past.
                archive.members.clear()  # type: ignore[attr-defined] # not in the stubs
                if count >= limits.files:
                    yield InputProblem(
                        source=name, message=f"holds more than {limits.files:,} files; the rest is not read"
                    )
                    return
                yield from _member(inside(name, member.name), archive, member, budget)
    except BROKEN as error:
        yield one_line(name, None, f"is a broken tar archive: {error}")


def _member(
    name: str, archive: tarfile.TarFile, member: tarfile.TarInfo, budget: Budget
) -> Iterator[tuple[str, BinaryIO] | InputProblem]:
    kind = PurePosixPath(member.name).suffix.lower()
    if not member.isreg() or member.issparse() or not member.size or kind in SHOWN:
        return
    if kind in ARCHIVES:
        yield InputProblem(source=name, message="is an archive inside an archive, and is not opened")
        return
    inner = archive.extractfile(member)
    if inner is not None:
        with inner:
            yield name, buffered(Unpacked(inner, budget, member.size))
