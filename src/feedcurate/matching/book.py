"""Phrases of several places, opened word by word.

In: the keys of patterns. Out: for a beginning of a phrase and the next entry of a text, the beginnings that fit both.
The book is a sorted list, searched by bisection: it costs no memory beside the keys, where a tree of words would cost
more than the automaton. It is opened only at the hashtags of a text (see `crossing`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from feedcurate.matching.forms import ANY, fits, is_open
from feedcurate.matching.tokens import TokenKind, kind_of


class Book:
    """The patterns of at least two places among `keys`; immutable."""

    __slots__ = ("_any", "_beginnings", "_elided", "_is_open", "_lengths", "_lines", "_owners", "_places", "longest")

    def __init__(self, keys: Sequence[str]) -> None:
        pairs = sorted((f" {key} ", pattern) for pattern, key in enumerate(keys) if " " in key)
        self._lines = [line for line, _ in pairs]
        self._owners = [pattern for _, pattern in pairs]
        places = {place for line in self._lines for place in line[1:-1].split(" ")}
        opened = {place for place in places if is_open(place)}
        self._places = frozenset(places - opened)
        self._is_open = bool(opened)
        self._any = ANY in opened
        self._elided = tuple(sorted(place for place in opened - {ANY} if place[0] == "*"))
        self._beginnings = frozenset(place[:-1] for place in opened - {ANY} if place[0] != "*")
        self._lengths = tuple(sorted({len(beginning) for beginning in self._beginnings}))
        self.longest = max((line.count(" ") - 1 for line in self._lines), default=0)
        """How many places the longest pattern has; 0 where none has two."""

    def places_for(self, entry: str) -> list[str]:
        """The places of any pattern here that an entry fits."""
        found = [entry] if entry in self._places else []
        if self._any and kind_of(entry) is TokenKind.WORD:
            found.append(ANY)
        for length in self._lengths:
            if length > len(entry):
                break
            if entry[:length] in self._beginnings:
                found.append(entry[:length] + "*")
        return found + [place for place in self._elided if fits(place, entry)]

    def has(self, entry: str) -> bool:
        """Whether an entry fits any place of a pattern."""
        return entry in self._places or (self._is_open and bool(self.places_for(entry)))

    def begins(self, line: str) -> bool:
        """Whether a pattern's line starts with this one."""
        at = bisect_left(self._lines, line)
        return at < len(self._lines) and self._lines[at].startswith(line)

    def patterns(self, line: str) -> list[int]:
        """The patterns that this line is the whole of."""
        at = bisect_left(self._lines, line)
        found: list[int] = []
        while at < len(self._lines) and self._lines[at] == line:
            found.append(self._owners[at])
            at += 1
        return found
