"""What every node has: a span, and for those with a line of their own, comments.

In: nothing. Out: the base classes. Spans and comments are carried along but left out of equality, so that two
layouts of one program are equal trees.
"""

from __future__ import annotations

from attrs import field, frozen

from feedcurate.text.span import NOWHERE, Span

BLANK = "\n"
"""Stands among comments for a blank line that the layout keeps; no comment holds a line end."""


@frozen
class Comments:
    """The comments that belong to a node: those on lines of their own before it, and the one behind it.

    A comment is what stands behind `--`, without the space after that. `before` may hold `BLANK`s.
    """

    before: tuple[str, ...] = ()
    behind: str | None = None


NO_COMMENTS = Comments()


@frozen(kw_only=True)
class Node:
    """Anything that stands in a file."""

    span: Span = field(default=NOWHERE, eq=False, repr=False)


@frozen(kw_only=True)
class Line(Node):
    """A node that has a line of its own in the canonical layout, so that comments can belong to it."""

    comments: Comments = field(default=NO_COMMENTS, eq=False, repr=False)
