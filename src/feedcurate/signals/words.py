"""The words of a post. In: a post. Out: what its author wrote, without what nobody reads as words."""

from __future__ import annotations

from collections.abc import Container, Iterator

from feedcurate.matching.normalise import composed
from feedcurate.matching.pieces import Cut, Piece, pieces
from feedcurate.model.item import Item

LONGEST = 5_000
"""So many characters of a post are looked at: what comes behind them would change little, and take long."""
MOST_EMOJI = 100
"""So many emoji count: each is several words to a lexicon, which takes their number squared."""


def words_of(item: Item, kinds: Container[Cut]) -> str:
    """Title, content warning and text, one a line, with nothing but pieces of these kinds; without `#`."""
    parts = [part for part in (item.title, item.summary, item.text) if part]
    text = composed("\n".join(parts)[:LONGEST])
    return "".join(piece.text.lstrip("#") if piece.cut in kinds else " " for piece in _counting(pieces(text))).strip()


def _counting(found: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces, but for the emoji behind the last that counts."""
    left = MOST_EMOJI
    for piece in found:
        if piece.cut is Cut.EMOJI:
            left -= 1
        if left >= 0 or piece.cut is not Cut.EMOJI:
            yield piece
