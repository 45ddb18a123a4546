"""The pages of sources: a list of them, and for each what is read and what becomes what.

In: the tables of the formats that ship. Out: the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docs.generating.markdown import code, codes, table
from feedcurate.model.activity import Activity
from feedcurate.model.item import Item
from feedcurate.sources.formats import tables
from feedcurate.sources.tables import Row, Table

INTRODUCTION = """\
# Sources

What feedcurate reads, and for each source a page on what becomes what. Formats are recognised by what is in a file;
what it is called plays no part. How to give them: [Read feeds](../../how-to/read-feeds.md). A format that is missing
can be [added by a package of your own](../../how-to/add-a-format.md).

What a source does not say is *unknown*, and [what is unknown never triggers a
rule](../../explanation/unknown.md).

"""


def pages() -> Iterator[tuple[str, str]]:
    """The list of sources, and a page for each."""
    known = sorted(tables(), key=lambda one: one.title.casefold())
    rows = [(f"[{one.title}]({one.name}.md)", _gives(one), code(one.extra) if one.extra else "") for one in known]
    yield "reference/sources/index.md", INTRODUCTION + table(("source", "gives", "needs the extra"), rows)
    for one in known:
        yield f"reference/sources/{one.name}.md", _page(one)


def _gives(one: Table) -> str:
    parts = (("posts", one.posts), ("activities", one.activities))
    return " and ".join(word for word, rows in parts if rows)


def _page(one: Table) -> str:
    parts = [f"# {one.title}", one.reads]
    if one.extra:
        parts.append(f"Needs an extra: `pip install 'feedcurate[{one.extra}]'`.")
    if one.described:
        parts.append("Written after: " + ", ".join(f"<{address}>" for address in one.described) + ".")
    if one.posts:
        parts += ["## Posts", "Fields of a [post](../fields.md#post).", _rows(one.posts), _missing(Item, one.posts)]
    if one.activities:
        rows = one.activities
        parts += ["## Activities", "Fields of an [activity](../activities.md).", _rows(rows), _missing(Activity, rows)]
    if one.gaps:
        told = ((code(gap.field), gap.why) for gap in one.gaps)
        parts += ["## What it cannot know", table(("field", "why"), told).rstrip()]
    return "\n\n".join(part for part in parts if part) + "\n"


def _rows(rows: Iterable[Row]) -> str:
    return table(("field", "from", "remark"), ((code(row.field), row.of, row.remark) for row in rows)).rstrip()


def _missing(cls: type[Item] | type[Activity], rows: Iterable[Row]) -> str:
    """The fields that no row is about; what a host adds, and what `read` is given, are no source's to say."""
    told = {row.field.partition(".")[0] for row in rows} | {"fetched_at", "signals"}
    names = [name for name in cls.model_fields if name not in told]
    return f"Unknown from this source: {codes(names)}." if names else ""
