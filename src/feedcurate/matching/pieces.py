"""A text in pieces: what is a token by itself, and the plain text between.

In: a text in NFC. Out: its pieces in order. Addresses and emoji are cut from the text as it is, hashtags and mentions
from what is then left, once it is clean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

import regex

from feedcurate.matching.addresses import ADDRESS, ASCII_ADDRESS, SENTENCE_END, may_have_address
from feedcurate.matching.characters import EMOJI, EMOJI_SIGN, likely
from feedcurate.matching.hashtags import signed
from feedcurate.matching.normalise import clean

_EMOJI = regex.compile(f"(?V1)(?P<emoji>{EMOJI})")
_EITHER = regex.compile(f"(?V1)(?P<emoji>{EMOJI})|{ADDRESS}")
_ASCII_ADDRESS = re.compile(ASCII_ADDRESS)


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
            yield from _signed_pieces(clean(text[at:start]), (at, start))
        yield Piece(cut, text[start:end], 0, (start, end))
        at = end
    if at < len(text):
        yield from _signed_pieces(clean(text[at:]), (at, len(text)))


def _cuts(text: str) -> Iterator[tuple[Cut, int, int]]:
    """Where addresses and emoji stand."""
    address = may_have_address(text)
    if not (address or (not text.isascii() and likely(EMOJI_SIGN).search(text))):
        return
    matches: Iterable[regex.Match[str] | re.Match[str]]
    matches = _ASCII_ADDRESS.finditer(text) if text.isascii() else (_EITHER if address else _EMOJI).finditer(text)
    for match in matches:
        start, end = match.span()
        if match.lastgroup == "emoji":
            yield Cut.EMOJI, start, end
        else:
            yield Cut.ADDRESS, start, start + len(match[0].rstrip(SENTENCE_END))


def _signed_pieces(text: str, part: tuple[int, int]) -> Iterator[Piece]:
    """The pieces of a clean text: hashtags, mentions and what is between."""
    at = 0
    if "#" in text or "@" in text:
        for start, end in signed(text):
            if at < start:
                yield Piece(Cut.PLAIN, text[at:start], at, part)
            yield Piece(Cut.HASHTAG if text[start] == "#" else Cut.MENTION, text[start:end], start, part)
            at = end
    if at < len(text):
        yield Piece(Cut.PLAIN, text[at:], at, part)
