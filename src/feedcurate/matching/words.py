"""Words of a plain text: runs of letters, marks, digits and connectors.

In: a clean text without hashtags, mentions, emoji and addresses. Out: its words (`words`, of a folded text, the fast
way) or where they stand (`word_ranges`, exactly the same ones).

An apostrophe between two word characters belongs to the word. Each character of a script written without spaces is a
word of its own, with the marks on it.
"""

from __future__ import annotations

import re

import regex

from feedcurate.matching.characters import SPACED, UNSPACED, WORD, of

WORD_PATTERN = rf"[{UNSPACED}]\p{{M}}*+|[{SPACED}]++(?:'[{SPACED}]++)*+"
"""One word, in version 1 syntax of `regex`."""

_WORD = regex.compile(f"(?V1){WORD_PATTERN}")
_ASCII_WORD = re.compile(r"[A-Za-z0-9_]+(?:'[A-Za-z0-9_]+)*")
_WORD_CHARACTER = of(WORD)
_UNSPACED_CHARACTER = of(UNSPACED)
_OUTER_APOSTROPHE = re.compile(r"(?<![^ '])'|'(?![^ '])")
_UNSPACED_MARK = "\x02"
_KEPT = 0x10000
"""Characters below this are remembered by `_Separators`: enough for all common ones, bounded whatever a text holds."""

_LATIN = bytes(
    ord(character) if character == "'" or _WORD_CHARACTER.match(character) else ord(" ")
    for character in map(chr, range(256))
)


class _Separators(dict[int, str]):
    """A table for `str.translate` that learns: separators become a space, characters without spaces get a mark."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _UNSPACED_CHARACTER.match(character):
            made = _UNSPACED_MARK
        else:
            made = character if character == "'" or _WORD_CHARACTER.match(character) else " "
        if code < _KEPT:
            self[code] = made
        return made


_SEPARATORS = _Separators()


def words(text: str) -> list[str]:
    """The words of a folded text, in its order.

    Latin-1 goes through a table of bytes, other text through a table of characters; only text of a script written
    without spaces needs the regular expression. All three read the same classes of characters.
    """
    try:
        line = text.encode("latin-1").translate(_LATIN).decode("latin-1")
    except UnicodeEncodeError:
        line = text.translate(_SEPARATORS)
        if _UNSPACED_MARK in line:
            return _WORD.findall(text)
    if "'" in line:
        line = f" {line} "
        if " '" in line or "' " in line or "''" in line:
            line = _OUTER_APOSTROPHE.sub(" ", line)
    return line.split()


def word_ranges(text: str) -> list[tuple[int, int]]:
    """Where the words of a clean text stand."""
    pattern = _ASCII_WORD if text.isascii() else _WORD
    return [match.span() for match in pattern.finditer(text)]
