"""`python -m tests.fuzz NAME --seconds 600`: look for inputs that a parser trips over, led by what they reach in it.

In: the name of a target, how long, and the corpus. Out: status 0 where nothing was found; else the input is kept in
`tests/fuzz/found`, to be mended and moved to `tests/fuzz/cases`, which the tests read. Inputs that reached something
new stay in `tests/fuzz/found/reached`, and the next run begins with them. Needs the dependency group `fuzz` (atheris).
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["feedcurate.sources", "feedparser"], enable_loader_override=False):
    from tests.fuzz.targets import TARGETS, seeds

HERE = Path(__file__).parent
CORPUS = Path(os.environ.get("FEEDCURATE_CORPUS", HERE.parents[1] / ".." / "shared" / "corpus"))
SLOWEST = 20
MEMORY = 2_048


def main() -> None:
    """Fuzz until the time is over or something is found; libFuzzer ends the process itself."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Look for inputs that break a parser.")
    parser.add_argument("target", choices=TARGETS, help="what to fuzz")
    parser.add_argument("--seconds", type=int, default=60, help="for how long (60)")
    wanted = parser.parse_args()
    target = TARGETS[wanted.target]
    found = HERE / "found"
    reached = found / "reached" / wanted.target
    reached.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target, CORPUS)):
        (reached / f"{number:05}").write_bytes(seed)
    options = [
        f"-max_total_time={wanted.seconds}",
        f"-timeout={SLOWEST}",
        f"-rss_limit_mb={MEMORY}",
        "-max_len=20000",
        "-verbosity=0",
        f"-artifact_prefix={found}{os.sep}{wanted.target}-",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(reached)], target.check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
