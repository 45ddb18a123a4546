"""Advice on a draft, as a page to read.

In: the advice, the instant it was asked for in the reader's zone, and the columns of the terminal. Out: lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from feedcurate.model.decision import DraftAdvice
from feedcurate.outputs.advice import reason_lines
from feedcurate.outputs.pieces import Line, Part, Said, in_lines, usable
from feedcurate.outputs.words import duration_words, end_words
from feedcurate.text.visible import visible


def draft_page(advice: DraftAdvice, now: datetime, width: int) -> Iterator[Line]:
    """How long a draft is held, what is asked, what is warned of, and why; or that there is nothing to ask."""
    for said in _said(advice, now):
        yield from in_lines(said, usable(width))


def _said(advice: DraftAdvice, now: datetime) -> Iterator[Said]:
    if advice.hold is not None:
        until = end_words(now + advice.hold, now, with_span=False)
        yield Said(f"held {duration_words(advice.hold)}, until {until}", Part.HEADING)
    elif not (advice.ask or advice.warn):
        yield Said("nothing to ask", Part.HEADING)
    yield from (Said(f"asks: {visible(question)}", Part.MARK) for question in advice.ask)
    yield from (Said(f"warns: {visible(warning)}", Part.MARK) for warning in advice.warn)
    yield from reason_lines(advice.because, now, depth=0)
