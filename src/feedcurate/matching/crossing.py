"""Phrases that run through a hashtag in another of its readings, together with what stands beside it.

In: a text's entries with its alternatives, and a book of phrases. Out: the patterns found so, each with its first and
last entry. What lies within one reading, the automaton finds; this is the rest, and most texts have none of it.

The entries are a small graph: entry `i` leads from place `i` to place `i + 1`, an alternative from its first place to
its last. The walk keeps each pair of (what was read, place) once for every start, so that a row of many hashtags
takes time in proportion to their number and not to that of the ways through them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from feedcurate.matching.book import Book
from feedcurate.matching.tokens import Alternative

Found = tuple[int, int, int]
"""A pattern, and the first and the last of the entries it was found in."""


def crossing(entries: Sequence[str], size: int, alternatives: Sequence[Alternative], book: Book) -> set[Found]:
    """The patterns that cross the border of an alternative."""
    usable = [each for each in alternatives if _concerns(each, entries, book)]
    if not usable:
        return set()
    after = {each.at + each.length - 1: each.last for each in usable}
    openings: defaultdict[int, list[int]] = defaultdict(list)
    for each in usable:
        openings[each.first].append(each.at)
    found: set[Found] = set()
    for start in _starts(usable, book.longest):
        found.update(_walk(start, entries, size, openings, after, book))
    return found


def _concerns(each: Alternative, entries: Sequence[str], book: Book) -> bool:
    """Whether a phrase could enter or leave the alternative: its first or last entry is somewhere in the book."""
    last = each.at + each.length - 1
    return bool(book.places_for(entries[each.at]) or (last != each.at and book.places_for(entries[last])))


def _starts(usable: Sequence[Alternative], longest: int) -> Iterator[int]:
    """The places from which a phrase could reach an alternative, and those inside one."""
    for each in usable:
        yield from range(each.at + 1, each.at + each.length)
    reached = 0
    for first in sorted({each.first for each in usable}):
        yield from range(max(reached, first - longest + 1), first + 1)
        reached = first + 1


def _walk(
    start: int,
    entries: Sequence[str],
    size: int,
    openings: dict[int, list[int]],
    after: dict[int, int],
    book: Book,
) -> Iterator[Found]:
    """The patterns found from one place on."""
    todo = [(" ", start, -1)]
    seen = set(todo)
    while todo:
        line, place, first = todo.pop()
        choices = [place] if place < size or place > size else []
        for entry in (*choices, *openings.get(place, ())):
            for fitting in book.places_for(entries[entry]):
                longer = f"{line}{fitting} "
                if not book.begins(longer):
                    continue
                begun = entry if first < 0 else first
                for pattern in book.patterns(longer):
                    yield pattern, begun, entry
                step = (longer, after.get(entry, entry + 1), begun)
                if step not in seen:
                    seen.add(step)
                    todo.append(step)
