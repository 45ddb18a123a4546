"""Files that are packed → the streams of what is in them.

In: an open file: a zip or tar archive, what gzip packed, or any other. Out: streams with their names, or what is wrong.
Time and memory are bounded by `ReadLimits`, however much a few bytes may unpack to.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import BinaryIO

from feedcurate.model.decision import InputProblem
from feedcurate.sources.base import ReadLimits
from feedcurate.sources.budget import Budget, Unpacked, buffered
from feedcurate.sources.tars import MARK, PLACE, tarred
from feedcurate.sources.zips import BEGINNINGS, zipped

_GZIP = b"\x1f\x8b"
_HEAD = 512


def unpacked(name: str, stream: io.BufferedReader, limits: ReadLimits) -> Iterator[tuple[str, BinaryIO] | InputProblem]:
    """What is in a file: of an archive each file, of a gzip file its content, of any other the file as it is.

    Raises OSError where the file cannot be read.
    """
    head = stream.peek(_HEAD)
    if head.startswith(_GZIP):
        content = buffered(Unpacked(gzip.GzipFile(fileobj=stream), Budget.of(limits), stream))
        try:
            is_tar = _is_tar(content.peek(_HEAD))
        except OSError:
            is_tar = False
        yield from tarred(name, content, limits) if is_tar else ((name, content),)
    elif _is_tar(head):
        yield from tarred(name, stream, limits)
    elif not head.startswith(BEGINNINGS):
        yield name, stream
    elif not stream.seekable():
        yield InputProblem(source=name, message="is a zip archive; give it as a file, not through a pipe")
    else:
        yield from zipped(name, stream, limits)


def _is_tar(head: bytes) -> bool:
    return head[PLACE : PLACE + len(MARK)] == MARK
