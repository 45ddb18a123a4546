"""What loading one rule file takes a fresh process: `python -m benchmarks.loading FILE`.

In: the path of a rule file. Out: seconds of processor time, and by how many megabytes the most memory the process ever
held grew meanwhile (Linux only; else `nan`). Imports are done before.
"""

from __future__ import annotations

import re
import sys
from math import nan
from pathlib import Path
from time import process_time

import feedcurate


def main() -> None:
    """Load the file and print both figures."""
    feedcurate.loads("rule first when post.likes > 1 then hide")
    before, started = _most_memory(), process_time()
    feedcurate.load(sys.argv[1])
    print(process_time() - started, _most_memory() - before)


def _most_memory() -> float:
    """In megabytes, since the process's program began; what `getrusage` says includes the process that started it."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8")) if status.exists() else None
    return nan if found is None else int(found[1]) * 1_024 / 1_000_000


if __name__ == "__main__":
    main()
