"""How times are taken.

In: things to do. Out: medians. Contenders take turns, so that what else the machine does meets all of them; a round is
long enough for the clock, and one round before counts for nothing. The cyclic garbage collector is on, as in an app;
it runs before each round, and leaves alone what was there before.
"""

from __future__ import annotations

import gc
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import nan
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeVar

from attrs import frozen

K = TypeVar("K")
T = TypeVar("T")

LEAST = 16
"""How many things a round has at least, so that no figure is about three short texts."""


def rates(
    judges: Mapping[K, Callable[[Sequence[T]], object]], things: Sequence[T], seconds: float, rounds: int
) -> dict[K, float]:
    """How many things each judge gets through in a second of processor time; each round takes about so many seconds."""
    with _settled():
        supply = {name: _enough(judge, things, seconds) for name, judge in judges.items()}
        taken: dict[K, list[float]] = {name: [] for name in judges}
        for number in range(-1, rounds):
            for name, judge in judges.items():
                once = spent(judge, supply[name])
                if number >= 0:
                    taken[name].append(once)
    return {name: len(supply[name]) / median(times) for name, times in taken.items()}


def seconds_of(work: Callable[[T], object], given: T) -> float:
    """The processor time that doing something once with something given takes."""
    with _settled():
        return spent(work, given)


def _enough(judge: Callable[[Sequence[T]], object], things: Sequence[T], seconds: float) -> Sequence[T]:
    """As many things as fill so many seconds, but not too few; or all of them."""
    size = min(8, len(things))
    judge(things[:size])  # what is made once, with the first thing, says nothing about the others
    while (taken := spent(judge, things[:size])) < seconds / 8 and size < len(things):
        size = min(len(things), size * 4)
    return things[: max(LEAST, min(len(things), round(size * seconds / max(taken, 1e-9))))]


def spent(work: Callable[[T], object], given: T) -> float:
    """The processor time of doing it once, by a garbage collector that minds whatever is there."""
    gc.collect()
    started = process_time()
    work(given)
    return process_time() - started


@contextmanager
def _settled() -> Iterator[None]:
    """What is there by now is left alone by the garbage collector meanwhile."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def most_memory() -> float:
    """In megabytes, the most this process held since its program began (on Linux, else `nan`).

    What `getrusage` says of it includes the process that started it.
    """
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8")) if status.exists() else None
    return nan if found is None else int(found[1]) * 1_024 / 1_000_000


@frozen
class Spent:
    """Seconds, as the clock on the wall has them, and of processor time."""

    clock: float
    processor: float


@frozen
class Processes:
    """Fresh processes of this interpreter, with compiled modules kept aside as an installed package has them."""

    environment: Mapping[str, str]

    def medians(self, commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Spent]:
        """What each command takes from start to end; in turns."""
        taken: dict[str, list[Spent]] = {name: [] for name in commands}
        for number in range(-1, runs):
            for name, arguments in commands.items():
                before, started = _of_children(), perf_counter()
                self.output(arguments)
                if number >= 0:
                    taken[name].append(Spent(perf_counter() - started, _of_children() - before))
        return {
            name: Spent(median(one.clock for one in times), median(one.processor for one in times))
            for name, times in taken.items()
        }

    def output(self, arguments: Sequence[str]) -> str:
        """What a process prints. Raises RuntimeError, with its own words, where it fails."""
        command = [sys.executable, *arguments]
        ran = subprocess.run(  # noqa: S603 - this interpreter, with arguments from here
            command, env=dict(self.environment), capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise RuntimeError(f"{' '.join(command)}: {ran.stderr}")
        return ran.stdout


def _of_children() -> float:
    """The processor time of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def processes() -> Iterator[Processes]:
    """Processes that find this repository's modules, and keep compiled modules and rules in a folder of their own."""
    with TemporaryDirectory() as folder:
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        root = str(Path(__file__).parents[1])
        own = {"PYTHONPYCACHEPREFIX": f"{folder}/modules", "FEEDCURATE_CACHE": f"{folder}/rules"}
        yield Processes({**kept, **own, "PYTHONPATH": root})
