"""Comments to the nodes they belong to.

In: a file without comments, the comments of its text and where they stand. Out: the same file, in which every comment
belongs to exactly one node that has a line of its own in the canonical layout, in the order of the text: a comment
behind something to that, every other one to what comes next or stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen, mutable

from feedcurate.syntax import nodes
from feedcurate.syntax.lexer import Remark
from feedcurate.syntax.nodes import BLANK, NO_COMMENTS, Broken, Comments, File
from feedcurate.text.span import Source

_BETWEEN = re.compile(r"[\s,]*")
_MODE = re.compile(r"\s*(?:shadow|off)?")


def comment_text(raw: str) -> str:
    """A comment as a tree holds it, from what stands behind its `--`: without the one space that the layout puts there."""
    kept = raw.rstrip()
    return kept[1:] if kept[:1] == " " and kept[1:2] not in {" ", "\t", "-"} else kept


def comment_line(text: str) -> str:
    """A comment as it is written, from what a tree holds."""
    return f"--{text}" if text[:1] in {"", " ", "\t", "-"} else f"-- {text}"


@mutable(eq=False)
class _Slot:
    """A stretch of text that comments may belong to."""

    start: int
    end: int
    key: int
    """The identity of the node, or of the expression for a rule's `when`."""
    takes_behind: bool = True
    is_block: bool = False
    """Whether blank lines before it are kept."""
    before: list[str] = field(factory=list)
    behind: str | None = None
    behind_key: int | None = None
    """Another node that the comment behind belongs to."""


def attach(file: File, broken: tuple[Broken, ...], remarks: Sequence[Remark], source: Source) -> File:
    """The file with its broken statements and its comments."""
    everything = sorted([*file.statements, *broken], key=lambda node: node.span.start)
    slots = [slot for node in everything for slot in _slots(node, source.text)]
    end = _distribute(slots, remarks, source.text)
    found = _collect(slots, source.text)
    return evolve(
        file,
        statements=tuple(_with(statement, found) for statement in file.statements),
        broken=tuple(_with(statement, found) for statement in broken),
        end_comments=end,
    )
