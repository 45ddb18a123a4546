from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from feedcurate.model.activity import Activity
from feedcurate.model.item import Item
from feedcurate.sources.formats import FORMATS, tables
from feedcurate.sources.read import read
from feedcurate.sources.tables import Table

ROOT = Path(__file__).resolve().parents[2]
TABLES = {table.name: table for table in tables()}


def classes(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a value so annotated is, or holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from classes(part)


def is_field(path: str, cls: type[BaseModel]) -> bool:
    """Whether a dotted path leads to a field of the model."""
    first, _, rest = path.partition(".")
    if first not in cls.model_fields:
        return False
    return not rest or any(is_field(rest, inner) for inner in classes(cls.model_fields[first].annotation))


def test_a_path_that_leads_nowhere_is_found_out() -> None:
    """Else the next test would prove nothing."""
    assert is_field("author.handle", Item)
    assert is_field("media.duration", Item)
    assert not is_field("author.nickname", Item)
    assert not is_field("text.length", Item)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_table_names_only_fields_of_the_model(table: Table) -> None:
    """Each once, with what it is made of or a remark."""
    assert not [row.field for row in table.posts if not is_field(row.field, Item)]
    assert not [row.field for row in table.activities if not is_field(row.field, Activity)]
    assert not [gap.field for gap in table.gaps if not is_field(gap.field, Item) and not is_field(gap.field, Activity)]
    for rows in (table.posts, table.activities):
        assert len({row.field for row in rows}) == len(rows)
        assert all(row.of or row.remark for row in rows)


def test_every_format_has_a_table_and_every_table_a_page() -> None:
    """Of a name that no other has, and that says what is read."""
    assert len(TABLES) == len(tables())
    assert all(form.table in tables() for form in FORMATS)
    for name, table in TABLES.items():
        assert table.reads.endswith(".")
        assert table.posts or table.activities
        assert (ROOT / "docs" / "reference" / "sources" / f"{name}.md").is_file()


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_what_a_source_cannot_know_is_not_in_its_table(table: Table) -> None:
    """A gap is none that a row fills."""
    assert not {gap.field for gap in table.gaps} & {row.field for row in (*table.posts, *table.activities)}


PARTS = ("author", "via", "in_reply_to", "poll", "media", "links")


def known_paths(item: Item) -> Iterator[str]:
    """The fields that an item knows, those of its parts as paths where the table may have them one by one."""
    for name in item.model_fields_set - {"signals"}:
        value = getattr(item, name)
        for one in value if isinstance(value, tuple) else (value,):
            if one is None:
                continue
            yield name
            if name in PARTS:
                yield from (f"{name}.{inner}" for inner in one.model_fields_set if getattr(one, inner) is not None)


def without_row(paths: set[str], table: Table) -> set[str]:
    """Those that a table has no row for, neither of their own nor for what they are a part of, nor for their parts."""
    rows = {row.field for row in table.posts}
    covered = rows | {row.partition(".")[0] for row in rows}
    # The site of a link follows from its address, in the model.
    return {path for path in paths if path not in covered and path.partition(".")[0] not in rows} - {"links.site"}


SAMPLES = {
    "feeds": ["feeds"],
    "jsonfeed": ["feeds/gofeed/parser/json"],
    "mastodon": ["mastodon/statuses.jsonl"],
    "bluesky": ["bluesky/feed_view_posts.jsonl", "bluesky/post_views.jsonl", "bluesky/thread_views.jsonl"],
    "reddit": ["reddit/posts.jsonl", "reddit/comments.jsonl"],
}
FORMAT_OF = {"feeds": {"rss", "youtube"}}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_table_has_a_row_for_all_that_its_format_says(corpus: Path, name: str) -> None:
    """Every field that is known of any post of the corpus is in the table of its source."""
    sources = FORMAT_OF.get(name, {name})
    items = [item for item in read([corpus / path for path in SAMPLES[name]]).items if item.source in sources]
    assert items
    found = {path for item in items for path in known_paths(item)}
    assert not without_row(found, TABLES[name])
