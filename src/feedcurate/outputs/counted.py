"""What a window over time counted, a line each.

In: elements that were counted, the latest first, and an instant in the reader's zone. Out: the first of them, with
their dates, the words that matched and how they begin; and how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from feedcurate.model.decision import Counted
from feedcurate.outputs.pieces import Part, Said
from feedcurate.outputs.safe import excerpt
from feedcurate.outputs.width import clip
from feedcurate.outputs.words import UNKNOWN, date_words
from feedcurate.text.visible import visible

_MOST = 3
_MOST_WORDS = 3
_WIDEST_TEXT = 60
_CITED = 20
"""How many elements a clause cites at most; where there are so many, there may be more."""


def counted_lines(counted: Sequence[Counted], now: datetime, depth: int) -> Iterator[Said]:
    """`2026-05-06  “summer body”  Your summer body, week 2`, at most three, then `… and 4 more`."""
    for one in counted[:_MOST]:
        yield Said("  ".join(_parts(one, now)), Part.TEXT, depth)
    more = len(counted) - _MOST
    if more > 0:
        yield Said(f"… and {'at least ' if len(counted) >= _CITED else ''}{more} more", Part.FADED, depth)


def _parts(one: Counted, now: datetime) -> Iterator[str]:
    yield date_words(one.at, now)
    words = dict.fromkeys(f"“{visible(evidence.words)}”" for evidence in one.evidence)
    if words:
        yield ", ".join(list(words)[:_MOST_WORDS])
    known = (text for text in (one.text, one.url, one.id, one.source) if text and text.strip())
    yield clip(excerpt(next(known, UNKNOWN)), _WIDEST_TEXT)
