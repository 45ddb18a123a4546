"""The corpus' files of an oracle → what it says of them, as facts.

In: the folder of the corpus. Out: for every file its facts, how many published values our model has no field for, and
the paths that the mapping does not know.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import define, field

from feedcurate.model.item import Item
from tests.sources.oracles.documents import is_plain, items_of, text_of
from tests.sources.oracles.expectations import expectation
from tests.sources.oracles.facts import Fact
from tests.sources.oracles.mapping import (
    FEED_LINKS,
    FEEDPARSER,
    FEEDPARSER_OUTSIDE,
    GOFEED,
    GOFEED_OUTSIDE,
    LINKS,
    outside,
)
from tests.sources.oracles.paths import Leaf, leaves
from tests.sources.oracles.visible import seen

# Where upstream's own test server stands, which its expected values name.
SERVER = "http://127.0.0.1:8097/"


@define
class Published:
    """What an oracle says of all its files."""

    facts: list[tuple[Fact, tuple[Item, ...]]] = field(factory=list)
    outside: Counter[str] = field(factory=Counter)
    unmapped: list[str] = field(factory=list)


def of_feedparser(folder: Path) -> Published:
    """What the comments of feedparser's files say; a file is served from where its expected values say it was."""
    published = Published()
    for path in sorted(folder.rglob("*.xml")):
        text = text_of(path)
        said = expectation(text)
        name = path.relative_to(folder).as_posix()
        if said.leaves:
            items = items_of(path, said.headers, SERVER + name)
            base = said.headers.get("content-location", SERVER + name)
            _take(published, name, said.leaves, (FEEDPARSER, FEEDPARSER_OUTSIDE), text, base, items)
    return published


def of_gofeed(folder: Path) -> Published:
    """What gofeed's expected outputs say."""
    published = Published()
    for path in sorted(folder.rglob("*")):
        beside = path.with_suffix(".json") if path.suffix == ".xml" else path.with_name(path.stem + "_expected.json")
        if path == beside or not beside.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        expected = tuple(leaves(json.loads(beside.read_text(encoding="utf-8"))))
        _take(published, name, expected, (GOFEED, GOFEED_OUTSIDE), text_of(path), "", items_of(path, {}, None))
    return published


def _take(
    published: Published,
    name: str,
    said: tuple[Leaf, ...],
    tables: tuple[Mapping[str, str], Mapping[str, str]],
    text: str,
    base: str,
    items: tuple[Item, ...],
) -> None:
    inside, beside = tables
    for leaf in said:
        first, *rest = leaf.keys
        is_entry = first in ("entries", "items") and bool(rest)
        keys = rest if first in ("entries", "items", "feed") else list(leaf.keys)
        path = ".".join(("entry" if is_entry else "feed", *keys)) if keys else first
        found = list(_facts(leaf, path, inside, text, (name, base)))
        published.facts += ((fact, items) for fact in found)
        if not found:
            reason = outside(beside, path) or outside(beside, leaf.path)
            published.outside[reason or ""] += 1
            if reason is None and path not in inside:
                published.unmapped.append(f"{name}: {path}")


def _facts(leaf: Leaf, path: str, table: Mapping[str, str], text: str, of: tuple[str, str]) -> Iterator[Fact]:
    """The facts that a published value is; none where it is of no field of ours in this document."""
    field_name = _field(leaf, table.get(path, ""), text)
    if not field_name:
        return
    in_entry = path.startswith("entry.")
    entry = leaf.places[0] if in_entry else None
    element = next(key for key in reversed(path.split(".")) if key != "value").removesuffix("_detail")
    plain = path.startswith(("entry.content_text", "entry.dcExt")) or is_plain(text, element, in_entry=in_entry)
    value = leaf.value
    name, base = of
    where = ".".join(str(step) for step in leaf.steps)
    yield Fact(name, where, entry, field_name, value, is_plain=plain, base=base)
    if field_name == "text" and not plain and isinstance(value, str):
        shown = seen(value)
        for number, address in enumerate(shown.links):
            yield Fact(name, f"{where}<a {number}>", entry, "links", address, base=base)
        for number, address in enumerate(shown.pictures):
            yield Fact(name, f"{where}<img {number}>", entry, "media", address, base=base)


def _field(leaf: Leaf, rule: str, text: str) -> str:
    """The field that a rule of the mapping names, "" where it names none for this value."""
    is_atom = re.search(r"<(?:\w+:)?feed[\s>]", text) is not None
    rule, _, where = rule.partition(" in ")
    if where == "Atom" and not is_atom:
        return ""
    is_first = not leaf.places or leaf.places[-1] == 0
    near = leaf.siblings
    rel = str(near.get("rel", "alternate"))
    entries = near.get("items") or near.get("entries")
    named = [near, *(entry for entry in entries if isinstance(entry, dict))] if isinstance(entries, list) else [near]
    is_named = any(one.get("author") or one.get("authors") for one in named)
    conditions = {
        "links by stated rel": (LINKS.get(rel, ""), "rel" in near),
        "feed links by stated rel": (FEED_LINKS.get(rel, ""), "rel" in near),
        "author.url where no author is named": ("author.url", not is_named),
        "links by rel": (LINKS.get(rel, ""), True),
        "feed links by rel": (FEED_LINKS.get(rel, ""), True),
        "author without a name": ("author", not near.get("name")),
        "first author": ("author", is_first),
        "first author.url": ("author.url", is_first),
        "tag without a label": ("tags", not near.get("label")),
        "text without content": ("text", not any(near.get(key) for key in ("content", "content_html", "content_text"))),
        "text without HTML": ("text", not near.get("content_html")),
    }
    name, holds = conditions.get(rule, (rule, True))
    return name if holds else ""
