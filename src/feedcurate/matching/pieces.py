"""A text in pieces: what is a token by itself, and the plain text between.

In: a text in NFC. Out: its pieces in order. Addresses and emoji are cut from the text as it is, hashtags and mentions
from what is then left, once it is clean.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

import regex

from feedcurate.matching.addresses import ADDRESS, SENTENCE_END, may_have_address
from feedcurate.matching.characters import EMOJI
from feedcurate.matching.hashtags import SIGNED
from feedcurate.matching.normalise import clean

_ADDRESS = regex.compile(f"(?V1){ADDRESS}")
_EMOJI = regex.compile(f"(?V1)(?P<emoji>{EMOJI})")
_EITHER = regex.compile(f"(?V1)(?P<emoji>{EMOJI})|{ADDRESS}")


class Cut(Enum):
    """What kind of piece it is."""

    PLAIN = "plain"
    EMOJI = "emoji"
    ADDRESS = "address"
    HASHTAG = "hashtag"
    MENTION = "mention"


class Piece(NamedTuple):
    """A piece of a text.

    `text` is clean where the piece is plain, a hashtag or a mention, else as it stands. `start` is its offset in the
    clean form of its part; the part is the range of the NFC text, free of addresses and emoji, that it was cut from.
    """

    cut: Cut
    text: str
    start: int
    part: tuple[int, int]


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a text in NFC; empty ones are left out."""
    at = 0
    for cut, start, end in _cuts(text):
        if at < start:
            yield from _signed(clean(text[at:start]), (at, start))
        yield Piece(cut, text[start:end], 0, (start, end))
        at = end
    if at < len(text):
        yield from _signed(clean(text[at:]), (at, len(text)))


def _cuts(text: str) -> Iterator[tuple[Cut, int, int]]:
    """Where addresses and emoji stand; an ASCII text has no emoji."""
    if may_have_address(text):
        pattern = _ADDRESS if text.isascii() else _EITHER
    elif text.isascii():
        return
    else:
        pattern = _EMOJI
    for match in pattern.finditer(text):
        start, end = match.span()
        if match.lastgroup == "emoji":
            yield Cut.EMOJI, start, end
        else:
            yield Cut.ADDRESS, start, start + len(match[0].rstrip(SENTENCE_END))


def _signed(text: str, part: tuple[int, int]) -> Iterator[Piece]:
    """The pieces of a clean text: hashtags, mentions and what is between."""
    at = 0
    if "#" in text or "@" in text:
        for match in SIGNED.finditer(text):
            start, end = match.span()
            if at < start:
                yield Piece(Cut.PLAIN, text[at:start], at, part)
            yield Piece(Cut.MENTION if match.lastgroup is None else Cut.HASHTAG, match[0], start, part)
            at = end
    if at < len(text):
        yield Piece(Cut.PLAIN, text[at:] if at else text, at, part)
