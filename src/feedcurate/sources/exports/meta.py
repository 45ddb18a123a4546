"""What the exports of Instagram and Facebook have in common.

In: values of their JSON. Out: texts as they were written: these exports hold each byte of UTF-8 as a character of its
own (`Ã©` for `é`).
"""

from __future__ import annotations

from collections.abc import Iterator

from feedcurate.model.item import Media
from feedcurate.sources.addresses import media_kind
from feedcurate.sources.values import Record, fields, records, words


def meant(value: object) -> str | None:
    """The text that is meant, None for a blank one; one that was written rightly stays as it is."""
    found = words(value)
    if found is None or found.isascii():
        return found
    try:
        return found.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return found


def media_of(given: Record) -> Media | None:
    """A picture or film; its `uri` is a place in the export, not an address."""
    uri = words(given.get("uri"))
    kind = media_kind(None, uri)
    return None if uri is None or kind is None else Media(kind=kind, alt=None)


def labelled(given: Record) -> dict[str, Record]:
    """The values of a record by their labels, in each of the ways in which exports have written them."""
    found = {label: fields(value) for label, value in fields(given.get("string_map_data")).items()}
    for value in _labels(given):
        label = words(value.get("label"))
        if label is not None:
            found.setdefault(label, value)
    return found


def _labels(given: Record) -> Iterator[Record]:
    """`label_values`, which may hold lists of the same kind, two deep."""
    for value in records(given.get("label_values")):
        yield value
        for group in records(value.get("dict")):
            yield group
            yield from records(group.get("dict"))
