"""Where the characters of a normalised text came from.

In: a text. Out: the text in NFC, or clean, and an `Alignment`, which leads offsets into it back to the text it was made
of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex
from attrs import frozen

from feedcurate.matching.characters import JOINING, REMOVED, of
from feedcurate.matching.normalise import clean, composed

_LONGEST_CLUSTER = 64
"""Marks beyond this many on one letter are no writing; then all of them stand for all of what they became."""

_REMOVED = of(REMOVED)


def _clusters(joining: str) -> regex.Pattern[str]:
    """A run of ASCII, or a character with those that may melt into it."""
    return regex.compile(rf"(?V1)(?P<ascii>[\x20-\x7e]+(?![{joining}]))|[^{joining}]?[{joining}]*+")


_COMPOSING = _clusters(f"[{JOINING}]--[{REMOVED}]")
_CLEANING = _clusters(JOINING + REMOVED)


@frozen
class Alignment:
    """For each character of a normalised text, the range of the characters it was made of (code points, half-open)."""

    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of_equal(cls, length: int) -> Alignment:
        """The alignment of a text with itself."""
        return cls(range(length), range(1, length + 1))

    @property
    def is_equal(self) -> bool:
        """Whether nothing moved."""
        return isinstance(self.starts, range)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range that a range of the normalised text came from; an empty one stays empty."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
        return place, place


def align_composed(text: str) -> tuple[str, Alignment]:
    """The text in NFC, and where each of its characters came from."""
    return _aligned(text, composed, _COMPOSING)


def align_clean(text: str) -> tuple[str, Alignment]:
    """The clean form of a text in NFC, and where each of its characters came from."""
    return _aligned(text, clean, _CLEANING)


def _aligned(text: str, form: Callable[[str], str], clusters: regex.Pattern[str]) -> tuple[str, Alignment]:
    """Cluster by cluster: no form changes what stands before the first character of one."""
    normal = form(text)
    if normal == text:
        return normal, Alignment.of_equal(len(text))
    starts: list[int] = []
    ends: list[int] = []
    for match in clusters.finditer(text):
        start, end = match.span()
        cluster = match[0]
        if match["ascii"] is not None or form(cluster) == cluster:
            starts += range(start, end)
            ends += range(start + 1, end + 1)
        else:
            _add_cluster(cluster, start, form, starts, ends)
    return normal, Alignment(starts, ends)


def _add_cluster(cluster: str, at: int, form: Callable[[str], str], starts: list[int], ends: list[int]) -> None:
    """By character where that gives the same, else the cluster as a whole without what is removed at its end."""
    made = form(cluster)
    if len(cluster) <= _LONGEST_CLUSTER:
        parts = [form(character) for character in cluster]
        if "".join(parts) == made:
            for i, part in enumerate(parts, start=at):
                starts += [i] * len(part)
                ends += [i + 1] * len(part)
            return
    last = len(cluster)
    while last > 1 and _REMOVED.match(cluster, last - 1):
        last -= 1
    starts += [at] * len(made)
    ends += [at + last] * len(made)
