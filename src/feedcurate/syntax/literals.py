"""The characters of a literal to its value, and the mistakes that can be made in one.

In: a token's text and span. Out: the value; a `Mistake` where there is none.
"""

from __future__ import annotations

import math
import re
from datetime import date, time
from unicodedata import is_normalized, normalize

from feedcurate.syntax import messages
from feedcurate.syntax.mistake import Mistake
from feedcurate.syntax.nodes import Unit
from feedcurate.text.span import Span

_ESCAPE = re.compile(r"\\(u\{[0-9A-Fa-f]{1,6}\}|.)", re.DOTALL)
_ESCAPES = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}
_NUMBER = re.compile(r"[0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*)?")
_SLASH = re.compile(r"\\(.)|/", re.DOTALL)

SECONDS: dict[Unit, int] = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86_400, Unit.WEEK: 604_800}
"""The length of each unit."""

LONGEST = 100 * 366 * 86_400
"""The longest duration, in seconds: no 100 years are longer."""


def name(text: str, span: Span) -> str:
    """A name, which must be in NFC and made of letters, digits and `_`."""
    if text.isascii():
        return text
    if not text.isidentifier():
        raise Mistake(messages.not_a_name(text, span))
    if not is_normalized("NFC", text):
        raise Mistake(messages.not_nfc(text, normalize("NFC", text), span))
    return text


def text(literal: str, span: Span) -> str:
    r"""The characters of `"…"`, its escapes undone."""
    inner = literal[1:-1]
    if "\\" not in inner:
        return inner

    def undo(match: re.Match[str]) -> str:
        escape = match[1]
        if escape in _ESCAPES:
            return _ESCAPES[escape]
        start = span.start + 1 + match.start()
        place = Span(span.source, start, start + len(match[0]))
        if len(escape) == 1:
            raise Mistake(messages.unknown_escape(match[0], place))
        code = int(escape[2:-1], 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise Mistake(messages.no_such_character(match[0], place))
        return chr(code)

    return _ESCAPE.sub(undo, inner)


def regex(literal: str, span: Span) -> tuple[str, bool]:
    r"""The pattern of `/…/` with `\/` as `/`, and whether the flag `i` stands behind it."""
    pattern, _, flags = literal[1:].rpartition("/")
    if flags not in {"", "i"}:
        raise Mistake(messages.unknown_flag(flags, Span(span.source, span.end - len(flags), span.end)))
    return _SLASH.sub(lambda match: "/" if match[1] == "/" else match[0], pattern), flags == "i"


def number(literal: str, span: Span) -> float:
    """An IEEE double; underscores may stand between digits."""
    if not _NUMBER.fullmatch(literal):
        help_ = "an underscore stands between two digits, as in `10_000`"
        raise Mistake(messages.malformed_number(literal, span, help_))
    value = float(literal)
    if math.isinf(value):
        raise Mistake(messages.number_too_large(span))
    return value


def duration(amount: float, word: str, span: Span) -> Unit:
    """The unit of a duration that is not too long."""
    unit = Unit(word.removesuffix("s"))
    if abs(amount) * SECONDS[unit] > LONGEST:
        raise Mistake(messages.duration_too_long(span))
    return unit


def clock(literal: str, span: Span) -> time:
    """A time of day, `22:30` or `22:30:15`."""
    try:
        return time.fromisoformat(literal)
    except ValueError:
        raise Mistake(messages.no_such_clock(literal, span)) from None


def day(literal: str, span: Span) -> date:
    """A calendar day, `2026-12-31`."""
    try:
        return date.fromisoformat(literal)
    except ValueError:
        raise Mistake(messages.no_such_date(literal, span)) from None


def hashtag(literal: str, span: Span) -> str:
    """A hashtag without its sign; it has something in it that is not a digit."""
    tag = literal[1:]
    if tag.isdigit():
        raise Mistake(messages.hashtag_of_digits(literal, span))
    return tag
