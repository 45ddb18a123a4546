"""Rules over a file of posts: read, judged and written piece by piece.

In: rules, the path of a Parquet, Arrow IPC or NDJSON file, or a LazyFrame, and where to write. Out: that file, written
whole or not at all, and a report.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from feedcurate.batch.columns import SIGNAL_PREFIX, SIGNALS
from feedcurate.batch.decider import Decider
from feedcurate.batch.faults import Fault, Faults
from feedcurate.batch.formats import ENDINGS, Format, Source, Unreadable, Writer, open_frame, open_source
from feedcurate.batch.workers import WorkerLost, judged
from feedcurate.replacing import replacing

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FileReport", "Format", "Unreadable", "WorkerLost", "decide_file", "format_of"]

ROWS = 16_384
"""How many rows are read at a time."""


@frozen
class FileReport:
    """What was done: how many rows, what could not be read, and what the rules ask for that has no column."""

    format: Format
    rows: int
    faults: tuple[Fault, ...]
    missing: tuple[str, ...]


def format_of(path: Path) -> Format | None:
    """The format that a file to be written is named for; None where its name says none."""
    return ENDINGS.get(path.suffix.lower())


def decide_file(
    decider: Decider,
    source: Path | pl.LazyFrame,
    target: Path,
    *,
    jobs: int = 1,
    begun: Callable[[Source], None] = lambda _source: None,
    progress: Callable[[int], None] = lambda _done: None,
) -> FileReport:
    """Judge a file of posts, or a LazyFrame of Polars, with a row in the target for each row, in their order.

    Never more than a few pieces are in memory; so posts cannot be judged together.

    `jobs` is how many processes work at it. `begun` is told what was opened, and `progress` how much of `Source.size`
    is done more.

    Raises:
        Unreadable: the source is of no known format, or broken; the target is as it was.
        WorkerLost: a worker process died.
        OSError: a file cannot be opened or written.
        ValueError: the target's name says no format, or the decider is one for posts together.
    """
    if decider.together:
        raise ValueError("a file is judged piece by piece; posts together are one table for `Decider.decide`")
    form = format_of(target)
    if form is None:
        raise ValueError(f"{target.name!r} says no format: it ends in {', '.join(ENDINGS)}")
    opened = open_source(source) if isinstance(source, Path) else open_frame(source)
    begun(opened)
    faults, rows, done = Faults(), 0, 0
    pieces = opened.batches(decider.columns, decider.shapes, ROWS)
    with replacing(target) as file, Writer(file, form) as writer:
        for one in judged(decider, pieces, jobs):
            writer.write(one.result.table)
            faults.all(one.piece.faults)
            faults.all(one.result.faults, rows)
            rows += one.result.table.num_rows
            progress(one.piece.done - done)
            done = one.piece.done
    return FileReport(opened.format, rows, tuple(faults), _missing(decider, opened))


def _missing(decider: Decider, source: Source) -> tuple[str, ...]:
    if source.columns is None:
        return ()
    known = set(source.columns)
    if SIGNALS in known:
        known |= {name for name in decider.asked if name.startswith(SIGNAL_PREFIX)}
    return tuple(sorted(decider.asked - known))
