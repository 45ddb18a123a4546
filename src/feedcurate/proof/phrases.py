"""Which phrases are in every text that another phrase is in: the shorter ones in it, and wildcards that fit its words.

In: patterns. Out: for each the numbers of those that it implies. Needs no solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from feedcurate.matching.forms import ANY, fits, is_open
from feedcurate.matching.patterns import Pattern
from feedcurate.matching.tokens import TokenKind, kind_of


def implied_by(patterns: Sequence[Pattern]) -> tuple[frozenset[int], ...]:
    """For each pattern those that are in every text that it is in."""
    places = [pattern.places for pattern in patterns]
    plain: dict[tuple[str, ...], list[int]] = {}
    opened: dict[tuple[int, str], list[int]] = {}
    for number, own in enumerate(places):
        if any(map(is_open, own)):
            opened.setdefault((len(own), own[0][:1]), []).append(number)
        else:
            plain.setdefault(own, []).append(number)
    return tuple(frozenset(_within(own, places, plain, opened)) - {number} for number, own in enumerate(places))


def _within(
    own: tuple[str, ...],
    places: Sequence[tuple[str, ...]],
    plain: Mapping[tuple[str, ...], list[int]],
    opened: Mapping[tuple[int, str], list[int]],
) -> Iterator[int]:
    """Those in a pattern: `plain` are found by what they are; `opened` by their length and first character."""
    for part in {own[start:end] for start in range(len(own)) for end in range(start + 1, len(own) + 1)}:
        yield from plain.get(part, ())
        for first in {part[0][:1], ANY}:
            yield from (n for n in opened.get((len(part), first), ()) if _covers(places[n], part))


def _covers(pattern: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return len(pattern) == len(part) and all(map(_covers_place, pattern, part))


def _covers_place(place: str, other: str) -> bool:
    """Whether every entry that fits the other place fits this one; no where that is not plain."""
    if place == other:
        return True
    if not is_open(other):
        return fits(place, other)
    beginning = other.removesuffix("*")
    if not is_open(place) or "*" in beginning or not beginning:
        return False
    if place == ANY:
        return kind_of(beginning) is TokenKind.WORD
    return place.endswith("*") and "*" not in place[:-1] and beginning.startswith(place[:-1])
