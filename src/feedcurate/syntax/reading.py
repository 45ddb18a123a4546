"""Bytes to a source, and what makes a whole file unreadable.

In: the bytes of a file, or a source. Out: a `Source`, or the one diagnostic that says why not.
"""

from __future__ import annotations

import codecs
import re

from feedcurate.syntax import messages
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.limits import DEFAULT_LIMITS, Limits
from feedcurate.text.span import Source, Span

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Characters that no text has; tab, line end, form feed and next line are white space."""

_HEAD = 64
_MOST_BYTES_PER_CHARACTER = 4


def decode(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source | Diagnostic:
    """The text of a file's bytes, which are UTF-8 with or without a byte order mark."""
    if len(data) > limits.file_size:
        return messages.file_too_large(limits.file_size, _start(Source(name, "")))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return messages.other_encoding(encoding, _start(Source(name, "")))
    zeros = data[:_HEAD].count(0)
    if zeros and zeros * 3 >= len(data[:_HEAD]):
        return messages.other_encoding("UTF-16", _start(Source(name, "")))
    try:
        return Source(name, data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError as error:
        before = data[: error.start].removeprefix(codecs.BOM_UTF8).decode("utf-8")
        source = Source(name, before + "\N{REPLACEMENT CHARACTER}")
        return messages.not_utf8(Span(source, len(before), len(before) + 1))


def unreadable(source: Source, limits: Limits) -> Diagnostic | None:
    """Why nothing of a source is read: it is too large, or no text."""
    size = len(source.text)
    if size > limits.file_size or (
        size * _MOST_BYTES_PER_CHARACTER > limits.file_size
        and len(source.text.encode("utf-8", "surrogatepass")) > limits.file_size
    ):
        return messages.file_too_large(limits.file_size, _start(source))
    if found := _NO_TEXT.search(source.text):
        return messages.control_character(found.group(), Span(source, found.start(), found.end()))
    return None


def _start(source: Source) -> Span:
    return Span(source, 0, 0)
