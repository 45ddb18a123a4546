"""What a reader sees of a post or a draft, field by field.

In: a post or a draft. Out: its texts with their paths: `text`, `tags[0]`, `media[1].alt`, `quote.title`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    return tuple(
        TextField(f"{prefix}{name.format(i)}", text, tag)
        for prefix, post in _posts(item)
        for name, i, tag, text in _written(post)
    )


def texts_seen(item: Item | Draft) -> list[tuple[bool, str]]:
    """The texts of `fields_seen`, each behind whether it is a tag.

    Every post is asked for them several times, and to put the paths together would take longer than all the rest.
    """
    if item.__class__ is not Item or item.quote is not None:
        return [text for _, post in _posts(item) for text in _texts(post)]
    return _texts(item)


def _texts(item: Item | Draft) -> list[tuple[bool, str]]:
    """The texts of `_written`."""
    found = [(False, text) for text in (item.title, item.summary, item.text) if text is not None]
    if item.tags:
        found += [(True, tag) for tag in item.tags]
    if item.media:
        found += [(False, media.alt) for media in item.media if media.alt is not None]
    # To tell that a model is of no other class takes long; that it is of its own does not.
    if item.__class__ is not Item and isinstance(item, Draft):
        return found
    if item.links:
        found += [(False, text) for link in item.links for text in (link.title, link.description) if text is not None]
    if item.poll is not None and item.poll.options:
        found += [(False, option.text) for option in item.poll.options if option.text is not None]
    return found


def _posts(item: Item | Draft) -> Iterable[tuple[str, Item | Draft]]:
    return (("", item),) if isinstance(item, Draft) else posts_seen(item)


def _written(item: Item | Draft) -> Iterator[tuple[str, int, bool, str]]:
    """A pattern of a path, a number for it, whether it is a tag, and the text."""
    for name, text in (("title", item.title), ("summary", item.summary), ("text", item.text)):
        if text is not None:
            yield name, 0, False, text
    for i, tag in enumerate(item.tags or ()):
        yield "tags[{}]", i, True, tag
    for i, media in enumerate(item.media or ()):
        if media.alt is not None:
            yield "media[{}].alt", i, False, media.alt
    if isinstance(item, Draft):
        return
    for i, link in enumerate(item.links or ()):
        if link.title is not None:
            yield "links[{}].title", i, False, link.title
        if link.description is not None:
            yield "links[{}].description", i, False, link.description
    for i, option in enumerate((item.poll.options if item.poll is not None else None) or ()):
        if option.text is not None:
            yield "poll.options[{}].text", i, False, option.text
