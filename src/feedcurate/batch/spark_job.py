"""A Spark job: rules over a file or folder of posts. For `spark-submit`.

In: `RULES IN OUT [--advice OUT] [--now INSTANT] [--timezone NAME] [--me ACCOUNT]…`; IN and OUT are Parquet, wherever
Spark reads it. Out: OUT, with the columns of `RESULT_SCHEMA`, and with `--advice` what the rules for accounts advise,
with those of `ADVICE_SCHEMA`. The rule file is read where the job starts, and travels with it.

    spark-submit …/feedcurate/batch/spark_job.py my.curate s3://posts/ s3://outcomes/ --now 2026-05-01T12:00:00Z
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedcurate.batch.spark import advised, decided
from feedcurate.errors import FeedcurateError
from feedcurate.ruleset import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the job; the exit status: 2, with a sentence on standard error, where the rules cannot be asked so."""
    from pyspark.sql import SparkSession

    parser = argparse.ArgumentParser(prog="spark_job.py", description="Judge posts in Parquet by a rule file.")
    parser.add_argument("rules")
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--advice", metavar="OUT", help="where to write what the rules advise about accounts")
    parser.add_argument("--now", type=datetime.fromisoformat, help="decide as of this instant (the clock)")
    parser.add_argument("--timezone", type=ZoneInfo, help="the reader's time zone, over that of the rules")
    parser.add_argument("--me", action="append", default=[], help="an account of the reader; may be given again")
    given = parser.parse_args(arguments)
    now = given.now or datetime.now(UTC)
    session = SparkSession.builder.appName("feedcurate").getOrCreate()
    try:
        rules = load(given.rules)
        posts = session.read.parquet(given.source)
        known = {"timezone": given.timezone, "me": given.me}
        found = decided(posts, rules, now=now, **known)
        advice = None if given.advice is None else advised(posts, rules, now=now, **known)
        found.write.mode("overwrite").parquet(given.target)
        if advice is not None:
            advice.write.mode("overwrite").parquet(given.advice)
    except FeedcurateError as error:
        print(f"{given.rules}: {error}", file=sys.stderr)  # noqa: T201 - a program of its own, without click
        return 2
    finally:
        session.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
