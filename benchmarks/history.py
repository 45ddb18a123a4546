"""`python -m benchmarks.history`: how fast a reader's past is asked, beside hand-written Polars and DuckDB.

In: `--smoke` for seconds of it, `--folder` to keep what was made there, `--write` to put the figures into
`benchmarks/README.md`. Out: the figures; status 1 where a contender found something else than the others. A contender
whose library is not installed is left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from attrs import evolve, frozen

from benchmarks.history_process import STEPS, Told
from benchmarks.history_workload import FULL, SMOKE, Size, write
from benchmarks.measure import Processes, processes
from benchmarks.report import LIBRARIES, drawn, ratio, taken
from benchmarks.report import write as put
from benchmarks.throughput import Disagreement

BEGIN, END = "<!-- history: made by `python -m benchmarks.history --write` -->", "<!-- end of history -->"
PEERS = ("polars", "duckdb")
MODULES = {"feedcurate": "history_ours", "polars": "history_polars", "duckdb": "history_duckdb"}
TITLES = {
    "import": "import both files",
    "prepare": "prepare for 50 rules",
    "audit": "audit",
    "replay": "replay a month, 50 rules",
    "month": "replay all, a whole rule file",
    "new": "one new post, 50 rules",
}
ASKED_AGAIN = {"audit", "new"}
"""Steps that are cheap enough to be taken several times."""

Answers = dict[str, dict[str, Told]]
"""By step and contender."""


@frozen
class Effort:
    """How large the past is, about how many new posts is asked, and how often."""

    size: Size
    new: int
    rounds: int


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history", description="How fast is a past asked?")
    parser.add_argument("--smoke", action="store_true", help="seconds of everything; the figures mean nothing")
    parser.add_argument("--folder", type=Path, help="where the files are kept, and found again by the next run")
    parser.add_argument("--write", action="store_true", help="write the figures into benchmarks/README.md")
    parser.add_argument("--size", type=int, default=FULL.posts, help="so many posts and as many activities")
    wanted = parser.parse_args()
    effort = Effort(SMOKE, 20, 1) if wanted.smoke else Effort(Size(wanted.size, wanted.size), 200, 3)
    try:
        with _folder(wanted.folder) as folder, processes() as fresh:
            answers = measured(
                effort, folder, evolve(fresh, environment={**fresh.environment, "POLARS_MAX_THREADS": "1"})
            )
    except Disagreement as found:
        print(f"the contenders do not agree: {found}", file=sys.stderr)
        return 1
    figures = page(answers, effort)
    print(figures)
    if wanted.write:
        put(figures, BEGIN, END)
    return 0


def measured(effort: Effort, folder: Path, fresh: Processes) -> Answers:
    """Every step of every contender, in turns, each in a process of its own. Raises Disagreement."""
    write(folder, effort.size)
    homes = {name: _home(folder, name) for name in MODULES if name not in PEERS or find_spec(name)}
    answers: Answers = {}
    for step in STEPS:
        told: dict[str, list[Told]] = {name: [] for name in homes}
        for _ in range(effort.rounds if step in ASKED_AGAIN else 1):
            for name, home in homes.items():
                told[name].append(_asked(fresh, MODULES[name], step, home, effort))
            agree(step, {name: several[-1] for name, several in told.items()})
        answers[step] = {name: _middle(several) for name, several in told.items()}
    return answers


def agree(step: str, told: dict[str, Told]) -> None:
    """Check that all who answered said the same. Raises Disagreement, with the step and both contenders."""
    for name, one in told.items():
        for other, two in told.items():
            for kind in one.answers.keys() & two.answers.keys():
                if one.answers[kind] != two.answers[kind]:
                    raise Disagreement(f"{step}: other {kind} by {name} than by {other}")


def page(answers: Answers, effort: Effort) -> str:
    """Everything that was measured, with the ratio to the first contender's time."""
    names = list(next(iter(answers.values())))
    rows = [["", *names], ["---", *("---:" for _ in names)]]
    for step, told in answers.items():
        rows.append([TITLES[step], *(_cell(told[name], told[names[0]], step) for name in names)])
        rows.append(["the most memory", *(_megabytes(told[name]) for name in names)])
    for title, part in (("another by the same author", "again"), ("the rules alone", "alone")):
        times = [evolve(one, processor=getattr(one, part)) for one in answers["new"].values()]
        rows.append([f"... {title}", *(_cell(one, times[0], "new") for one in times)])
    opening = (_cell(evolve(one, processor=one.opening), None, "audit") for one in answers["new"].values())
    rows.append(["open it", *opening])
    records = effort.size.posts + effort.size.activities
    rates = (f"{records / one.processor:,.0f}" if one.processor else "" for one in answers["import"].values())
    rows.append(["records imported a second", *rates])
    libraries = (*LIBRARIES, *(name for name in names if name in PEERS))
    what = f"{effort.size.posts:,} posts and {effort.size.activities:,} activities; processor time, one thread:"
    return "\n\n".join([taken(libraries), what, drawn(rows)])


def _asked(fresh: Processes, module: str, step: str, home: Path, effort: Effort) -> Told:
    size = (str(effort.size.posts), str(effort.size.activities))
    arguments = ("-m", "benchmarks.history_process", f"benchmarks.{module}", step, str(home), *size, str(effort.new))
    return Told(**json.loads(fresh.output(arguments)))


def _middle(told: Sequence[Told]) -> Told:
    """The one whose time is the median, with the most memory of all."""
    if any(one.processor is None for one in told):
        return told[0]
    middle = median(one.processor or 0 for one in told)
    [found, *_] = sorted(told, key=lambda one: abs((one.processor or 0) - middle))
    return evolve(found, megabytes=max(one.megabytes or 0 for one in told))


def _home(folder: Path, name: str) -> Path:
    """A folder of a contender's own, with links to both files and nothing of an earlier run."""
    home = folder / name
    home.mkdir(exist_ok=True)
    for old in home.iterdir():
        old.unlink()
    for path in folder.glob("*.jsonl"):
        (home / path.name).symlink_to(path.resolve())
    return home


@contextmanager
def _folder(wanted: Path | None) -> Iterator[Path]:
    if wanted is None:
        with TemporaryDirectory() as folder:
            yield Path(folder)
    else:
        wanted.mkdir(parents=True, exist_ok=True)
        yield wanted


def _cell(told: Told, first: Told | None, step: str) -> str:
    """A time, and how many times the first contender's that is."""
    if told.processor is None:
        return "–"
    unit, times = ("µs", 1_000_000) if step == "new" else ("s", 1)
    text = f"{told.processor * times:,.0f} {unit}" if step == "new" else f"{told.processor:,.2f} {unit}"
    if first is None or not first.processor or step == "prepare":
        return text
    return f"{text} ({ratio(told.processor / first.processor)})"


def _megabytes(told: Told) -> str:
    return "" if told.megabytes is None else f"{told.megabytes:,.0f} MB"


if __name__ == "__main__":
    sys.exit(main())
