"""What it takes a fresh process to get at rules: `python -m benchmarks.loading FILE`.

In: the path of a rule file, which is checked and then kept as `FILE.pickle`; or that of such a `.pickle`, which is read
back. Out: seconds of processor time, and by how many megabytes the most memory the process ever held grew meanwhile
(on Linux, else `nan`). Imports are done before.
"""

from __future__ import annotations

import pickle
import re
import sys
from math import nan
from pathlib import Path
from time import process_time

import feedcurate

KEPT = ".pickle"


def main() -> None:
    """Load the rules and print both figures."""
    path = Path(sys.argv[1])
    feedcurate.loads("rule first when post.likes > 1 then hide")
    before, started = _most_memory(), process_time()
    rules = _unpickled(path) if path.suffix == KEPT else feedcurate.load(path)
    print(process_time() - started, _most_memory() - before)
    if path.suffix != KEPT:
        path.with_suffix(path.suffix + KEPT).write_bytes(pickle.dumps(rules))


def _unpickled(path: Path) -> object:
    with path.open("rb") as file:
        return pickle.load(file)  # noqa: S301 - written by the process before


def _most_memory() -> float:
    """In megabytes, since the process's program began; what `getrusage` says includes the process that started it."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8")) if status.exists() else None
    return nan if found is None else int(found[1]) * 1_024 / 1_000_000


if __name__ == "__main__":
    main()
