"""A Spark job whose first worker is killed while it works: `RULES IN OUT MARKER`.

In: as `feedcurate.batch.spark_job`, and a file that is made by whoever kills. Out: the same.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import frozen
from pyspark.sql import SparkSession

import feedcurate as fc
from benchmarks.workload import NOW
from feedcurate.batch import Decider
from feedcurate.batch.spark import RESULT_TYPE, Carried, carried


@frozen
class Killing:
    """Judges as `Carried` does; the first process that has a result kills its executor, a JVM."""

    inner: Carried
    marker: str

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """The result of each batch, in order."""
        for result in self.inner(batches):
            yield result
            try:
                Path(self.marker).touch(exist_ok=False)
            except FileExistsError:
                continue
            daemon = Path(f"/proc/{os.getppid()}/stat").read_text(encoding="utf-8")
            os.kill(int(daemon.rpartition(")")[2].split()[1]), signal.SIGKILL)


def main() -> None:
    """Run the job."""
    rules, source, target, marker = sys.argv[1:]
    session = SparkSession.builder.getOrCreate()
    decider = Decider(fc.load(rules), now=NOW)
    posts = session.read.parquet(source).select(*decider.columns)
    posts.mapInArrow(Killing(carried(decider), marker), RESULT_TYPE).write.parquet(target)
    session.stop()


if __name__ == "__main__":
    main()
