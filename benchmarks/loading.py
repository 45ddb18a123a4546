"""What it takes a fresh process to get at rules: `python -m benchmarks.loading FILE`.

In: the path of a rule file, which is checked and then kept as `FILE.pickle`; or that of such a `.pickle`, which is read
back. Out: seconds of processor time, and by how many megabytes the most memory the process ever held grew meanwhile
(on Linux, else `nan`). Imports are done before.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from time import process_time

import feedcurate
from benchmarks.measure import most_memory

KEPT = ".pickle"


def main() -> None:
    """Load the rules and print both figures."""
    path = Path(sys.argv[1])
    feedcurate.loads("rule first when post.likes > 1 then hide")
    before, started = most_memory(), process_time()
    rules = _unpickled(path) if path.suffix == KEPT else feedcurate.load(path)
    print(process_time() - started, most_memory() - before)
    if path.suffix != KEPT:
        path.with_suffix(path.suffix + KEPT).write_bytes(pickle.dumps(rules))


def _unpickled(path: Path) -> object:
    with path.open("rb") as file:
        return pickle.load(file)  # noqa: S301 - written by the process before


if __name__ == "__main__":
    main()
