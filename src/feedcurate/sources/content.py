"""A stream of bytes → what is in it: lines of JSON, one JSON value, markup, or other bytes.

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
_BLANK = 65_536
"""How many blanks before the first line are gone through line by line."""
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(rss|feed|rdf|channel|opml|html)(?=[\s>/])", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+(html)(?=[\s>])", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# The archives of X hold JSON as the value of a variable of JavaScript.
_ASSIGNMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*window\.YTD\.[\w.]{1,80}\s*=\s*(?=[\[{])")
_FEED_ROOTS = frozenset({"rss", "feed", "rdf"})


@frozen
class Served:
    """What whoever served a document said of it: where it is, and its headers `Content-Type` and `Content-Language`."""

    address: str | None = None
    content_type: str | None = None
    language: str | None = None


NOTHING_SAID = Served()


@frozen
class Markup:
    """A document of tags, in its own encoding; `root` is the first tag of a known kind, lower case, "" without one."""

    data: bytes = field(repr=False)
    root: str
    served: Served = NOTHING_SAID


@frozen
class Other:
    """A document of bytes that are neither JSON nor tags."""

    data: bytes = field(repr=False)


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
    """One document: a JSON value, `Markup` or `Other`."""

    document: object


@frozen
class Unknown:
    """Nothing that a format begins with; the message says what is the matter."""

    message: str


def content(stream: BinaryIO, limits: ReadLimits, served: Served = NOTHING_SAID) -> Lines | Whole | Unknown:
    """What is in a stream, and what its server said of it. Raises OSError where it cannot be read."""
    blank = bytearray()
    first = stream.readline(limits.line_bytes)
    while first and not first.strip() and len(blank) < _BLANK:
        blank += first
        first = stream.readline(limits.line_bytes)
    before = bytes(blank)
    if not before and _begins_json(first.removeprefix(BOM_UTF8)):
        first = first.removeprefix(BOM_UTF8)
    if _begins_json(first) and first.endswith(b"\n") and _is_json(first):
        return Lines(_numbered(chain((before + first).splitlines(keepends=True), _raw_lines(stream, limits)), limits))
    data = before + first + stream.read(limits.document_bytes)
    if len(data) <= limits.document_bytes:
        return _document(data, limits, served)
    if _begins_json(first):
        following = _raw_lines(stream, limits)
        return Lines(_numbered(chain(io.BytesIO(data + next(following, b"")), following), limits))
    return Unknown(f"is larger than {limits.document_bytes:,} bytes; only JSON Lines may be longer")


def _document(data: bytes, limits: ReadLimits, served: Served) -> Lines | Whole | Unknown:
    if not data.strip():
        return Unknown("is empty")
    encoding = encoding_of(data[:4])
    if encoding is not None:
        head = data[:_HEAD].decode(encoding, "replace").lstrip("\ufeff")
        if head.lstrip()[:1] in ("{", "["):
            data, encoding = decoded(data).encode("utf-8", "replace"), None
    else:
        head = data[:_HEAD].decode("utf-8", "replace")
    if (assigned := _ASSIGNMENT.match(data)) is not None:
        return _json(data[assigned.end() :].rstrip(b"; \t\r\n"), limits)
    begin = head.lstrip()[:1]
    root = _ROOT.search(_COMMENT.sub("", head)) if "<" in head else None
    # A feed may have the document type of a web page; a web page may have none of a feed's tags.
    root = root or (_PAGE.search(head) if "<" in head else None)
    kind = root[1].lower() if root else ""
    if begin == "<" or (begin not in ("{", "[") and kind in _FEED_ROOTS):
        return Whole(Markup(data, kind, served))
    return _json(data, limits)


def _json(data: bytes, limits: ReadLimits) -> Lines | Whole | Unknown:
    """One JSON value, else the lines where at least one of them is one."""
    try:
        value = json_value(data)
    except NotJson as problem:
        lines = tuple(_numbered(io.BytesIO(data), limits))
        if any(line.data is not None and _begins_json(line.data) and _is_json(line.data) for line in lines):
            return Lines(iter(lines))
        return Unknown(str(problem)) if _begins_json(data) else Whole(Other(data))
    return Whole(value if isinstance(value, dict | list) else Other(data))


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
