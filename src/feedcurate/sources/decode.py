"""Bytes → text and JSON values, whatever the encoding.

In: bytes of a file. Out: UTF-8 bytes, JSON values, or one sentence on why there is none. Bytes that are no UTF-8 and
halves of surrogate pairs become U+FFFD.
"""

from __future__ import annotations

import codecs
import json
import re

from pydantic_core import from_json

# The longer mark first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Two escapes that make one character, one that is half of one, and any other, so that none begins inside another.
_HALF = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)


class NotJson(ValueError):
    """The bytes are no JSON value; the message says what is wrong and where."""


def encoding_of(head: bytes) -> str | None:
    """The encoding that the first bytes give away, by a mark or by where their NULs are; None for one like ASCII."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    match [byte == 0 for byte in head[:4]]:
        case [True, True, True, False]:
            return "utf-32-be"
        case [False, True, True, True]:
            return "utf-32-le"
        case [True, False, *_]:
            return "utf-16-be"
        case [False, True, *_]:
            return "utf-16-le"
        case _:
            return None


def decoded(data: bytes) -> str:
    """The text of some bytes: in the encoding that they give away, else UTF-8."""
    return data.decode(encoding_of(data[:4]) or "utf-8", "replace")


def json_value(data: bytes) -> object:
    """The JSON value that UTF-8 bytes are. Raises `NotJson`."""
    try:
        return from_json(data)
    except ValueError:
        # The quick parser refuses lone surrogates and bytes that are no UTF-8; its messages count in bytes, too.
        return _lenient(data)


def _whole_or_none(escape: re.Match[str]) -> str:
    return "\\ufffd" if escape[1] else escape[0]


def _lenient(data: bytes) -> object:
    try:
        return json.loads(_HALF.sub(_whole_or_none, data.decode("utf-8", "replace")))
    except json.JSONDecodeError as error:
        message = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise NotJson(f"is no JSON: {message}, at {place}") from None
    except RecursionError:
        raise NotJson("is nested too deeply") from None
    except ValueError:
        raise NotJson("is no JSON: a number has too many digits") from None
