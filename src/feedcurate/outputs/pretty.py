"""A table in colour, painted by rich (extra `pretty`).

In: laid-out lines. Out: text with ANSI sequences. The characters are those of `plain`, in the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import StringIO

from feedcurate.errors import MissingExtra
from feedcurate.outputs.pieces import Line, Part

_STYLES: Mapping[Part, str] = {
    Part.HEADING: "bold",
    Part.PLACE: "bold",
    Part.COLLAPSED: "bold yellow",
    Part.AGE: "cyan",
    Part.AUTHOR: "green",
    Part.TEXT: "",
    Part.FADED: "dim",
    Part.MARK: "yellow",
    Part.REASON: "",
    Part.SUMMARY: "bold",
    Part.FIRED: "bold",
    Part.CHANGE: "green",
}


def pretty(lines: Iterable[Line]) -> str:
    """The lines as text in the eight colours that every terminal has, each with its line end.

    Raises:
        MissingExtra: rich is not installed.
    """
    try:
        from rich.console import Console
        from rich.text import Text
    except ImportError as error:
        raise MissingExtra("pretty", "a table in colour") from error
    painted = Text()
    for line in lines:
        for piece in line:
            painted.append(piece.text, _STYLES[piece.part])
        painted.append("\n")
    console = Console(file=StringIO(), force_terminal=True, color_system="standard", no_color=False, width=1_000)
    with console.capture() as captured:
        console.print(painted, end="", soft_wrap=True, highlight=False, markup=False, emoji=False)
    return captured.get()
