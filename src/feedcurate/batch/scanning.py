"""Which patterns are in which texts, for many texts at once.

In: a matcher, once; then Arrow arrays of texts. Out: pairs (text, pattern), in any order, some of them twice.

The same as `Matcher.mentions` of each text. Words are found by looking up their first eight bytes, all words of all
texts in a handful of steps; only what was found is looked at more closely. Texts that are too odd for that go to the
matcher itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from attrs import Factory, define
from numpy.typing import NDArray

from feedcurate.batch.bits import Flags, Rows
from feedcurate.batch.cutting import Cut, cut
from feedcurate.batch.lexicon import HEAD, MASKS, Lexicon, PlaceKind, Places, Table, lexicon_of
from feedcurate.matching.automaton import Matcher

Pairs = tuple[Rows, Rows]

BLOCK = 1 << 21
"""Bytes of text that are taken apart together."""
_NONE: Rows = np.zeros(0, np.int64)
_REMEMBERED = 200_000
"""How many different tags are remembered."""


@define(eq=False)
class Scanner:
    """Looks for all patterns of a matcher."""

    matcher: Matcher
    _lexicon: Lexicon = Factory(lambda self: lexicon_of([p.key for p in self.matcher.patterns]), takes_self=True)
    _tags: dict[str, tuple[int, ...]] = Factory(dict)

    def texts(self, array: Any) -> Pairs:
        """The patterns in the texts of an array of strings."""
        if not self.matcher.patterns or not len(array):
            return _NONE, _NONE
        found = [self._block(array, start, end) for start, end in _blocks(array)]
        return np.concatenate([texts for texts, _ in found]), np.concatenate([patterns for _, patterns in found])

    def _block(self, array: Any, start: int, end: int) -> Pairs:
        block = array.slice(start, end - start)
        apart = cut(block, self._lexicon.odd)
        texts, patterns = _found(apart, self._lexicon)
        if apart.hard.any():
            easy = ~apart.hard[texts]
            more = self._one_by_one(block, np.flatnonzero(apart.hard))
            texts, patterns = _with(texts[easy], patterns[easy], more)
        return texts + start, patterns

    def tags(self, array: Any) -> Pairs:
        """The patterns in hashtags given as values; the same few come again and again."""
        codes = array.dictionary_encode()
        found = [self._in_tag(tag) for tag in codes.dictionary.to_pylist()]
        numbers = codes.indices.fill_null(len(found)).to_numpy()
        found.append(())
        counts = np.array([len(one) for one in found], np.int64)
        hit = np.flatnonzero(counts[numbers])
        patterns = [pattern for number in numbers[hit].tolist() for pattern in found[number]]
        return np.repeat(hit, counts[numbers[hit]]), np.array(patterns, np.int64)

    def _in_tag(self, tag: str) -> tuple[int, ...]:
        if tag not in self._tags:
            if len(self._tags) >= _REMEMBERED:
                self._tags.clear()
            tokens = self.matcher.tokens_of_tag(tag)
            self._tags[tag] = () if tokens is None else tuple(self.matcher.mentions(tokens))
        return self._tags[tag]

    def _one_by_one(self, array: Any, rows: Rows) -> list[tuple[int, int]]:
        texts = array.take(rows).to_pylist()
        return [
            (row, pattern)
            for row, text in zip(rows.tolist(), texts, strict=True)
            for pattern in self.matcher.mentions(text)
        ]


def _blocks(array: Any) -> Iterator[tuple[int, int]]:
    """Ranges of texts that are small enough for the fast memory of a processor; a long text is one by itself."""
    offsets = np.frombuffer(array.buffers()[1], np.int32)[array.offset : array.offset + len(array) + 1]
    start = 0
    while start < len(array):
        end = max(start + 1, int(np.searchsorted(offsets, offsets[start] + BLOCK, "right")) - 1)
        yield start, min(end, len(array))
        start = end


def _with(texts: Rows, patterns: Rows, more: list[tuple[int, int]]) -> Pairs:
    if not more:
        return texts, patterns
    added = np.array(more, np.int64)
    return np.concatenate([texts, added[:, 0]]), np.concatenate([patterns, added[:, 1]])


def _found(apart: Cut, lexicon: Lexicon) -> Pairs:
    """The pairs (text, pattern) of the words that were cut; those of hard texts mean nothing."""
    lengths = apart.ends - apart.starts
    heads = _bytes_at(apart.data, apart.starts)
    heads &= MASKS.take(lengths, mode="clip")
    words, patterns = [], []
    for table in (lexicon.words, lexicon.beginnings):
        if table is not None:
            word, anchor = _anchors(apart, heads, lengths, table)
            counts = table.starts[anchor + 1] - table.starts[anchor]
            at = np.repeat(table.starts[anchor] + counts - np.cumsum(counts), counts) + np.arange(counts.sum())
            words.append(np.repeat(word, counts))
            patterns.append(table.patterns[at])
    if not words:
        return _NONE, _NONE
    word, pattern = np.concatenate(words), np.concatenate(patterns)
    kept = _whole(apart, heads, lengths, lexicon, word, pattern)
    return np.searchsorted(apart.texts, apart.starts[word[kept]], "right") - 1, pattern[kept]


def _bytes_at(data: NDArray[np.uint8], at: Rows) -> NDArray[np.uint64]:
    """Eight bytes from each place on, the first of them lowest; wherever a word can start there are as many."""
    eights: NDArray[np.uint64] = np.ndarray((len(data) - HEAD + 1,), "<u8", data.data, strides=(1,))
    found: NDArray[np.uint64] = eights[at]
    return found


def _anchors(apart: Cut, heads: NDArray[np.uint64], lengths: Rows, table: Table) -> Pairs:
    """The pairs (word, anchor) of a table."""
    candidates = table.first[table.slots(heads)]
    words = np.flatnonzero(candidates != 0)
    anchors = candidates[words].astype(np.int64)
    found_words, found_anchors = [_NONE], [_NONE]
    while len(words):
        fits = _fit(apart, heads, lengths, words, table.anchors, anchors - 1)
        found_words.append(words[fits])
        found_anchors.append(anchors[fits] - 1)
        anchors = table.following[anchors].astype(np.int64)
        goes_on = anchors > 0
        words, anchors = words[goes_on], anchors[goes_on]
    return np.concatenate(found_words), np.concatenate(found_anchors)


def _fit(apart: Cut, heads: NDArray[np.uint64], lengths: Rows, words: Rows, places: Places, at: Rows) -> Flags:
    """Whether each word fits its place; a hashtag is looked at as a word."""
    kind, length, own = places.kind[at], places.length[at], lengths[words]
    begins = kind == PlaceKind.BEGINNING
    fits: Flags = np.where(begins, own >= length, own == length)
    fits &= (heads[words] & MASKS[np.minimum(length, HEAD)]) == places.head[at]
    fits |= kind == PlaceKind.ANY
    longer = np.flatnonzero(fits & (length > HEAD))
    if len(longer):
        tails = _bytes_at(apart.data, apart.starts[words[longer]] + HEAD)
        rest = np.minimum(length[longer] - HEAD, HEAD)
        fits[longer] = (tails & MASKS[rest]) == places.tail[at[longer]]
        for one in longer[fits[longer] & (length[longer] > 2 * HEAD)].tolist():
            start = int(apart.starts[words[one]])
            fits[one] = apart.data[start : start + int(length[one])].tobytes() == places.text[int(at[one])]
    return fits


def _whole(apart: Cut, heads: NDArray[np.uint64], lengths: Rows, lexicon: Lexicon, word: Rows, pattern: Rows) -> Flags:
    """Whether the whole pattern stands where its anchor was found."""
    begin = lexicon.starts[pattern]
    sizes = lexicon.starts[pattern + 1] - begin
    kept = np.ones(len(word), np.bool_)
    hashtags = np.flatnonzero(lexicon.places.kind[begin] == PlaceKind.HASHTAG)
    if len(hashtags):
        kept[hashtags] = np.isin(word[hashtags], apart.tags)
    several = np.flatnonzero(sizes > 1)
    if len(several):
        kept[several] = _stand_together(
            apart, heads, lengths, lexicon, word[several], pattern[several], begin[several], sizes[several]
        )
    return kept


def _stand_together(
    apart: Cut,
    heads: NDArray[np.uint64],
    lengths: Rows,
    lexicon: Lexicon,
    word: Rows,
    pattern: Rows,
    begin: Rows,
    sizes: Rows,
) -> Flags:
    """Whether all places of patterns of several fit the words around, with no break between them."""
    first = word - lexicon.offsets[pattern]
    last = first + sizes - 1
    kept = (first >= 0) & (last < len(apart.starts))
    alive = np.flatnonzero(kept)
    breaks = (np.searchsorted(apart.breaks, apart.starts[one[alive]], "right") for one in (first, last))
    alive = alive[next(breaks) == next(breaks)]
    kept[:] = False
    for place in range(int(sizes.max())):
        short = alive[sizes[alive] <= place]
        kept[short] = True
        alive = alive[sizes[alive] > place]
        if not len(alive):
            break
        alive = alive[_fit(apart, heads, lengths, first[alive] + place, lexicon.places, begin[alive] + place)]
    kept[alive] = True
    return kept
