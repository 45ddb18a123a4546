"""`.venv-spark/bin/python -m benchmarks.spark`: how fast rules go over posts on Spark, against columns in one process.

In: `--smoke` for a little of it, `--write` to put the figures into `benchmarks/README.md`. Out: the figures; status 1
where Spark and columns do not agree.

Posts and rules are those of `benchmarks.workload`, in a Parquet file. Spark runs on this machine, on all cores; a first
run of the whole counts for nothing, as Java and the Python workers warm up. Rates are posts a second of processor time,
of Java and all Python workers together, from the file to a sink that takes every row and keeps none; and those of
columns as `benchmarks.batch` has them, taken between the runs of Spark.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import pyarrow.parquet as pq
from attrs import frozen

from benchmarks.batch import rules_of, table
from benchmarks.measure import spent
from benchmarks.report import LIBRARIES, drawn, taken
from benchmarks.report import write as put
from benchmarks.spark_environment import environment
from benchmarks.workload import NOW, workload
from feedcurate.batch import Decider
from feedcurate.batch.carrying import ROWS
from feedcurate.batch.formats import open_source
from feedcurate.batch.spark import decided

BEGIN, END = "<!-- spark: made by `python -m benchmarks.spark --write` -->", "<!-- end of spark -->"
BAR = 0.5
MODULE = "benchmarks.spark"


@frozen
class Effort:
    """How many posts there are, how often they are in the file, how many rules, and how often all is measured."""

    posts: int
    repeated: int
    rules: tuple[int, ...]
    rounds: int
    checked: int


FULL = Effort(50_000, 8, (1_000,), 3, 1_000)
SMOKE = Effort(2_000, 1, (20,), 1, 200)


@frozen
class Rate:
    """Posts a second of processor time: columns in one process, from memory and from the file, and Spark.

    And Spark's by the clock, per core.
    """

    columns: float
    from_file: float
    spark: float
    by_the_clock: float


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(prog=f"python -m {MODULE}", description="How fast do rules go over Spark?")
    parser.add_argument("--smoke", action="store_true", help="a little of everything; the figures mean nothing")
    parser.add_argument("--write", action="store_true", help="write the figures into benchmarks/README.md")
    wanted = parser.parse_args()
    effort = SMOKE if wanted.smoke else FULL
    os.environ.update(environment())
    from pyspark.sql import SparkSession

    cores = os.cpu_count() or 1
    settings = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    settings = settings.config("spark.ui.showConsoleProgress", "false")
    session = settings.config("spark.driver.memory", "2g").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        with TemporaryDirectory() as folder:
            found = measured(session, Path(folder, "posts.parquet"), effort, cores)
    finally:
        session.stop()
    if found is None:
        print("Spark and columns do not agree", file=sys.stderr)
        return 1
    figures = page(found, effort, cores)
    print(figures)
    if wanted.write:
        put(figures, BEGIN, END)
    return 0


def measured(session: Any, path: Path, effort: Effort, cores: int) -> dict[int, Rate] | None:
    """The rates by number of rules; None where the results differ."""
    work = workload(effort.posts, max(effort.rules))
    posts = table(work.items)
    few, some = posts.slice(0, effort.checked), path.with_name("few.parquet")
    pq.write_table(few, some)
    with pq.ParquetWriter(path, posts.schema, compression="zstd") as writer:
        for _ in range(effort.repeated):
            writer.write_table(posts, row_group_size=len(posts) // 2)
    # A few large parts for each core, as a large file has them.
    session.conf.set("spark.sql.files.maxPartitionBytes", str(max(1, path.stat().st_size // (2 * cores))))
    rates: dict[int, Rate] = {}
    for size in effort.rules:
        rules = rules_of(work, size)
        decider = Decider(rules, now=NOW)
        if not agree(decided(session.read.parquet(str(some)), rules, now=NOW), decider.decide(few).table):
            return None
        judged = decided(session.read.parquet(str(path)), rules, now=NOW)
        # The first run of all warms up.
        runs = [_once(judged, decider, posts, path) for _ in range(1 + effort.rounds)][1:]
        columns, from_file, used, clock = (median(times) for times in zip(*runs, strict=True))
        count = len(posts) * effort.repeated
        rates[size] = Rate(len(posts) / columns, count / from_file, count / used, count / clock / cores)
    return rates


def _once(judged: Any, decider: Decider, posts: Any, path: Path) -> tuple[float, float, float, float]:
    """Seconds: of columns in memory, and from the file; of Spark by processor; and by the clock."""
    columns, from_file = spent(decider.decide, posts), spent(_read_and_decided, (decider, path))
    before, started = processor_time(), perf_counter()
    judged.write.format("noop").mode("overwrite").save()
    return columns, from_file, processor_time() - before, perf_counter() - started


def _read_and_decided(given: tuple[Decider, Path]) -> None:
    """Judge a file in this process, with pieces as large as Spark's workers judge together."""
    decider, path = given
    for piece in open_source(path).batches(decider.columns, decider.shapes, ROWS):
        decider.decide(piece.batch)


def agree(judged: Any, expected: Any) -> bool:
    """Whether Spark gives the same rows."""
    found = sorted((row.id, row.outcome, row.labels) for row in judged.collect())
    return found == sorted((row["id"], row["outcome"], row["labels"]) for row in expected.to_pylist())


def processor_time() -> float:
    """Seconds of processor time that the processes started here, and those that they started, have used (on Linux)."""
    parents: dict[int, int] = {}
    used: dict[int, float] = {}
    for number, fields in _processes():
        parents[number] = int(fields[1])
        used[number] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return sum(seconds for number, seconds in used.items() if _is_below(number, os.getpid(), parents))


def _processes() -> Iterator[tuple[int, list[str]]]:
    """The numbers of all processes with what `/proc` says behind their names."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                yield int(folder.name), (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue  # It ended meanwhile; its time is its parent's by now.


def _is_below(number: int, above: int, parents: dict[int, int]) -> bool:
    while number in parents and number != above:
        number = parents[number]
        if number == above:
            return True
    return False


def page(found: dict[int, Rate], effort: Effort, cores: int) -> str:
    """Everything that was measured."""
    rows = [
        [
            "rules",
            "columns",
            "columns from Parquet",
            "Spark",
            "Spark / columns",
            "the same from Parquet",
            "Spark by the clock, per core",
        ],
        ["---:"] * 7,
    ]
    for size, rate in found.items():
        shares = [f"{rate.spark / one:.2f}" for one in (rate.columns, rate.from_file)]
        ours = [f"{one:,.0f}" for one in (rate.columns, rate.from_file, rate.spark)]
        rows.append([f"{size:,}", *ours, *shares, f"{rate.by_the_clock:,.0f}"])
    text = (
        f"Posts a second of processor time; {effort.posts * effort.repeated:,} posts in Parquet, Spark on {cores} "
        f"cores of this machine, after start-up (bar at 1,000 rules: Spark / columns ≥ {BAR})."
    )
    return "\n\n".join([taken((*LIBRARIES, "numpy", "pyarrow", "pyspark")), text, drawn(rows)])


if __name__ == "__main__":
    sys.exit(main())
