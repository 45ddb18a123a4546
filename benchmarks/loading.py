"""What it takes a fresh process to get at rules: `python -m benchmarks.loading FILE [FOLDER]`.

In: the path of a rule file, and where wanted a folder for the cache; the second process that is given the same folder
finds there what the first one checked. Out: seconds of processor time, and by how many megabytes the most memory the
process ever held grew meanwhile (on Linux, else `nan`). Imports are done before.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

import feedcurate
from benchmarks.measure import most_memory


def main() -> None:
    """Load the rules and print both figures."""
    path, *folder = map(Path, sys.argv[1:])
    feedcurate.loads("rule first when post.likes > 1 then hide")
    before, started = most_memory(), process_time()
    rules = feedcurate.load(path, cache=folder[0] if folder else False)
    _ = rules.program
    print(process_time() - started, most_memory() - before)


if __name__ == "__main__":
    main()
