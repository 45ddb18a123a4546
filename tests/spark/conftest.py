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

from benchmarks.spark_environment import environment

collect_ignore_glob = [] if find_spec("pyspark") else ["test_*.py"]

MINUTES = 6

Submit = Callable[..., None]


@pytest.fixture(scope="session")
def submit(tmp_path_factory: pytest.TempPathFactory) -> Submit:
    """Run a job with arguments on a cluster of two workers of one core; whatever hangs is killed with its children."""
    here = tmp_path_factory.mktemp("spark")

    def run(job: Path, *arguments: str | Path) -> None:
        command = [spark_submit(), "--master", "local-cluster[2,1,1024]", *quiet(), str(job), *map(str, arguments)]
        with subprocess.Popen(
            command, cwd=here, env=environment(), stderr=subprocess.PIPE, start_new_session=True
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
        "spark.sql.codegen.wholeStage": "false",  # Compiling takes longer than so few posts do.
    }
    return [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
