"""The patterns of a program as bytes to look up: which words of a text could begin to match, and what is left to check.

In: the keys of patterns. Out: a `Lexicon`: tables by the first eight bytes of a word, and for each pattern its places.

Each pattern is found by one of its places, its anchor: the longest word that is written out, else the longest
beginning (`mindful*`). What words alone cannot find (emoji, mentions, elided words, phrases with a hashtag in them)
is not here: `Odd` says which texts may have it, and those are left to the matcher.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from feedcurate.matching.forms import ANY, is_open
from feedcurate.matching.tokens import EMOJI

HEAD = 8
"""How many bytes of a word are looked at in one step."""

MASKS = np.array([(1 << (8 * length)) - 1 for length in range(HEAD + 1)], np.uint64)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class PlaceKind(IntEnum):
    """What has to stand at a place of a pattern."""

    WORD = 0
    BEGINNING = 1
    ANY = 2
    HASHTAG = 3


@frozen(eq=False)
class Places:
    """Places of patterns, one after the other; `head`, `tail`: their first eight bytes and the eight behind them."""

    kind: NDArray[np.int8]
    length: NDArray[np.int64]
    head: NDArray[np.uint64]
    tail: NDArray[np.uint64]
    text: tuple[bytes, ...]


@frozen(eq=False)
class Table:
    """Anchors by hash. `first[h]` is the number of an anchor, counted from 1, `following` the next of the same hash."""

    first: NDArray[np.int32]
    following: NDArray[np.int32]
    shift: np.uint64
    anchors: Places
    starts: NDArray[np.int64]
    patterns: NDArray[np.int64]
    """The patterns that anchor `i` (from 0) stands for are `patterns[starts[i]:starts[i + 1]]`."""
    shortest: int
    """So many bytes are hashed; of whole words as many as there can be, which tells most of them apart."""

    def slots(self, heads: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The hash of the first bytes of each word, as far as the anchors of this table go."""
        return _hashed(heads & MASKS[self.shortest], self.shift)


@frozen
class Odd:
    """Texts with these signs are left to the matcher."""

    emoji: bool = False
    mention: bool = False
    hashtag: bool = False
    apostrophe: bool = False


@frozen(eq=False)
class Lexicon:
    """All that is looked for by words; `offsets[p]` is the place of pattern p that is its anchor."""

    words: Table | None
    beginnings: Table | None
    places: Places
    starts: NDArray[np.int64]
    """The places of pattern p are `places[starts[p]:starts[p + 1]]`; none where it is odd."""
    offsets: NDArray[np.int64]
    odd: Odd


def lexicon_of(keys: Sequence[str]) -> Lexicon:
    """The lexicon of the patterns with these keys."""
    kinds: list[list[tuple[PlaceKind, bytes]]] = []
    offsets: list[int] = []
    odd = Odd()
    anchors: dict[tuple[bool, bytes], list[int]] = {}
    for number, key in enumerate(keys):
        places = key.split(" ")
        odd = _oddities(places, odd)
        read = [_place(place) for place in places]
        easy = [one for one in read if one is not None]
        if len(easy) < len(read) or (len(easy) > 1 and any(kind is PlaceKind.HASHTAG for kind, _ in easy)):
            kinds.append([])
            offsets.append(0)
            continue
        at = max(range(len(easy)), key=lambda i: (_anchoring(easy[i][0]), len(easy[i][1])))
        kinds.append(easy)
        offsets.append(at)
        kind, text = easy[at]
        anchors.setdefault((kind is PlaceKind.BEGINNING, text), []).append(number)
    starts = np.concatenate(([0], np.cumsum([len(one) for one in kinds], dtype=np.int64))).astype(np.int64)
    return Lexicon(
        words=_table({text: found for (begins, text), found in anchors.items() if not begins}, PlaceKind.WORD),
        beginnings=_table({text: found for (begins, text), found in anchors.items() if begins}, PlaceKind.BEGINNING),
        places=_places([one for several in kinds for one in several]),
        starts=starts,
        offsets=np.array(offsets, np.int64),
        odd=odd,
    )


def _anchoring(kind: PlaceKind) -> int:
    return {PlaceKind.ANY: 0, PlaceKind.BEGINNING: 1}.get(kind, 2)


def _place(place: str) -> tuple[PlaceKind, bytes] | None:
    """A place that words can find, as bytes; None for others."""
    if place == ANY:
        return PlaceKind.ANY, b""
    if place[0] in ("@", EMOJI) or place.startswith("*"):
        return None
    if place[0] == "#":
        return None if is_open(place) else (PlaceKind.HASHTAG, place[1:].encode())
    return (PlaceKind.BEGINNING, place[:-1].encode()) if is_open(place) else (PlaceKind.WORD, place.encode())


def _oddities(places: Sequence[str], odd: Odd) -> Odd:
    hashtags = [place for place in places if place[0] == "#"]
    return Odd(
        emoji=odd.emoji or any(place[0] == EMOJI for place in places),
        mention=odd.mention or any(place[0] == "@" for place in places),
        hashtag=odd.hashtag or bool(hashtags and len(places) > 1) or any(is_open(place) for place in hashtags),
        apostrophe=odd.apostrophe or any(place.startswith("*") and place != ANY for place in places),
    )


def _places(found: Iterable[tuple[PlaceKind, bytes]]) -> Places:
    found = list(found)
    texts = tuple(text for _, text in found)
    return Places(
        kind=np.array([kind for kind, _ in found], np.int8),
        length=np.array([len(text) for text in texts], np.int64),
        head=np.array([int.from_bytes(text[:HEAD], "little") for text in texts], np.uint64),
        tail=np.array([int.from_bytes(text[HEAD : 2 * HEAD], "little") for text in texts], np.uint64),
        text=texts,
    )


def _table(anchors: dict[bytes, list[int]], kind: PlaceKind) -> Table | None:
    if not anchors:
        return None
    places = _places((kind, text) for text in anchors)
    bits = max(14, (4 * len(anchors)).bit_length())
    shift = np.uint64(64 - bits)
    shortest = min(HEAD, int(places.length.min())) if kind is PlaceKind.BEGINNING else HEAD
    slots = _hashed(places.head & MASKS[shortest], shift)
    first = np.zeros(1 << bits, np.int32)
    following = np.zeros(len(anchors) + 1, np.int32)
    for number, slot in enumerate(slots.tolist(), 1):
        following[number] = first[slot]
        first[slot] = number
    counts = np.cumsum([len(found) for found in anchors.values()], dtype=np.int64)
    return Table(
        first,
        following,
        shift,
        places,
        np.concatenate(([0], counts)).astype(np.int64),
        np.array([pattern for found in anchors.values() for pattern in found], np.int64),
        shortest,
    )


def _hashed(heads: NDArray[np.uint64], shift: np.uint64) -> NDArray[np.int64]:
    mixed = heads * _MULTIPLIER
    mixed >>= shift
    return mixed.view(np.int64)
