"""What of a source becomes what: the table that every format has.

In: nothing. Out: the classes of such a table. The page of a source in the reference is made from it, and tests hold it
against the model and against what the format gives.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Row:
    """One field of the model and what it is made of.

    `field` is a path from the post or the activity (`author.handle`); `of` names fields as the source's own
    documentation does, in Markdown; `remark` is what there is to know besides.
    """

    field: str
    of: str
    remark: str = ""


@frozen
class Gap:
    """A field that a source cannot know, and why."""

    field: str
    why: str


@frozen
class Table:
    """A format as its page shows it.

    `name` is the page's, in lower case; `reads` says in Markdown what is recognised. `posts` and `activities` are what
    records become; a field of posts without a row stays unknown, and `gaps` says of some of these why. `described` are
    the addresses of the specification or the documentation; `extra` is what has to be installed.
    """

    name: str
    title: str
    reads: str
    posts: tuple[Row, ...] = ()
    activities: tuple[Row, ...] = ()
    gaps: tuple[Gap, ...] = ()
    described: tuple[str, ...] = ()
    extra: str | None = None
