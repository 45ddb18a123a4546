"""The figures as a table, and the page of the documentation that shows it.

In: figures for each language. Out: text.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quality.measure import Figure

PAGE = Path(__file__).resolve().parent.parent / "docs" / "explanation" / "quality.md"
_BEGIN, _END = "<!-- figures -->\n", "<!-- end of figures -->\n"
_HEADINGS = ("label", "it", "right", "wrong", "missed", "precision", "bar", "recall", "")


def table(figures: tuple[Figure, ...]) -> str:
    """A Markdown table that reads well as plain text too. A star marks what misses one of its bars."""
    rows = [_HEADINGS, *(_row(one) for one in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"


def write(figures: Mapping[str, tuple[Figure, ...]]) -> None:
    """Put the tables, one for each language, between the marks of the page."""
    tables = "\n".join(f"### {language}\n\n{table(found)}" for language, found in figures.items())
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    PAGE.write_text(f"{before}{_BEGIN}\n{tables}\n{_END}{after}", encoding="utf-8")


def _row(one: Figure) -> tuple[str, ...]:
    counts = (str(one.right), str(one.wrong), str(one.missed))
    shares = (_share(one.precision), _share(one.bar), _share(one.recall))
    return (one.name, one.does, *counts, *shares, "" if one.passes else "*")


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
