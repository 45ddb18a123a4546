"""Where the characters of a normalised text came from.

In: a text and the function that normalises it. Out: the normalised text and an `Alignment`, which leads offsets into it
back to the text it was made of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex
from attrs import frozen

from feedcurate.matching.characters import JOINING, REMOVED, of

_LONGEST_CLUSTER = 64
"""Marks beyond this many on one letter are no writing; then all of them stand for all of what they became."""

_CLUSTER = regex.compile(
    rf"(?V1)(?P<plain>[\x20-\x7e]++(?![{JOINING}{REMOVED}]))|[^{JOINING}{REMOVED}]?[{JOINING}{REMOVED}]*+"
)
_REMOVED = of(REMOVED)


@frozen
class Alignment:
    """For each character of a normalised text, the range of the characters it was made of (code points, half-open)."""

    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of_equal(cls, length: int) -> Alignment:
        """The alignment of a text with itself."""
        return cls(range(length), range(1, length + 1))

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range that a range of the normalised text came from; an empty one stays empty."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
        return place, place


def aligned(text: str, form: Callable[[str], str]) -> tuple[str, Alignment]:
    """`form(text)`, and where each of its characters came from.

    `form` must work cluster by cluster: a character outside JOINING and REMOVED never changes what stands before it.
    """
    normal = form(text)
    if normal == text:
        return normal, Alignment.of_equal(len(text))
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        start, end = cluster.span()
        if cluster["plain"] is not None:
            starts += range(start, end)
            ends += range(start + 1, end + 1)
        else:
            _add_cluster(cluster[0], start, form, starts, ends)
    return normal, Alignment(starts, ends)


def _add_cluster(cluster: str, at: int, form: Callable[[str], str], starts: list[int], ends: list[int]) -> None:
    """By character where that gives the same, else the cluster as a whole without what is removed at its end."""
    if len(cluster) <= _LONGEST_CLUSTER:
        parts = [form(character) for character in cluster]
        if "".join(parts) == form(cluster):
            for i, part in enumerate(parts, start=at):
                starts += [i] * len(part)
                ends += [i + 1] * len(part)
            return
    last = len(cluster)
    while last > 1 and _REMOVED.match(cluster, last - 1):
        last -= 1
    made = len(form(cluster))
    starts += [at] * made
    ends += [at + last] * made
