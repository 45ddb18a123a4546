"""Where web addresses stand in many texts at once: `matching.addresses` over bytes.

In: texts as bytes, each between two line ends. Out: where addresses start and end, and places whose texts are to be
left to the matcher, as what is beyond ASCII may belong to an address there.

Nearly every address is short and without brackets; its end is found for all of them together. The others are matched
one by one, with the expression for ASCII.
"""

from __future__ import annotations

import re

import numpy as np
from attrs import frozen
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from feedcurate.batch.bits import Flags, Rows
from feedcurate.matching.addresses import ASCII_ADDRESS, SENTENCE_END

WINDOW = 64
"""Bytes in which the end of an address is looked for at first."""

_ADDRESS = re.compile(ASCII_ADDRESS.encode())
_BRACKET = re.compile(rb"\([!#-';*-;=?-\[\]_a-z~]*+", re.IGNORECASE)
_SENTENCE_END = SENTENCE_END.encode()
_PART = re.compile(rb"[!#-';*-;=?-\[\]_a-z~]", re.IGNORECASE)


def _table(signs: bytes) -> Flags:
    return np.isin(np.arange(256), list(signs))


_IS_PART = _table(bytes(code for code in range(128) if _PART.match(bytes([code]))))
_IS_WORD = _table(bytes(code for code in range(128) if chr(code).isalnum() or code == ord("_")))
_IS_FIRST = _IS_WORD | _table(b"[")
_ENDS_SENTENCE = _table(_SENTENCE_END)


@frozen(eq=False)
class Addresses:
    """Half-open ranges of bytes in ascending order, and places in texts that are to be left to the matcher."""

    starts: Rows
    ends: Rows
    hard: Rows


def addresses(raw: bytes, lower: NDArray[np.uint8]) -> Addresses | None:
    """The addresses in some texts; `lower` are the same bytes in small letters with `WINDOW` zeros or more behind them.

    None where there is none, and nothing that could be one.
    """
    starts, first = _heads(lower)
    if not len(starts):
        return None
    before = lower[starts - 1]
    is_www = lower[starts] == ord("w")
    possible = ~(is_www & _IS_WORD[before])
    hard = [starts[possible & (before >= 0x80)]]
    starts, first, is_www = starts[possible], first[possible], is_www[possible]
    window = sliding_window_view(lower, WINDOW)[first]
    parts = _IS_PART[window]
    lengths = np.where(parts.all(axis=1), WINDOW, parts.argmin(axis=1))
    begun = np.where(is_www, _IS_WORD[window[:, 0]], _IS_FIRST[window[:, 0]])
    ends = np.where(begun, first + lengths, first)
    stops = lower[ends]
    hard.append(starts[stops >= 0x80])
    closed = _without_sentence_end(lower, ends, begun & (lengths < WINDOW))
    found = begun.copy()
    last = 0
    for at in np.flatnonzero((begun & (lengths == WINDOW)) | (stops == ord("("))).tolist():
        if starts[at] < last:
            found[at] = False
            continue
        ends[at], closed[at], is_hard = _matched(raw, int(starts[at]), int(first[at]))
        found[at], last = ends[at] > first[at], int(ends[at])
        if is_hard:
            hard.append(starts[at : at + 1])
    starts, ends, closed = starts[found], ends[found], closed[found]
    # What lies in an address before it is part of that one.
    apart = np.ones(len(starts), np.bool_)
    apart[1:] = starts[1:] >= np.maximum.accumulate(ends)[:-1]
    return Addresses(starts[apart], closed[apart], np.concatenate(hard))


def _heads(lower: NDArray[np.uint8]) -> tuple[Rows, Rows]:
    """Where an address may begin and where what it begins with ends, in ascending order."""
    colons = np.flatnonzero(lower == ord(":"))
    colons = _behind(lower, colons, b"//", 1)
    plain = _behind(lower, colons, b"http", -4)
    secure = _behind(lower, colons, b"https", -5)
    www = _behind(lower, np.flatnonzero(lower[:-3] == ord("w")), b"ww.", 1)
    starts = np.concatenate([plain - 4, secure - 5, www])
    ends = np.concatenate([plain + 3, secure + 3, www + 4])
    order = np.argsort(starts, kind="stable")
    return starts[order], ends[order]


def _behind(lower: NDArray[np.uint8], places: Rows, sign: bytes, distance: int) -> Rows:
    """The places that have some bytes at a distance; in front of all texts is a line end, and behind them zeros."""
    for step, code in enumerate(sign):
        places = places[lower[places + distance + step] == code]
    return places


def _matched(raw: bytes, start: int, first: int) -> tuple[int, int, bool]:
    """The end of an address (`first`: there is none), that without what ends a sentence, and whether it may go on."""
    match = _ADDRESS.match(raw, start)
    if match is None:
        return first, first, raw[first] >= 0x80
    stop = match.end()
    bracket = _BRACKET.match(raw, stop)
    goes_on = raw[stop] >= 0x80 or (bracket is not None and raw[bracket.end()] >= 0x80)
    return stop, start + len(match[0].rstrip(_SENTENCE_END)), goes_on


def _without_sentence_end(lower: NDArray[np.uint8], ends: Rows, which: Flags) -> Rows:
    """The ends of short addresses, moved before what ends a sentence."""
    ends = ends.copy()
    while (closing := which & _ENDS_SENTENCE[lower[ends - 1]]).any():
        ends[closing] -= 1
    return ends
