"""A table without colour. In: laid-out lines. Out: text."""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.outputs.pieces import Line


def plain(lines: Iterable[Line]) -> str:
    """The lines as text, each with its line end."""
    return "".join("".join(piece.text for piece in line).rstrip() + "\n" for line in lines)
