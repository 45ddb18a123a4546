"""A stream of bytes → what is in it: lines of JSON, one JSON value, or markup.

In: a binary stream. Out: `Lines`, `Whole` or `Unknown`, by what is in it; what a file is called plays no part. JSON
Lines are not held in memory; everything else is, up to a limit.
"""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from attrs import field, frozen

from feedcurate.sources.base import ReadLimits
from feedcurate.sources.decode import NotJson, decoded, encoding_of, json_value

_HEAD = 65_536
_ROOT = re.compile(r"<(?:!doctype\s+)?(?:[\w.-]{1,40}:)?(rss|feed|rdf|channel|opml|html)(?=[\s>/])", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FEED_ROOTS = frozenset({"rss", "feed", "rdf"})


@frozen
class Markup:
    """A document of tags, in its own encoding; `root` is the first tag of a known kind, lower case, "" without one."""

    data: bytes = field(repr=False)
    root: str


@frozen
class Line:
    """One line of JSON Lines that is not blank: its 1-based number, and its bytes, None where there are too many."""

    number: int
    data: bytes | None


@frozen
class Lines:
    """JSON Lines, read as they are asked for."""

    lines: Iterator[Line]


@frozen
class Whole:
    """One document: a JSON value or `Markup`."""

    document: object


@frozen
class Unknown:
    """Nothing that a format begins with; the message says what is the matter."""

    message: str


def content(stream: BinaryIO, limits: ReadLimits) -> Lines | Whole | Unknown:
    """What is in a stream. Raises OSError where it cannot be read."""
    blank = bytearray()
    first = stream.readline(limits.line_bytes)
    while first and not first.strip() and len(blank) < limits.document_bytes:
        blank += first
        first = stream.readline(limits.line_bytes)
    before = bytes(blank)
    if not before and _begins_json(first.removeprefix(BOM_UTF8)):
        first = first.removeprefix(BOM_UTF8)
    if _begins_json(first) and first.endswith(b"\n") and _is_json(first):
        return Lines(_numbered(chain((before + first).splitlines(keepends=True), _raw_lines(stream, limits)), limits))
    data = before + first + stream.read(limits.document_bytes)
    if len(data) <= limits.document_bytes:
        return _document(data, limits)
    if _begins_json(first):
        return Lines(_numbered(chain(io.BytesIO(data + stream.readline()), _raw_lines(stream, limits)), limits))
    return Unknown(f"is larger than {limits.document_bytes:,} bytes; only JSON Lines may be longer")


def _document(data: bytes, limits: ReadLimits) -> Lines | Whole | Unknown:
    if not data.strip():
        return Unknown("is empty")
    encoding = encoding_of(data[:4])
    if encoding is not None:
        head = data[:_HEAD].decode(encoding, "replace").lstrip("\ufeff")
        if head.lstrip()[:1] in ("{", "["):
            data, encoding = decoded(data).encode("utf-8", "replace"), None
    else:
        head = data[:_HEAD].decode("utf-8", "replace")
    begin = head.lstrip()[:1]
    root = _ROOT.search(_COMMENT.sub("", head)) if "<" in head else None
    kind = root[1].lower() if root else ""
    if begin == "<" or (begin not in ("{", "[") and kind in _FEED_ROOTS):
        return Whole(Markup(data, kind))
    return _json(data, limits)


def _json(data: bytes, limits: ReadLimits) -> Lines | Whole | Unknown:
    """One JSON value, else the lines where at least one of them is one."""
    try:
        value = json_value(data)
    except NotJson as problem:
        lines = tuple(_numbered(io.BytesIO(data), limits))
        if any(line.data is not None and _begins_json(line.data) and _is_json(line.data) for line in lines):
            return Lines(iter(lines))
        return Unknown(str(problem) if _begins_json(data) else "is in no known format")
    return Whole(value) if isinstance(value, dict | list) else Unknown("is in no known format")


def _raw_lines(stream: BinaryIO, limits: ReadLimits) -> Iterator[bytes]:
    """The lines of a stream; of one that is too long only the beginning, which shows that it is."""
    while line := stream.readline(limits.line_bytes + 1):
        yield line
        while len(line) > limits.line_bytes and not line.endswith(b"\n"):
            line = stream.readline(limits.line_bytes + 1)
            if not line:
                return


def _numbered(lines: Iterator[bytes] | io.BytesIO, limits: ReadLimits) -> Iterator[Line]:
    for number, line in enumerate(lines, 1):
        if len(line) > limits.line_bytes:
            yield Line(number, None)
        elif stripped := line.strip():
            yield Line(number, stripped)


def _begins_json(data: bytes) -> bool:
    return data.lstrip()[:1] in (b"{", b"[")


def _is_json(data: bytes) -> bool:
    try:
        json_value(data)
    except NotJson:
        return False
    return True
