"""Small pieces of Markdown.

In: words. Out: tables and code, with what would end a cell escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are Markdown, line ends and bars in them are taken care of."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def code(text: str) -> str:
    """A piece of code in a line."""
    return f"`{text}`"


def codes(texts: Iterable[str]) -> str:
    """Pieces of code with commas between them."""
    return ", ".join(code(text) for text in texts)


def _cell(text: str) -> str:
    return text.replace("\n", " ").replace("|", "\\|")
