"""Mutations as they are written down: which lines of a module went, and which came.

In: diffs, and the page `soak/mutation.md`, which explains those that change nothing. Out: `Flip`s.
"""

from __future__ import annotations

import re
from pathlib import Path

from attrs import frozen

EXPLAINED = Path(__file__).parent / "soak" / "mutation.md"
"""One `diff` block for each flip that is explained, under the heading of its module."""
_PART = re.compile(r"^## `(?P<path>\S+)`$|^```diff\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL)


@frozen
class Flip:
    """A mutation of a module: the lines that went and came, without their indent."""

    path: str
    gone: tuple[str, ...]
    came: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([self.path, *(f"- {line}" for line in self.gone), *(f"+ {line}" for line in self.came)])


def flip_of(path: str, diff: str) -> Flip:
    """The flip that a diff shows, a unified one or its changed lines alone."""
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    gone, came = (tuple(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    return Flip(path, gone, came)


def explained(page: str) -> set[Flip]:
    """The flips that a page explains."""
    path, found = "", set()
    for part in _PART.finditer(page):
        path = part["path"] or path
        if part["lines"]:
            found.add(flip_of(path, part["lines"]))
    return found
