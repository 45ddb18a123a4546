"""Lines of pieces: text for a terminal that knows what it is, but not yet what it looks like.

In: visible text. Out: lines no wider than they may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from feedcurate.outputs.width import wrap

STEP = "  "
_NARROWEST = 40
_WIDEST = 140
_DEEPEST = 8


class Part(StrEnum):
    """What a piece of a line is; a painter gives each its colour."""

    HEADING = "heading"
    PLACE = "place"
    COLLAPSED = "collapsed"
    AGE = "age"
    AUTHOR = "author"
    TEXT = "text"
    FADED = "faded"
    MARK = "mark"
    REASON = "reason"
    SUMMARY = "summary"
    FIRED = "fired"
    CHANGE = "change"


@frozen
class Piece:
    """Some characters of a line, and what they are."""

    text: str
    part: Part = Part.TEXT


Line = tuple[Piece, ...]


@frozen
class Said:
    """Something that is told in as many lines as it takes, so many steps further in than what it belongs to."""

    text: str
    part: Part = Part.TEXT
    depth: int = 0


def usable(width: int) -> int:
    """The columns to use of a terminal's: at least 40, at most 140."""
    return min(max(width, _NARROWEST), _WIDEST)


def in_lines(said: Said, width: int, indent: int = 0) -> Iterator[Line]:
    """What is said in lines of at most `width` columns, from column `indent` on; the second and all later ones hang."""
    margin = " " * indent + STEP * min(said.depth, _DEEPEST)
    first, *others = wrap(said.text, width - len(margin), hang=len(STEP))
    yield (Piece(margin), Piece(first, said.part))
    for other in others:
        yield (Piece(margin + STEP), Piece(other, said.part))
