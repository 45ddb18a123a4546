"""`python -m benchmarks.proof`: what is found of planted defects, and which claims are proved and refuted.

In: `--smoke` for seconds of it, `--write` to put the figures into `benchmarks/README.md`. Out: the figures; status 1
where there is a false alarm, or a claim comes out wrong.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.proof_claims import stated
from benchmarks.proof_defects import MAIN, MAIN_KINDS, OTHER, defects, further
from benchmarks.proof_found import Claims, Outcome, claims, counted, seconds_for, seconds_to_prove
from benchmarks.report import drawn, taken, write

BEGIN, END = "<!-- proof: made by `python -m benchmarks.proof --write` -->", "<!-- end of proof -->"
LIBRARIES = ("feedcurate", "z3-solver", "hypothesis")
SIZES = (100, 1_000)


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.proof", description="What do the proofs find?")
    parser.add_argument("--smoke", action="store_true", help="a few of everything; the figures mean nothing")
    parser.add_argument("--write", action="store_true", help="write the figures into benchmarks/README.md")
    wanted = parser.parse_args()
    planted = (*defects(5), *further(8)) if wanted.smoke else (*defects(MAIN), *further(OTHER))
    files = tuple(dict.fromkeys(one.file for one in stated()))
    outcome = counted(planted)
    judged, longest = claims(files[:1] if wanted.smoke else files)
    times = {rules: (seconds_for(rules), seconds_to_prove(rules)) for rules in SIZES[: 1 if wanted.smoke else None]}
    figures = page(outcome, judged, longest, times)
    print(figures)
    if wanted.write:
        write(figures, BEGIN, END)
    return int(any(tally.alarms for tally in outcome.tallies) or any(one.wrong for one in judged))


def page(outcome: Outcome, judged: tuple[Claims, Claims], longest: float, times: dict[int, tuple[float, float]]) -> str:
    """All figures."""
    rows = [["", "planted", "found", "false alarms", "missed"], ["---", "---:", "---:", "---:", "---"]]
    for tally in outcome.tallies:
        missed = ", ".join(dict.fromkeys(tally.missed))
        rows.append([tally.kind.value, str(tally.planted), str(tally.found), str(tally.alarms), missed])
    for title, main in (("all main kinds", True), ("all others", False)):
        some = [tally for tally in outcome.tallies if (tally.kind in MAIN_KINDS) is main]
        sums = [sum(getattr(tally, name) for tally in some) for name in ("planted", "found", "alarms")]
        rows.append([f"**{title}**", *map(str, sums), ""])
    said = [["claims", "of", "proved", "refuted", "undecided", "wrong"], ["---", *["---:"] * 5]]
    for one in judged:
        counts = (one.count, one.proved, one.refuted, one.undecided, one.wrong)
        said.append(["true" if one.true else "false", *map(str, counts)])
    lasting = [f"One program of 20 rules, its claims proved as well: {outcome.seconds:.2f} s."]
    lasting += [f"The slowest file of claims: {longest:.1f} s."]
    for rules, (warnings, proofs) in times.items():
        lasting.append(f"All warnings about {rules:,} rules: {warnings:.1f} s; {rules // 10:,} claims: {proofs:.1f} s.")
    return "\n\n".join([taken(LIBRARIES), drawn(rows), drawn(said), " ".join(lasting)])


if __name__ == "__main__":
    sys.exit(main())
