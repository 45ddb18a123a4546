"""What loading one rule file takes a fresh process: `python -m benchmarks.loading FILE`.

In: the path of a rule file. Out: seconds of processor time, and by how many megabytes the most memory the process ever
held grew meanwhile. Imports are done before.
"""

from __future__ import annotations

import resource
import sys
from time import process_time

import feedcurate


def main() -> None:
    """Load the file and print both figures."""
    feedcurate.loads("rule first when post.likes > 1 then hide")
    before, started = _most_memory(), process_time()
    feedcurate.load(sys.argv[1])
    print(process_time() - started, _most_memory() - before)


def _most_memory() -> float:
    """In megabytes; macOS counts bytes, Linux kilobytes."""
    unit = 1 if sys.platform == "darwin" else 1_024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1_000_000


if __name__ == "__main__":
    main()
