"""Numbers about a text: its words, its emoji, how much of it is in capitals.

In: a text. Out: counts and a share. Web addresses count towards none of them: nobody chose their letters.
"""

from __future__ import annotations

import regex

from feedcurate.matching.normalise import composed
from feedcurate.matching.pieces import Cut, pieces
from feedcurate.matching.tokens import tokenise

FEWEST_CASED = 10
"""Under so many cased letters a share of capitals says nothing."""

_CASED = regex.compile(r"[\p{Lu}\p{Lt}\p{Ll}]")
_CAPITAL = regex.compile(r"[\p{Lu}\p{Lt}]")


def word_count(text: str) -> int:
    """How many words a text has, see `TokenText.words`."""
    return tokenise(text).words


def emoji_count(text: str) -> int:
    """How many emoji a text has; a sequence that shows as one sign (a family, a flag, a keycap) is one."""
    if text.isascii():
        return 0
    return sum(piece.cut is Cut.EMOJI for piece in pieces(composed(text)))


def shouting(text: str) -> float | None:
    """The share of capitals (Lu, Lt) among the cased letters (Lu, Lt, Ll), 0 to 1; None under ten of them."""
    cased = capital = 0
    for piece in pieces(composed(text)):
        if piece.cut in (Cut.ADDRESS, Cut.EMOJI):
            continue
        cased += len(_CASED.findall(piece.text))
        capital += len(_CAPITAL.findall(piece.text))
    return capital / cased if cased >= FEWEST_CASED else None
