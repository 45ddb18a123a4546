"""What a reader sees of a post or a draft, field by field.

In: a post or a draft. Out: its texts with their paths: `text`, `tags[0]`, `media[1].alt`, `quote.title`.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from feedcurate.model.draft import Draft
from feedcurate.model.item import Item

QUOTES = 8
"""How many posts deep quotes of quotes are looked into."""


@frozen
class TextField:
    """A text as the reader sees it. A `tag` is a hashtag of the post's own list, written without its `#`."""

    path: str
    text: str
    tag: bool = False


def posts_seen(item: Item) -> Iterator[tuple[str, Item]]:
    """A post and those it quotes, each with what its fields' paths begin with."""
    prefix = ""
    for _ in range(1 + QUOTES):
        yield prefix, item
        if item.quote is None:
            return
        prefix, item = f"{prefix}quote.", item.quote


def fields_seen(item: Item | Draft) -> tuple[TextField, ...]:
    """Everything a reader sees of a post, its quoted post included, or of a draft; unknown fields are left out."""
    if isinstance(item, Draft):
        return tuple(_written(item, ""))
    return tuple(field for prefix, post in posts_seen(item) for field in _own(post, prefix))


def _written(item: Item | Draft, prefix: str) -> Iterator[TextField]:
    for name, text in (("title", item.title), ("summary", item.summary), ("text", item.text)):
        if text is not None:
            yield TextField(f"{prefix}{name}", text)
    for i, tag in enumerate(item.tags or ()):
        yield TextField(f"{prefix}tags[{i}]", tag, tag=True)
    for i, media in enumerate(item.media or ()):
        if media.alt is not None:
            yield TextField(f"{prefix}media[{i}].alt", media.alt)


def _own(item: Item, prefix: str) -> Iterator[TextField]:
    yield from _written(item, prefix)
    for i, link in enumerate(item.links or ()):
        for name, text in (("title", link.title), ("description", link.description)):
            if text is not None:
                yield TextField(f"{prefix}links[{i}].{name}", text)
    for i, option in enumerate((item.poll.options if item.poll is not None else None) or ()):
        if option.text is not None:
            yield TextField(f"{prefix}poll.options[{i}].text", option.text)
