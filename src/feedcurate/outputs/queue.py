"""The queue of advice, as a page to read or as JSON.

In: entries of the queue, and the instant to count from, in the reader's zone. Out: lines; or one JSON document.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from feedcurate.model.decision import AdviceWord
from feedcurate.model.record import AdviceState, QueuedAdvice
from feedcurate.outputs.advice import account_lines
from feedcurate.outputs.pieces import Line, Part, Said, in_lines, usable
from feedcurate.outputs.safe import visible_json
from feedcurate.outputs.words import date_words

_RANK = {word: rank for rank, word in enumerate(AdviceWord)}


def queue_page(entries: Sequence[QueuedAdvice], now: datetime, width: int) -> Iterator[Line]:
    """Each entry with its id and what became of it, its reasons and its evidence, the strongest advice first."""
    for said in _said(entries, now):
        yield from in_lines(said, usable(width))


def queue_json(entries: Iterable[QueuedAdvice]) -> str:
    """The entries as a JSON list."""
    return visible_json(json.dumps([entry.model_dump(mode="json") for entry in entries], indent=2, ensure_ascii=False))


def _said(entries: Sequence[QueuedAdvice], now: datetime) -> Iterator[Said]:
    if not entries:
        yield Said("no advice waits for an answer", Part.HEADING)
    for entry in sorted(entries, key=lambda one: -_RANK[one.advice.advice]):
        yield Said(f"{entry.id}  {_state(entry, now)}", Part.HEADING)
        yield from account_lines(entry.advice, now)


def _state(entry: QueuedAdvice, now: datetime) -> str:
    """`since 2026-05-01`, `accepted 2026-05-03`, `snoozed until 2026-05-10`."""
    is_back = entry.state is AdviceState.SNOOZED and entry.until is not None and entry.until <= now
    if entry.state is AdviceState.OPEN or is_back or entry.answered_at is None:
        return f"since {date_words(entry.offered_at, now)}"
    if entry.until is not None and entry.until > now:
        return f"snoozed until {date_words(entry.until, now)}"
    return f"{entry.state} {date_words(entry.answered_at, now)}"
