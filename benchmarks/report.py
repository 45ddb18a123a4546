"""The figures as a page.

In: rates and costs. Out: Markdown, with the machine, the versions and the day; and `README.md` with it in place.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.costs import Cost
from benchmarks.throughput import Rates

PAGE = Path(__file__).with_name("README.md")
LIBRARIES = ("feedcurate", "pydantic", "attrs", "regex", "daachorse", "google-re2", "click")

_BEGIN, _END = "<!-- figures: made by `make bench` -->", "<!-- end of figures -->"


def page(rates: Rates, costs: Sequence[Cost]) -> str:
    """Everything that was measured."""
    return "\n\n".join([taken(), "Posts a second on one core:", _table_of(rates), _list_of(costs)])


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
    rows = [["", *(f"{size:,} rules" for size in rates)], ["---", *("---:" for _ in rates)]]
    for name in names:
        cells = (f"{found[name]:,.0f} ({ratio(found[name] / found[names[0]])})" for found in rates.values())
        rows.append([name, *cells])
    return drawn(rows)


def _list_of(costs: Sequence[Cost]) -> str:
    rows = [["", "measured", "bar"], ["---", "---:", "---:"]]
    rows += [[cost.what, f"{_rounded(cost.value)} {cost.unit}", cost.bar] for cost in costs]
    return drawn(rows)


def drawn(rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def ratio(value: float) -> str:
    """How many times as much or as many."""
    return f"{value:.3f} ×" if value < 0.1 else f"{value:.2f} ×"


def _rounded(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"
