"""A Spark job: rules over a file or folder of posts. For `spark-submit`.

In: `RULES IN OUT [--now INSTANT] [--timezone NAME] [--me ACCOUNT]…`; IN and OUT are Parquet, wherever Spark reads it.
Out: OUT, with the columns of `RESULT_SCHEMA`. The rule file is read where the job starts, and travels with it.

    spark-submit …/feedcurate/batch/spark_job.py my.curate s3://posts/ s3://outcomes/ --now 2026-05-01T12:00:00Z
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedcurate.batch.spark import decided
from feedcurate.ruleset import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the job; the exit status."""
    from pyspark.sql import SparkSession

    parser = argparse.ArgumentParser(prog="spark_job.py", description="Judge posts in Parquet by a rule file.")
    parser.add_argument("rules")
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--now", type=datetime.fromisoformat, help="decide as of this instant (the clock)")
    parser.add_argument("--timezone", type=ZoneInfo, help="the reader's time zone, over that of the rules")
    parser.add_argument("--me", action="append", default=[], help="an account of the reader; may be given again")
    given = parser.parse_args(arguments)
    now = given.now or datetime.now(UTC)
    rules = load(given.rules)
    session = SparkSession.builder.appName("feedcurate").getOrCreate()
    try:
        posts = session.read.parquet(given.source)
        found = decided(posts, rules, now=now, timezone=given.timezone, me=given.me)
        found.write.mode("overwrite").parquet(given.target)
    finally:
        session.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
