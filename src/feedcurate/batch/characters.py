"""Characters beyond ASCII, each classed once by what `matching` makes of it.

In: code points. Out: a class for each, and for easy letters the bytes that they are without case.

A class is only as easy as the character is in every surroundings; whatever leans on its neighbours, changes its length
or is a token by itself is HARD, and its text goes through `matching` as it is. A property test holds both together.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from unicodedata import normalize

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from feedcurate.matching.characters import APOSTROPHES, IOTA_BELOW, JOINING, REMOVED, SPACED, UNSPACED, WORD, of
from feedcurate.matching.normalise import clean, folded

_CODES = 0x110000


class Class(IntEnum):
    """What a character is to a text that is taken apart byte by byte."""

    UNSEEN = 0
    LETTER = 1
    """Part of a word, and of the same length in bytes without case."""
    SEPARATOR = 2
    PICTURE = 3
    """An emoji by itself, with whatever joins or modifies it."""
    FLAG = 4
    """Half of a flag."""
    SKIN = 5
    """A skin tone: part of the emoji before it, else a separator."""
    JOINER = 6
    """What joins or selects emoji: easy behind one."""
    APOSTROPHE = 7
    HARD = 8


@frozen(eq=False)
class Characters:
    """Classes and caseless bytes by code point, learned as they are met."""

    classes: NDArray[np.uint8]
    caseless: NDArray[np.uint32]
    """Up to four bytes of UTF-8, the first in the lowest eight bits."""

    def of(self, codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """The class of each code point."""
        found = self.classes[codes]
        unseen = np.flatnonzero(found == Class.UNSEEN)
        if len(unseen):
            for code in np.unique(codes[unseen]).tolist():
                self._learn(code)
            found = self.classes[codes]
        return found

    def _learn(self, code: int) -> None:
        kind, caseless = _classed(chr(code))
        self.caseless[code] = int.from_bytes(caseless, "little")
        self.classes[code] = kind


@cache
def characters() -> Characters:
    """The characters that this process has met; a thread that learns one again learns the same."""
    return Characters(np.zeros(_CODES, np.uint8), np.zeros(_CODES, np.uint32))


_WORD, _SPACED = of(WORD), of(SPACED)
_PICTURE = of(r"\p{ExtPict}")
_FLAG = of(r"\p{Regional_Indicator}")
_SKIN = of("\U0001f3fb-\U0001f3ff")
_JOINERS = "\u200d\ufe0e\ufe0f"
_APOSTROPHE = of(APOSTROPHES)
_LEANING = of(rf"{REMOVED}{IOTA_BELOW}{JOINING}\p{{Nd}}\p{{Cn}}\u20e3")
_UNSPACED = of(UNSPACED)
_CAPITAL = of(r"\p{Lu}\p{Lt}")
_SIGNS = frozenset("'#@")


def _classed(character: str) -> tuple[Class, bytes]:
    if _PICTURE.match(character):
        return Class.PICTURE, b""
    if _FLAG.match(character):
        return Class.FLAG, b""
    if _SKIN.match(character):
        return Class.SKIN, b""
    if character in _JOINERS:
        return Class.JOINER, b""
    if _APOSTROPHE.match(character):
        return Class.APOSTROPHE, b""
    if _LEANING.match(character) or _UNSPACED.match(character) or normalize("NFC", character) != character:
        return Class.HARD, b""
    if not _WORD.match(character):
        plain = not any(_WORD.match(sign) or sign in _SIGNS for sign in clean(character))
        return (Class.SEPARATOR if plain else Class.HARD), b""
    caseless = folded(clean(character))
    data = caseless.encode()
    is_easy = (
        clean(character) == character
        and len(data) == len(character.encode())
        and all(_SPACED.match(sign) and not _LEANING.match(sign) for sign in caseless)
        and not (_CAPITAL.match(character) and caseless == character)
    )
    return (Class.LETTER, data) if is_easy else (Class.HARD, b"")
