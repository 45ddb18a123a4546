"""`python -m benchmarks.batch`: how fast rules go over posts in columns, and how much memory a large file takes.

In: `--smoke` for seconds of it, `--write` to put the figures into `benchmarks/README.md`. Out: the figures; status 1
where columns and single posts do not agree.

Posts and rules are those of `benchmarks.workload`. Rates are posts a second of processor time in one process, from an
Arrow table in memory to a table of outcomes; the file is read, judged and written by `decide_file`, on all cores.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

import feedcurate as fc
from benchmarks.measure import most_memory, processes, rates
from benchmarks.report import LIBRARIES, drawn, taken
from benchmarks.report import write as put
from benchmarks.workload import NOW, Workload, workload
from feedcurate.batch import Decider, decide_file, schema
from feedcurate.batch.decider import Result
from feedcurate.model.item import Item

BEGIN, END = "<!-- batch: made by `python -m benchmarks.batch --write` -->", "<!-- end of batch -->"
BARS = {100: 400_000, 1_000: 200_000}
MODULE = "benchmarks.batch"


@frozen
class Effort:
    """How many posts in memory and in the file, how many rules, and how often."""

    posts: int
    in_file: int
    rules: tuple[int, ...]
    rounds: int
    checked: int


FULL = Effort(100_000, 10_000_000, (10, 100, 1_000), 7, 500)
SMOKE = Effort(2_000, 20_000, (10, 100), 1, 100)


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(prog=f"python -m {MODULE}", description="How fast do rules go over columns?")
    parser.add_argument("--smoke", action="store_true", help="seconds of everything; the figures mean nothing")
    parser.add_argument("--write", action="store_true", help="write the figures into benchmarks/README.md")
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)  # What the measured process is given.
    wanted = parser.parse_args()
    if wanted.file is not None:
        print(json.dumps(judged_file(wanted.file)))
        return 0
    effort = SMOKE if wanted.smoke else FULL
    work = workload(effort.posts, max(effort.rules))
    posts = table(work.items)
    deciders = {size: Decider(rules_of(work, size), now=NOW) for size in effort.rules}
    for size, decider in deciders.items():
        if not agree(work.items[: effort.checked], decider):
            print(f"columns and single posts do not agree at {size} rules", file=sys.stderr)
            return 1
    speed = rates({size: _judge(decider) for size, decider in deciders.items()}, [posts], 0.0, effort.rounds)
    figures = page({size: rate * len(posts) for size, rate in speed.items()}, large(work, posts, effort), effort)
    print(figures)
    if wanted.write:
        put(figures, BEGIN, END)
    return 0


def rules_of(work: Workload, size: int) -> fc.Ruleset:
    """The first so many rules."""
    return fc.loads(Workload(work.items, work.rules[:size]).text)


def table(items: Sequence[Item]) -> Any:
    """Posts as a table."""
    rows = [item.model_dump(exclude={"signals"}, exclude_none=True) for item in items]
    return pa.Table.from_pylist(rows, schema=schema())


def agree(items: Sequence[Item], decider: Decider) -> bool:
    """Whether columns say of some posts what `evaluate` says of each by itself."""
    found = decider.decide(table(items)).table.to_pylist()
    for item, row in zip(items, found, strict=True):
        [decision] = fc.evaluate(decider.rules, [item], now=NOW).posts
        if (row["outcome"], row["shift"], row["labels"]) != (
            decision.outcome.value,
            decision.shift,
            list(decision.labels),
        ):
            return False
    return True


def _judge(decider: Decider) -> Any:
    def judge(tables: Sequence[Any]) -> list[Result]:
        return [decider.decide(one) for one in tables]

    return judge


@frozen
class Large:
    """What a large file took: megabytes on disk, seconds on the wall, and the most memory of the reading process."""

    megabytes: float
    seconds: float
    memory: float


def large(work: Workload, posts: Any, effort: Effort) -> Large:
    """A file of many posts, judged by all rules but the most in a process of its own."""
    size = sorted(effort.rules)[-2]
    with TemporaryDirectory() as folder, processes() as fresh:
        path = Path(folder, "posts.parquet")
        with pq.ParquetWriter(path, posts.schema, compression="zstd") as writer:
            for part in _repeated(posts, effort.in_file):
                writer.write_table(part, row_group_size=100_000)
        path.with_suffix(".curate").write_text(Workload(work.items, work.rules[:size]).text, encoding="utf-8")
        told = json.loads(fresh.output(("-m", MODULE, "--file", str(path))))
        assert told["rows"] == effort.in_file
        return Large(path.stat().st_size / 1_000_000, told["seconds"], told["memory"])


def _repeated(posts: Any, count: int) -> Iterator[Any]:
    while count > 0:
        part = posts.slice(0, min(count, len(posts)))
        yield part
        count -= len(part)


def judged_file(path: Path) -> dict[str, float]:
    """Judge a file beside its rules: rows, seconds, and the memory of this process and its workers together."""
    decider = Decider(fc.load(path.with_suffix(".curate")), now=NOW)
    jobs, workers = os.cpu_count() or 1, 0.0
    started = perf_counter()

    def watch(_done: int) -> None:
        nonlocal workers
        workers = max(workers, sum(map(_most_of, _children())))

    report = decide_file(decider, path, path.with_suffix(".out.parquet"), jobs=jobs, progress=watch)
    return {"rows": report.rows, "seconds": perf_counter() - started, "memory": most_memory() + workers}


def _children() -> list[int]:
    from multiprocessing import active_children

    return [child.pid for child in active_children() if child.pid is not None]


def _most_of(process: int) -> float:
    """In megabytes, the most memory that a process held (on Linux, else nothing)."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return sum(int(line.split()[1]) * 1_024 / 1_000_000 for line in lines if line.startswith("VmHWM:"))


def page(speed: dict[int, float], file: Large, effort: Effort) -> str:
    """Everything that was measured."""
    rows = [["rules", "posts a second and core", "bar"], ["---:", "---:", "---:"]]
    for size, rate in speed.items():
        rows.append([f"{size:,}", f"{rate:,.0f}", f"≥ {BARS[size]:,}" if size in BARS else ""])
    size = sorted(effort.rules)[-2]
    text = (
        f"{effort.in_file:,} posts in a Parquet file of {file.megabytes:,.0f} MB, {size} rules, on all cores: "
        f"{file.seconds:,.0f} s on the clock ({effort.in_file / file.seconds:,.0f} posts a second), at most "
        f"{file.memory:,.0f} MB in all processes together (bar: < 1,000 MB)."
    )
    return "\n\n".join([taken((*LIBRARIES, "numpy", "pyarrow")), drawn(rows), text])


if __name__ == "__main__":
    sys.exit(main())
