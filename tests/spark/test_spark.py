"""A real Spark of several workers decides as one process does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import feedcurate as fc
from benchmarks.workload import NOW, workload
from feedcurate.batch import ADVICE_SCHEMA, RESULT_SCHEMA, advise, decide, schema, spark_job
from tests.spark.conftest import Submit

WORK = workload(4_000, 50)
TEXT = (
    WORK.text
    + """
rule old when post.age > 3 days then demote 6 hours
rule pictures when post has media then collapse "{post.likes} liked it"
rule busy for account when count(posts by account where post has media, 7 days) > 3 then suggest snooze 3 days
rule loud shadow when post.text matches /[A-Z]{20}/ then hide
"""
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with rules and posts."""
    (tmp_path / "rules.curate").write_text(TEXT)
    rows = [item.model_dump(exclude={"signals"}) for item in WORK.items]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema()), tmp_path / "posts.parquet", row_group_size=200)
    return tmp_path


def outcomes(folder: Path) -> list[dict[str, Any]]:
    """What Spark wrote, by id."""
    table = pq.read_table(folder / "outcomes", schema=RESULT_SCHEMA)
    return sorted(table.to_pylist(), key=lambda row: row["id"])


def expected(folder: Path) -> list[dict[str, Any]]:
    """The same without Spark."""
    table = decide(fc.loads(TEXT), pq.read_table(folder / "posts.parquet"), now=NOW).table
    return sorted(table.to_pylist(), key=lambda row: row["id"])


def test_a_submitted_job_decides_as_one_process_does(files: Path, submit: Submit) -> None:
    """Row for row, in every column, with the advice about accounts beside it."""
    paths = (files / "rules.curate", files / "posts.parquet", files / "outcomes", "--advice", files / "advice")
    submit(Path(spark_job.__file__), *paths, "--now", NOW.isoformat())
    assert outcomes(files) == expected(files)
    found = sorted(pq.read_table(files / "advice", schema=ADVICE_SCHEMA).to_pylist(), key=repr)
    advice = advise(fc.loads(TEXT), pq.read_table(files / "posts.parquet"), now=NOW).table
    assert found == sorted(advice.to_pylist(), key=repr)
    assert len(found) > 10


def test_a_killed_worker_changes_nothing(files: Path, submit: Submit) -> None:
    """What it had done is done again elsewhere, with the same decisions, each once."""
    killed = files / "killed"
    submit(
        Path(__file__).with_name("killing_job.py"),
        files / "rules.curate",
        files / "posts.parquet",
        files / "outcomes",
        killed,
    )
    assert killed.exists()
    assert outcomes(files) == expected(files)
