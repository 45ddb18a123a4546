"""Where the entries of a text's line stand in the text as the reader sees it.

In: a text. Out: one range for each entry that `tokens.tokenise` makes of it, in the same order (code points,
half-open). Asked for only where something matched, so the way there can be the exact one: back through the clean text
and through NFC to the text itself. A range holds the marks of its token and what is not read inside it, nothing after
it.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.matching.alignment import Alignment, align_clean, align_composed
from feedcurate.matching.hashtags import readings
from feedcurate.matching.pieces import Cut, Piece, pieces
from feedcurate.matching.words import word_ranges

Range = tuple[int, int]


class Origin:
    """The way back from the pieces of a text to the text; asked part by part, in order, it goes over each part once."""

    def __init__(self, text: str) -> None:
        self.normal, self._outer = align_composed(text)
        self._part: Range | None = None
        self._inner = Alignment.of_equal(0)

    def of(self, piece: Piece) -> Range:
        """Where a piece stands in the text."""
        if piece.cut in (Cut.EMOJI, Cut.ADDRESS):
            return self._outer.back(*piece.part)
        return self.inside(piece, [(0, len(piece.text))])[0]

    def inside(self, piece: Piece, ranges: Iterable[Range]) -> list[Range]:
        """Where ranges of a clean piece's text stand in the text."""
        if piece.part != self._part:
            self._part = piece.part
            _, self._inner = align_clean(self.normal[slice(*piece.part)])
        if self._outer.is_equal and self._inner.is_equal:
            shift = piece.part[0] + piece.start
            return [(start + shift, end + shift) for start, end in ranges] if shift else list(ranges)
        made: list[Range] = []
        for start, end in ranges:
            first, last = self._inner.back(piece.start + start, piece.start + end)
            made.append(self._outer.back(piece.part[0] + first, piece.part[0] + last))
        return made


def entry_ranges(text: str) -> list[Range]:
    """The range of each entry of the line of a text; a break has that of what stands behind it."""
    origin = Origin(text)
    ranges: list[Range] = []
    others: list[Range] = []
    for piece in pieces(origin.normal):
        match piece.cut:
            case Cut.EMOJI | Cut.ADDRESS | Cut.MENTION:
                ranges.append(origin.of(piece))
            case Cut.PLAIN:
                ranges += origin.inside(piece, word_ranges(piece.text))
            case Cut.HASHTAG:
                read, tag = readings(piece.text), origin.of(piece)
                ranges += origin.inside(piece, read.split_ranges)
                others += [tag, tag]
                if read.unsplit:
                    others += [tag, *origin.inside(piece, read.unsplit_ranges)]
    return ranges + others
