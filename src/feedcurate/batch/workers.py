"""Pieces of a file judged on all cores, given back in their order.

In: rules, and pieces. Out: their results, one after the other. Only so many pieces are under way at a time, so that
memory is bounded however large a file is.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any

import pyarrow as pa
import pyarrow.ipc
from attrs import evolve, frozen

from feedcurate.batch.decider import Decider, Result
from feedcurate.batch.faults import Fault
from feedcurate.batch.lines import Piece
from feedcurate.errors import FeedcurateError

FEW = 4
"""With fewer pieces than this, starting processes takes longer than they save."""
AHEAD = 1
"""How many pieces wait for a worker, beside one for each."""


class WorkerLost(FeedcurateError):
    """A worker process was killed, by somebody or for want of memory."""


@frozen(eq=False)
class Judged:
    """A piece and what the rules make of it."""

    piece: Piece
    result: Result


def judged(decider: Decider, pieces: Iterable[Piece], jobs: int) -> Iterator[Judged]:
    """Every piece with its result, in order.

    With more than one job a worker process is started for each; a few pieces are judged right here, as that is sooner.

    Raises:
        WorkerLost: a worker process died.
    """
    source = iter(pieces)
    first = list(islice(source, FEW)) if jobs > 1 else []
    if len(first) < FEW:
        for piece in chain(first, source):
            yield Judged(piece, decider.decide(piece.batch))
        return
    with ExitStack() as stack:
        pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (decider,))
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        waiting: deque[tuple[Piece, Future[tuple[bytes, tuple[Fault, ...]]]]] = deque()
        try:
            for piece in chain(first, source):
                future = pool.submit(_judge, _packed(piece.batch))
                waiting.append((evolve(piece, batch=None), future))
                if len(waiting) >= jobs + AHEAD:
                    yield _done(*waiting.popleft())
            while waiting:
                yield _done(*waiting.popleft())
        except BrokenProcessPool as error:
            raise WorkerLost("a worker process was killed; with `--jobs 1` there are none") from error


def _done(piece: Piece, future: Future[tuple[bytes, tuple[Fault, ...]]]) -> Judged:
    data, faults = future.result()
    return Judged(piece, Result(pa.ipc.open_stream(data).read_all(), faults))


def _packed(table: Any) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write(table)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]  # pyarrow has no types


_decider: Decider | None = None


def _begin(decider: Decider) -> None:
    """What a worker does first. Ctrl-C is the parent's business."""
    global _decider  # noqa: PLW0603 - a worker process has one decider for all its pieces
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
    _decider = decider


def _judge(data: bytes) -> tuple[bytes, tuple[Fault, ...]]:
    assert _decider is not None, "`_begin` ran"  # noqa: S101 - for the type checker
    result = _decider.decide(pa.ipc.open_stream(data).read_all())
    return _packed(result.table), result.faults
