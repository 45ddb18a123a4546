"""How many columns of a terminal a text takes.

In: text without control characters. Out: columns, and texts cut or filled to a number of them. A grapheme cluster
(UAX #29) takes two where it has a wide character (UAX #11) or is shown as emoji, none where it is only marks.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

_SIMPLE = regex.compile(r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027]*")
"""Latin letters and the punctuation that goes with them: a column each, by far the most of what is measured."""

_CLUSTER = regex.compile(r"\X")
_WIDE = regex.compile(r"[\p{East_Asian_Width=Wide}\p{East_Asian_Width=Fullwidth}\p{Emoji_Presentation}\uFE0F]")
_NARROW = regex.compile(r"[^\p{Mn}\p{Me}\p{Cf}]")

ELLIPSIS = "…"


def cells(text: str) -> int:
    """The columns that a text takes."""
    if _SIMPLE.fullmatch(text):
        return len(text)
    return sum(_cells(cluster) for cluster in _CLUSTER.findall(text))


def _cells(cluster: str) -> int:
    if _WIDE.search(cluster):
        return 2
    return 1 if _NARROW.search(cluster) else 0


def clip(text: str, columns: int) -> str:
    """The text where it takes no more than `columns` (at least 1), else its beginning with `…`."""
    if cells(text) <= columns:
        return text
    return next(_pieces(text, columns - 1)) + ELLIPSIS


def fill(text: str, columns: int) -> str:
    """The text with spaces behind it up to `columns`."""
    return text + " " * (columns - cells(text))


def wrap(text: str, columns: int, hang: int = 0) -> list[str]:
    """The text in lines of at most `columns`, all but the first of `hang` less.

    It is broken at spaces, inside a word only where that is wider than a line. The shortest line has at least 2
    columns, so that every character has room.
    """
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cells(joined) <= columns - (hang if lines else 0):
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, columns - hang)
        lines.extend(whole)
    return [*lines, line]


def _pieces(text: str, columns: int) -> Iterator[str]:
    """The text cut after every `columns`; always at least one piece."""
    piece, taken = "", 0
    for cluster in _CLUSTER.findall(text):
        size = _cells(cluster)
        if taken + size > columns:
            yield piece
            piece, taken = "", 0
        piece += cluster
        taken += size
    yield piece
