"""One contender answers one question, in a process of its own: `python -m benchmarks.history_process`.

In: a contender's module, a step, the folder, how many posts and activities there are, and how many new posts are asked
about. Out: a JSON object on stdout, see `Told`. Imports are done and the past is opened before time is taken.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TypeVar, cast

import attrs
from attrs import frozen

from benchmarks.history_questions import Contender, Labels, Past
from benchmarks.history_workload import Size, arriving
from benchmarks.measure import most_memory
from benchmarks.workload import NOW
from feedcurate import Item

STEPS = ("import", "prepare", "audit", "replay", "month", "new")
"""In this order: who takes up the new posts has more in its past afterwards than the others."""

T = TypeVar("T")


@frozen
class Told:
    """What a process says.

    `processor` and `clock` are seconds, for new posts of the median one; `again` is that of another post by the same
    author, in seconds of processor time, and `alone` what of such a one is the rules alone. `opening` is what it took
    to open the past, in seconds of processor time; `megabytes` is the most memory the whole process held. Equal answers
    have equal digests in `answers`. A question that the contender does not answer leaves all of it None.
    """

    processor: float | None = None
    clock: float | None = None
    opening: float | None = None
    megabytes: float | None = None
    answers: dict[str, str] = attrs.Factory(dict)
    again: float | None = None
    alone: float | None = None


def main() -> None:
    """Answer, and print what was told."""
    module, step, folder, posts, activities, number = sys.argv[1:]
    contender = cast("Contender", import_module(module))
    told = _told(contender, step, Path(folder), Size(int(posts), int(activities)), int(number))
    print(json.dumps(attrs.asdict(told)))


def _told(contender: Contender, step: str, folder: Path, size: Size, number: int) -> Told:
    if step in {"import", "prepare"}:
        work = contender.bring_in if step == "import" else contender.prepare
        clock, processor, _ = _timed(lambda: work(folder))
        return Told(processor, clock, None, most_memory())
    _, opening, past = _timed(lambda: contender.opened(folder))
    if step == "new":
        return _judged(past, arriving(size, number + 1), opening)
    answers: dict[str, Callable[[], object]] = {"audit": past.audit, "replay": past.replay, "month": past.month}
    clock, processor, found = _timed(answers[step])
    if found is None:
        return Told()
    return Told(processor, clock, opening, most_memory(), {step: _digest(found)})


def _judged(past: Past, items: list[Item], opening: float) -> Told:
    """Post after post. The first one may have to warm things up, its time does not count."""
    taken = [_timed(partial(past.judge, item)) for item in items]
    values = [past.values(item) for item in items]
    again = [_timed(partial(past.judge, _later(item, 1))) for item in items]
    alone = [_evaluated(past, _later(item, 2)) for item in items]
    found = [sorted(labels) for _, _, labels in (*taken, *again, *alone)]
    answers = {"labels": _digest(found)} | ({} if None in values else {"values": _digest(values)})
    clock, processor = median(clock for clock, _, _ in taken[1:]), _middle(taken)
    return Told(processor, clock, opening, most_memory(), answers, again=_middle(again), alone=_middle(alone))


def _evaluated(past: Past, item: Item) -> tuple[float, float, Labels]:
    past.take_up(item)
    return _timed(partial(past.evaluate, item))


def _later(item: Item, seconds: int) -> Item:
    """Another post by the same author, later."""
    at = (item.published or NOW) + timedelta(seconds=seconds)
    return item.model_copy(update={"id": f"{item.id}-{seconds}", "published": at})


def _middle(timed: Sequence[tuple[float, float, Labels]]) -> float:
    return median(processor for _, processor, _ in timed[1:])


def _timed(work: Callable[[], T]) -> tuple[float, float, T]:
    """Seconds by the clock, seconds of processor time, and the result."""
    clock, processor = perf_counter(), process_time()
    found = work()
    return perf_counter() - clock, process_time() - processor, found


def _digest(answer: object) -> str:
    return sha256(repr(answer).encode()).hexdigest()


if __name__ == "__main__":
    main()
