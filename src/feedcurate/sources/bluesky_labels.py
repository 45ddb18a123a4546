"""Labels of Bluesky (https://atproto.com/specs/label).

In: the labels of a view and those a record puts on itself. Out: `Label`s, and whether one of them is for adults.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from feedcurate.model.item import Label
from feedcurate.sources.bluesky_account import did_of
from feedcurate.sources.dates import Dates
from feedcurate.sources.making import quickly
from feedcurate.sources.values import Record, fields, records, text, words

_label = quickly(Label)
# The values with a meaning of their own that apps hide from minors.
_ADULT = frozenset({"porn", "sexual", "nudity", "nsfl", "gore", "graphic-media"})
_FIRST = datetime.min.replace(tzinfo=UTC)


def labels(post: Record, record: Record, dates: Dates) -> tuple[Label, ...] | None:
    """Each label once: of those by one source with one value the latest, which may take the earlier back."""
    if "labels" not in post and "labels" not in record:
        return None
    if not post.get("labels") and not record.get("labels"):
        return ()
    latest: dict[tuple[str | None, str], tuple[datetime, Label]] = {}
    for made, label in _all(post, record, dates):
        known = latest.get((label.source, label.value))
        if known is None or made >= known[0]:
            latest[label.source, label.value] = (made, label)
    return tuple(label for _, label in latest.values())


def is_adult(marks: Sequence[Label] | None) -> bool | None:
    """Whether a label that holds says that it is not for everyone; unknown where labels are."""
    return None if marks is None else any(mark.value in _ADULT and not mark.negated for mark in marks)


def _all(post: Record, record: Record, dates: Dates) -> Iterator[tuple[datetime, Label]]:
    own = did_of(text(post.get("uri")) or "")
    for given in records(fields(record.get("labels")).get("values")):
        if value := words(given.get("val")):
            yield _FIRST, _label(source=own, value=value)
    for given in records(post.get("labels")):
        if value := words(given.get("val")):
            label = _label(
                source=words(given.get("src")),
                value=value,
                negated=given.get("neg") is True,
                expires_at=dates.iso(given.get("exp")),
            )
            yield dates.iso(given.get("cts")) or _FIRST, label
