"""A Spark job that looks back at accounts: `POSTS OUT`.

In: posts of the crowd of `tests.batch.crowd` in Parquet. Out: a folder with decisions by rules about authors and about
reposters, and with advice about accounts, all in Parquet.
"""

from __future__ import annotations

import sys

from pyspark.sql import SparkSession

import feedcurate as fc
from feedcurate.batch.spark import advised, decided
from feedcurate.testing.pool import NOW
from tests.batch.crowd import FOLLOWING, OF_ACCOUNTS, OF_REPOSTERS, RULES


def main() -> None:
    """Run the job."""
    source, target = sys.argv[1:]
    session = SparkSession.builder.getOrCreate()
    posts = session.read.parquet(source)
    decided(posts, fc.loads(RULES), now=NOW).write.parquet(f"{target}/author")
    decided(posts, fc.loads(OF_REPOSTERS), now=NOW).write.parquet(f"{target}/reposter")
    advised(posts, fc.loads(OF_ACCOUNTS), now=NOW, following=FOLLOWING).write.parquet(f"{target}/advice")
    session.stop()


if __name__ == "__main__":
    main()
