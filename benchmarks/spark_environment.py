"""What pip's PySpark needs to know before it starts anything.

In: this interpreter and its Java. Out: the environment of a process that runs Spark.
"""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def environment() -> dict[str, str]:
    """This environment, and where Spark, Java, Python and this repository are."""
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
