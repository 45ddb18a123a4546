"""What an automaton looks for on behalf of a pattern, and what is then left to check.

In: a pattern's key. Out: its anchor, the longest stretch of it that stands in a line letter by letter, and, where the
pattern has stars, the check of its other places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from feedcurate.matching.forms import ANY, fits, is_open


@frozen
class Check:
    """The places of a pattern with stars; the anchor begins in the place number `offset`."""

    places: tuple[str, ...]
    offset: int

    def found(self, entries: Sequence[str], at: int) -> tuple[int, int] | None:
        """The first and last entry of the pattern where its anchor begins in entry `at`, if all places fit."""
        first = at - self.offset
        last = first + len(self.places) - 1
        if first < 0 or last >= len(entries):
            return None
        if all(map(fits, self.places, entries[first : last + 1])):
            return first, last
        return None


def anchor(key: str) -> tuple[str, Check | None]:
    """The anchor of a pattern, and the check of the rest; None where the anchor is the whole pattern."""
    places = tuple(key.split(" ")) if "*" in key else ()
    if not any(map(is_open, places)):
        return f" {key} ", None
    longest, offset = max(_stretches(places), key=lambda stretch: len(stretch[0]))
    return longest, Check(places, offset)


def _stretches(places: Sequence[str]) -> Iterator[tuple[str, int]]:
    """What stands in a line letter by letter wherever the pattern matches, and the place each stretch begins in."""
    text, begun = "", 0
    for number, place in enumerate(places):
        if not is_open(place):
            text, begun = (text, begun) if text else (" ", number)
            text += place + " "
        elif place[0] != "*":
            yield (text + place[:-1], begun) if text else (" " + place[:-1], number)
            text = ""
        else:
            if text:
                yield text, begun
            text, begun = ("" if place == ANY else place[1:] + " "), number
            if text.endswith("* "):
                yield text[:-2], number
                text = ""
    if text:
        yield text, begun
