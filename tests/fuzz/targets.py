"""What is fuzzed: each parser of documents of others, and what it begins with.

In: bytes. Out: nothing; whatever is raised is a finding. A reader has to end without an exception, in items that can be
written and in messages that can be printed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from feedcurate.model.item import Item
from feedcurate.sources.charsets import markup_text
from feedcurate.sources.dialects import spoken_instant
from feedcurate.sources.html import prose
from feedcurate.sources.read import read
from feedcurate.sources.shown import safe_html
from tests.fuzz import packed, social

_LARGEST = 20_000


@frozen
class Target:
    """A parser, the files of the corpus (by patterns) whose small ones it begins with, and what else it does."""

    check: Callable[[bytes], object]
    seeds: tuple[str, ...]
    own: Callable[[], Iterable[bytes]] = tuple


def documents(data: bytes) -> None:
    """Whatever it is taken for."""
    reading = read(["-"], stdin=io.BytesIO(data))
    assert reading.items or reading.problems or reading.sources
    for item in reading.items:
        Item.model_validate_json(item.model_dump_json())
    assert all(problem.message.isprintable() for problem in reading.problems)


def markup(data: bytes) -> None:
    """HTML as text, and as HTML that can be shown; the encoding of a document."""
    text = data.decode("utf-8", "replace")
    shown = prose(text, base="https://a.example/")
    assert not shown.text or shown.text == shown.text.strip()
    assert "<script" not in safe_html(text, "https://a.example/").lower()
    markup_text(b"<" + data, text[:100]).encode()


def dates(data: bytes) -> None:
    """A date."""
    found = spoken_instant(data.decode("utf-8", "replace"))
    assert found is None or found.utcoffset() is not None


TARGETS: Mapping[str, Target] = {
    "feeds": Target(documents, ("feeds/**/*.xml", "feeds/**/*.opml")),
    "json": Target(
        documents, ("feeds/**/*.json", "activitystreams/*.json*", "bluesky/sdk_samples/*", "reddit/listings/*")
    ),
    "lines": Target(documents, ("mastodon/*.jsonl", "bluesky/*.jsonl", "reddit/*.jsonl")),
    "platforms": Target(documents, (), social.platforms_to_begin_with),
    "markup": Target(markup, ("feeds/feedparser/wellformed/sanitize/*.xml", "feeds/real/**/*.xml")),
    "dates": Target(dates, ("datetime/*.json",)),
    "exports": Target(packed.exports, (), packed.exports_to_begin_with),
    "lists": Target(packed.lists, ("feeds/opml/*",), packed.lists_to_begin_with),
    "archives": Target(packed.archives, (), packed.archives_to_begin_with),
}


def seeds(target: Target, corpus: Path) -> Iterator[bytes]:
    """What a target begins with: small files whole, of others the first lines and the beginning; then its own."""
    for pattern in target.seeds:
        for path in sorted(corpus.glob(pattern)):
            data = path.read_bytes()
            if len(data) <= _LARGEST:
                yield data
            else:
                yield from data[:_LARGEST].splitlines()[:3]
                yield data[:_LARGEST]
    yield from target.own()


if __name__ == "__main__":
    print(*TARGETS)  # noqa: T201  (`make fuzz` asks)
