"""Many texts taken apart at once: where the words of each are, as `matching.tokens` has them.

In: an Arrow array of texts. Out: `Cut`: all texts in one row of bytes without case, where words start and end in it,
what no phrase crosses, and which texts are too odd for this and are left to the matcher.

Texts stand one behind the other with a line end before and after each, which nothing crosses. Addresses, mentions and
emoji are overwritten with spaces, so that what is left are words and what is between them. Only characters beyond ASCII
are decoded, all at once.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pyarrow.compute as pc
from attrs import define, frozen
from numpy.typing import NDArray

from feedcurate.batch.addresses import WINDOW, addresses
from feedcurate.batch.bits import Flags, Rows
from feedcurate.batch.characters import Class, characters
from feedcurate.batch.lexicon import Odd

PADDING = WINDOW
"""Bytes behind the last text, so that as many can be read from anywhere."""

_BETWEEN = "\n"
_SPACE, _APOSTROPHE, _NUMBER_SIGN, _UNDERSCORE = b" '#_"
_IS_WORD = bytes(int(code >= 0x80 or chr(code).isalnum() or code == _UNDERSCORE) for code in range(256))
_NONE: Rows = np.zeros(0, np.int64)
_JOINTS, _DIGITS, _MOST_IN_A_TAG = 21, 42, (1 << 21) - 1
"""Counts side by side in one number: capitals in the lowest bits, then joints, then digits; no text is that long."""
_SIGNS_IN_TAGS = np.array(
    [(code in (_UNDERSCORE, _APOSTROPHE)) << _JOINTS | chr(code).isdigit() << _DIGITS for code in range(128)]
    + [0] * 128,
    np.int64,
)
_MENTION = re.compile(rb"@\w++(?:[.-]\w++)*+(?:@\w++(?:[.-]\w++)*+)?+")


@frozen(eq=False)
class Cut:
    """Texts in one row of bytes. `starts`, `ends` of words; `breaks` ascending, the starts of texts among them.

    `tags` are the words (by number) that are hashtags; `hard` the texts (by number) that are not to be trusted.
    """

    data: NDArray[np.uint8]
    texts: Rows
    starts: Rows
    ends: Rows
    breaks: Rows
    tags: Rows
    hard: Flags


def cut(array: Any, odd: Odd) -> Cut:
    """The words of the texts of an Arrow array (of `string`; what is null has none)."""
    return _Work.on(array).done(odd)


@define(eq=False)
class _Work:
    raw: bytes
    data: NDArray[np.uint8]
    offsets: Rows
    hard: Flags
    breaks: list[Rows]
    signs: tuple[Rows, Rows]
    """Where apostrophes beyond ASCII stand, and how many bytes each takes."""

    @classmethod
    def on(cls, array: Any) -> _Work:
        array = pc.binary_join_element_wise(pc.fill_null(array, ""), "", _BETWEEN)
        buffers = array.buffers()
        bounds = np.frombuffer(buffers[1], np.int32)[array.offset : array.offset + len(array) + 1].astype(np.int64)
        raw = _BETWEEN.encode() + memoryview(buffers[2])[int(bounds[0]) : int(bounds[-1])]
        data = np.zeros(len(raw) + PADDING, np.uint8)
        data[: len(raw)] = np.frombuffer(raw.lower(), np.uint8)
        offsets = bounds - bounds[0] + 1
        return cls(raw, data, offsets, np.zeros(len(array), np.bool_), [], (_NONE, _NONE))

    def done(self, odd: Odd) -> Cut:
        self._beyond_ascii(odd)
        self._addresses()
        self._mentions(odd)
        apostrophes = self._apostrophes()
        flags = np.frombuffer(self.data[:-PADDING].tobytes().translate(_IS_WORD), np.bool_)
        flags = self._inside(apostrophes, flags, odd)
        starts, ends = self._words(flags)
        tags = self._hashtags(starts, ends, flags, odd)
        breaks = np.sort(np.concatenate([self.offsets[:-1], *self.breaks]))
        return Cut(self.data, self.offsets, starts, ends, breaks, tags, self.hard)

    def texts_at(self, places: Rows) -> Rows:
        """The texts that some places are in; an empty text is at none."""
        found: Rows = np.searchsorted(self.offsets, places, "right") - 1
        return found

    def _harden(self, places: Rows) -> None:
        self.hard[self.texts_at(places)] = True

    def _beyond_ascii(self, odd: Odd) -> None:
        """Give letters beyond ASCII their small form, and blank what separates."""
        data = self.data
        at = np.flatnonzero(data >= 0xC0)
        if not len(at):
            return
        codes, sizes = _decoded(data, at)
        known = characters()
        kinds = known.of(codes)
        follows = np.zeros(len(at), np.bool_)
        follows[1:] = at[1:] == at[:-1] + sizes[:-1]
        self._harden(at[(kinds == Class.HARD) | self._stray_joiners(kinds, follows)])
        letters = kinds == Class.LETTER
        _write(data, at[letters], sizes[letters], known.caseless[codes[letters]])
        for size in (2, 3, 4):
            blank = at[(sizes == size) & ~letters & (kinds != Class.APOSTROPHE)]
            for step in range(size):
                data[blank + step] = _SPACE
        signs = kinds == Class.APOSTROPHE
        self.signs = at[signs], sizes[signs]
        pictures = (kinds == Class.PICTURE) | _flags(kinds, follows)
        self.breaks.append(at[pictures])
        if odd.emoji:
            self._harden(at[pictures])

    def _stray_joiners(self, kinds: NDArray[np.uint8], follows: Flags) -> Flags:
        """Joiners and selectors that do not stand behind an emoji."""
        joiners = kinds == Class.JOINER
        behind = np.zeros(len(kinds), np.bool_)
        before = (kinds == Class.PICTURE) | (kinds == Class.SKIN)
        behind[1:] = joiners[1:] & follows[1:] & before[:-1]
        again = np.zeros(len(kinds), np.bool_)
        again[1:] = joiners[1:] & follows[1:] & behind[:-1]
        stray: Flags = joiners & ~(behind | again)
        return stray

    def _addresses(self) -> None:
        """Blank web addresses; each is a break."""
        found = addresses(self.raw, self.data)
        if found is None:
            return
        self._harden(found.hard)
        lengths = found.ends - found.starts
        within = np.repeat(found.starts - np.cumsum(lengths) + lengths, lengths) + np.arange(int(lengths.sum()))
        self.data[within] = _SPACE
        self.breaks.append(found.starts)

    def _may_go_on(self, stop: int) -> bool:
        """Whether a mention that ends here, as far as ASCII goes, could go on, or hides that a hashtag follows."""
        sign = self.raw[stop]
        return sign >= 0x80 or sign == _NUMBER_SIGN or (sign in b".-@" and self.raw[stop + 1] >= 0x80)

    def _mentions(self, odd: Odd) -> None:
        """Blank mentions of accounts; each is a break."""
        if ord("@") not in self.raw:
            return
        signs = np.flatnonzero(self.data == ord("@"))
        if odd.mention:
            self._harden(signs)
            return
        data, found = self.data.tobytes(), []
        for at, text in zip(signs.tolist(), self.texts_at(signs).tolist(), strict=True):
            end, before = int(self.offsets[text + 1]), self.raw[at - 1]
            if before < 0x80 and _IS_WORD[before]:
                continue
            match = _MENTION.match(data, at, end)
            stop = at + 1 if match is None else match.end()
            if before >= 0x80 or self._may_go_on(stop):
                self.hard[text] = True
            if match is not None:
                self.data[at:stop] = _SPACE
                found.append(at)
        self.breaks.append(np.array(found, np.int64))

    def _apostrophes(self) -> Rows:
        """Where apostrophes stand, all of them the ASCII one by now; texts are shortened by what they were longer."""
        at, sizes = self.signs
        if len(at):
            is_word = np.frombuffer(_IS_WORD, np.bool_)
            within = is_word[self.data[at - 1]] & is_word[self.data[at + sizes]]
            for step in range(3):
                self.data[at[sizes > step] + step] = _SPACE
            at, sizes = at[within], sizes[within]
            self.data[at] = _APOSTROPHE
            if len(at):
                self._shorten(np.sort(np.concatenate([at[sizes > step] + step for step in (1, 2)])))
        return np.flatnonzero(self.data[:-PADDING] == _APOSTROPHE) if _APOSTROPHE in self.raw or len(at) else _NONE

    def _shorten(self, gone: Rows) -> None:
        kept = np.ones(len(self.data), np.bool_)
        kept[gone] = False
        self.data = self.data[kept]
        self.raw = np.frombuffer(self.raw, np.uint8)[kept[:-PADDING]].tobytes()
        self.offsets = self.offsets - np.searchsorted(gone, self.offsets)
        self.breaks = [one - np.searchsorted(gone, one) for one in self.breaks]

    def _inside(self, apostrophes: Rows, flags: Flags, odd: Odd) -> Flags:
        """Where words are, with the apostrophes that stand between two letters of one."""
        if not len(apostrophes):
            return flags
        inside = apostrophes[flags[apostrophes - 1] & flags[apostrophes + 1]]
        flags = flags.copy()
        flags[inside] = True
        if odd.apostrophe:
            self._harden(inside)
        return flags

    def _words(self, flags: Flags) -> tuple[Rows, Rows]:
        """Where words start and end: texts have a line end on either side, so these take turns."""
        edges = np.flatnonzero(flags[1:] != flags[:-1])
        return edges[::2] + 1, edges[1::2] + 1

    def _hashtags(self, starts: Rows, ends: Rows, flags: Flags, odd: Odd) -> Rows:
        """The words that are hashtags. Where one could be read in several ways, its text is hard."""
        signs = np.flatnonzero(self.data[:-PADDING] == _NUMBER_SIGN)
        if not len(signs):
            return _NONE
        signs = signs[~flags[signs - 1] & flags[signs + 1]]
        words, texts = np.searchsorted(starts, signs + 1), self.texts_at(signs)
        if odd.hashtag:
            self.hard[texts] = True
            return _NONE  # The matcher finds the rest.
        if not len(words):
            return words
        lengths = ends[words] - starts[words]
        begins = np.cumsum(lengths) - lengths
        at = np.repeat(starts[words] - begins, lengths) + np.arange(int(lengths.sum()))
        data = self.data[at]
        capitals = np.frombuffer(self.raw, np.uint8)[at] != data
        together = np.add.reduceat(_SIGNS_IN_TAGS[data] + capitals, begins)
        capital, joints, digit = (together >> place & _MOST_IN_A_TAG for place in (0, _JOINTS, _DIGITS))
        several = (capital > capitals[begins]) & (capital < lengths)
        self.hard[texts[several | (joints > 0)]] = True
        found: Rows = words[digit < lengths]
        return found


def _decoded(data: NDArray[np.uint8], at: Rows) -> tuple[NDArray[np.uint32], Rows]:
    """The code points that begin at some places, and how many bytes each takes; the bytes are UTF-8."""
    lead = data[at].astype(np.uint32)
    second, third, fourth = ((data[at + step] & 0x3F).astype(np.uint32) for step in (1, 2, 3))
    sizes = 2 + (lead >= 0xE0) + (lead >= 0xF0).astype(np.int64)
    two = (lead & 0x1F) << 6 | second
    three = (lead & 0x0F) << 12 | second << 6 | third
    four = (lead & 0x07) << 18 | second << 12 | third << 6 | fourth
    return np.where(sizes == 2, two, np.where(sizes == 3, three, four)), sizes


def _write(data: NDArray[np.uint8], at: Rows, sizes: Rows, texts: NDArray[np.uint32]) -> None:
    for step in range(4):
        reaches = sizes > step
        data[at[reaches] + step] = (texts[reaches] >> np.uint32(8 * step)).astype(np.uint8)


def _flags(kinds: NDArray[np.uint8], follows: Flags) -> Flags:
    """Halves of flags that have their other half behind them."""
    halves = kinds == Class.FLAG
    found = np.zeros(len(kinds), np.bool_)
    found[:-1] = halves[:-1] & halves[1:] & follows[1:]
    return found
