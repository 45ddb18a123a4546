"""A whole rule file as a person writes one: for posts, accounts, the session and drafts, with quotas.

In: `examples/month/month.curate`. Out: its rules, about words and accounts of the workload, so that they fire.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

from benchmarks.history_rules import topics
from benchmarks.history_workload import ACCOUNTS, READER
from benchmarks.workload import SEED, handles

_FILE = Path(__file__).parents[1] / "examples" / "month" / "month.curate"
_CLOSE, _GROWTH = slice(20, 30), slice(60, 66)
"""Which accounts are on the lists, the busiest first."""


def month_file() -> str:
    """The rule file, without its examples."""
    written = _FILE.read_text(encoding="utf-8")
    names = handles(Random(SEED + 11), ACCOUNTS)
    comparison, *cures = topics()[:4]
    return "\n".join(
        (
            'set timezone: "Europe/Berlin"',
            f"set me: @{READER}",
            f"accounts close: {_listed(f'@{name}' for name in names[_CLOSE])}",
            f"accounts growth: {_listed(f'@{name}' for name in names[_GROWTH])}",
            f"topic comparison: {_quoted(comparison)} except {_quoted(cures[0][:1])}",
            f"topic cures: {_quoted(word for words in cures for word in words)}",
            written[written.index("rule ") : written.index("example ")],
        )
    )


def _quoted(words: Iterable[str]) -> str:
    return _listed(f'"{word}"' for word in words)


def _listed(entries: Iterable[str]) -> str:
    return ", ".join(entries)
