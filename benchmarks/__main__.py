"""`python -m benchmarks`: all figures, on stdout.

In: `--smoke` for seconds of it (do all contenders still agree, does everything still run), `--write` to put the
figures into `benchmarks/README.md` and the chart into the documentation. Out: the figures; status 1 where a contender
found something else than the others.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks import cost_of_rules
from benchmarks.costs import costs
from benchmarks.effort import FULL, SMOKE
from benchmarks.growth import by_phrases, by_rules
from benchmarks.report import Figures, page, write
from benchmarks.throughput import Disagreement, throughput


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How fast is feedcurate?")
    parser.add_argument("--smoke", action="store_true", help="seconds of everything; the figures mean nothing")
    parser.add_argument("--write", action="store_true", help="write the figures and the chart to their files")
    wanted = parser.parse_args()
    effort = SMOKE if wanted.smoke else FULL
    try:
        figures = Figures(throughput(effort), by_rules(effort), by_phrases(effort), list(costs(effort)))
    except Disagreement as found:
        print(f"the contenders do not agree: {found}", file=sys.stderr)
        return 1
    print(page(figures))
    if wanted.write:
        write(page(figures))
        cost_of_rules.write(figures.race, figures.by_rules)
    return 0


if __name__ == "__main__":
    sys.exit(main())
