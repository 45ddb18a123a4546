"""The figures as a page.

In: what was measured. Out: Markdown, with the machine, the versions and the day; and `README.md` with it in place.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from attrs import frozen

from benchmarks.contenders import FEEDS, ONE_BY_ONE
from benchmarks.costs import Cost
from benchmarks.peers import NAMES, absent, present
from benchmarks.throughput import Rates

PAGE = Path(__file__).with_name("README.md")
LIBRARIES = ("feedcurate", "pydantic", "attrs", "regex", "daachorse", "google-re2", "click")

_BEGIN, _END = "<!-- figures: made by `make bench` -->", "<!-- end of figures -->"


BARS = {10: 1.5, 100: 5, 1_000: 50}
"""By number of rules: how many times as fast as the fastest general rules engine this library should be."""


@frozen
class Figures:
    """Everything that was measured: the race of all contenders, how cost grows, and single costs."""

    race: Rates
    by_rules: Rates
    by_phrases: Rates
    costs: Sequence[Cost]


def page(figures: Figures) -> str:
    """Everything that was measured, with what it was measured on."""
    left_out = f"Not installed, and so left out: {', '.join(absent())}."
    parts = [
        taken((*LIBRARIES, *present())),
        *((left_out,) if absent() else ()),
        "Posts a second on one core:",
        _table_of(figures.race),
        *(_against(figures.race) if present() else ()),
        "The first ten rules and more and more that fire on no post: posts a second, and the growth (bar: ≤ 2 ×):",
        _growth(figures.by_rules, "rules"),
        "Fifty rules and one about a topic of few or many phrases: the same (bar: ≤ 2 ×):",
        _growth(figures.by_phrases, "phrases"),
        _list_of(figures.costs),
    ]
    return "\n\n".join(parts)


def write(figures: str, begin: str = _BEGIN, end: str = _END) -> None:
    """Put figures into the README between two comments, in place of those before."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    PAGE.write_text(f"{before}{begin}\n\n{figures}\n\n{end}{after}", encoding="utf-8")


def taken(libraries: Sequence[str] = LIBRARIES) -> str:
    """When, on what and with what the figures were taken."""
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return (
        f"Taken on {datetime.now(UTC):%Y-%m-%d} with {platform.python_implementation()} {platform.python_version()} "
        f"on {_processor()}, {os.cpu_count()} cores{load}; {versions}."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else f"{platform.system()} {platform.machine()}"


def _table_of(rates: Rates) -> str:
    """A row for each contender, its rate, and how that compares with the first one's."""
    names = list(next(iter(rates.values())))
    rows = _heading(rates, "rules")
    for name in names:
        cells = (f"{found[name]:,.0f} ({ratio(found[name] / found[names[0]])})" for found in rates.values())
        rows.append([name, *cells])
    return drawn(rows)


def _against(race: Rates) -> list[str]:
    """How many times as fast as each rules engine this library is: post by post, and in feeds."""
    engines = [name for name in NAMES if name in next(iter(race.values()))]
    fastest = {size: max(found[name] for name in engines) for size, found in race.items()}
    rows = _heading(race, "rules")
    for name in engines:
        rows.append([name, *(_times(found, found[name]) for found in race.values())])
    rows.append(["**the fastest of them**", *(_times(found, fastest[size]) for size, found in race.items())])
    rows.append(["bar", *(f"{BARS[size]:g} ×" if size in BARS else "" for size in race)])
    told = "How many times as fast as each rules engine `feedcurate.evaluate` is, post by post / in feeds:"
    return [told, drawn(rows)]


def _times(found: Mapping[str, float], engine: float) -> str:
    return f"{ratio(found[ONE_BY_ONE] / engine)} / {ratio(found[FEEDS] / engine)}"


def _growth(rates: Rates, unit: str) -> str:
    """A row for each contender: its rates, and how the cost of the most compares with that of the fewest."""
    sizes = sorted(rates)
    rows = [[*row, last] for row, last in zip(_heading(rates, unit), ("cost", "---:"), strict=True)]
    for name in rates[sizes[0]]:
        cells = [f"{rates[size][name]:,.0f}" for size in sizes]
        rows.append([name, *cells, ratio(rates[sizes[0]][name] / rates[sizes[-1]][name])])
    return drawn(rows)


def _heading(rates: Rates, unit: str) -> list[list[str]]:
    return [["", *(f"{size:,} {unit}" for size in rates)], ["---", *("---:" for _ in rates)]]


def _list_of(costs: Sequence[Cost]) -> str:
    rows = [["", "measured", "bar"], ["---", "---:", "---:"]]
    rows += [[cost.what, f"{_rounded(cost.value)} {cost.unit}", cost.bar] for cost in costs]
    return drawn(rows)


def drawn(rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def ratio(value: float) -> str:
    """How many times as much or as many."""
    if value >= 100:
        return f"{value:,.0f} ×"
    return f"{value:.3f} ×" if value < 0.1 else f"{value:.2f} ×"


def _rounded(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"
