"""Text as a terminal may show it, and the columns it takes there.

In: any text. Out: the same with tabs as spaces and control characters as pictures of them, which move nothing.
"""

from __future__ import annotations

from unicodedata import category, east_asian_width

_TAB = "    "
_PICTURES = 0x2400
_DELETE = "\N{SYMBOL FOR DELETE}"
_OTHER = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """The text with nothing in it that a terminal would obey."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def columns(text: str) -> int:
    """The columns that a visible text takes: two for a wide character (UAX #11), none for one that joins the last."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _shown(character: str) -> str:
    if character == "\t":
        return _TAB
    if character < " ":
        return chr(_PICTURES + ord(character))
    if character == "\x7f":
        return _DELETE
    is_bidi = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    return _OTHER if is_bidi or category(character) in {"Cc", "Cs", "Zl", "Zp"} else character


def _columns(character: str) -> int:
    if east_asian_width(character) in "WF":
        return 2
    return 0 if category(character) in {"Mn", "Me", "Cf"} else 1
