"""A Spark of two workers on this machine, for tests that `make test-spark` runs in an environment of its own.

In: nothing. Out: `submit`, which runs a job as `spark-submit` does, under a hard time limit.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

collect_ignore_glob = [] if find_spec("pyspark") else ["test_*.py"]

MINUTES = 6
ROOT = Path(__file__).resolve().parents[2]

Submit = Callable[..., None]


@pytest.fixture
def submit(tmp_path: Path) -> Submit:
    """Run a job with arguments on a cluster of two workers of one core; whatever hangs is killed with its children."""

    def run(job: Path, *arguments: str | Path) -> None:
        command = [spark_submit(), "--master", "local-cluster[2,1,1024]", *quiet(), str(job), *map(str, arguments)]
        with subprocess.Popen(
            command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, start_new_session=True
        ) as job_:
            try:
                _, told = job_.communicate(timeout=MINUTES * 60)
            except subprocess.TimeoutExpired:
                os.killpg(job_.pid, signal.SIGKILL)
                raise
        assert job_.returncode == 0, told.decode(errors="replace")[-4_000:]

    return run


def spark_submit() -> str:
    """The program, beside this interpreter."""
    return shutil.which("spark-submit", path=str(Path(sys.executable).parent)) or "spark-submit"


def quiet() -> list[str]:
    """Settings of a small cluster, with several partitions for a small file, and no pages to look at."""
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.files.maxPartitionBytes": "200k",
    }
    return [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]


def environment() -> dict[str, str]:
    """What pip's PySpark needs to know before it starts a cluster."""
    pyspark = find_spec("pyspark")
    assert pyspark is not None
    assert pyspark.origin is not None
    java = Path(shutil.which("java") or "/usr/bin/java").resolve()
    return {
        **os.environ,
        "SPARK_HOME": str(Path(pyspark.origin).parent),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_HOSTNAME": "localhost",
        "SPARK_SCALA_VERSION": "2.13",
        "JAVA_HOME": os.environ.get("JAVA_HOME") or str(java.parents[1]),
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
    }
