"""A whole history as JSON objects of one key, and back.

In: such objects, as `History.export` gives them. Out: the records they hold, each checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeVar

from attrs import frozen
from pydantic import BaseModel, Field, ValidationError

from feedcurate.errors import HistoryError
from feedcurate.model.activity import Activity
from feedcurate.model.base import Instant, Model
from feedcurate.model.item import Item
from feedcurate.model.record import Batch, Given, QueuedAdvice

M = TypeVar("M", bound=BaseModel)


class SeenAgain(Model):
    """An instant at which a post was seen, besides the one that the post itself says."""

    source: str = Field(description="the source of the post")
    id: str = Field(description="the id of the post")
    at: Instant = Field(description="when it was seen")


class HeldSince(Model):
    """Since when a thing is held completely."""

    what: str = Field(description="posts, or a kind of activity")
    since: Instant = Field(description="since when")


Record = Item | SeenAgain | Activity | Batch | Given | QueuedAdvice | HeldSince


@frozen
class Archived:
    """The records of an export but its posts and activities, which are many."""

    seen: tuple[SeenAgain, ...] = ()
    batches: tuple[Batch, ...] = ()
    given: tuple[Given, ...] = ()
    advice: tuple[QueuedAdvice, ...] = ()
    held: tuple[HeldSince, ...] = ()

    @property
    def since(self) -> dict[str, datetime | None]:
        """Since when things are held."""
        return {one.what: one.since for one in self.held}


def archived(records: Iterable[Record]) -> Archived:
    """The records of an export that are neither posts nor activities, by kind."""
    left = list(records)
    return Archived(
        _only(SeenAgain, left),
        _only(Batch, left),
        _only(Given, left),
        _only(QueuedAdvice, left),
        _only(HeldSince, left),
    )


def read_archive(records: Iterable[Mapping[str, object]], item: type[Item]) -> Iterator[Record]:
    """Each record of an export; posts are read as `item`.

    Raises:
        HistoryError: an object is no record; nothing is said about those after it.
    """
    kinds: Mapping[str, type[Record]] = {
        "item": item,
        "seen": SeenAgain,
        "activity": Activity,
        "batch": Batch,
        "given": Given,
        "advice": QueuedAdvice,
        "held": HeldSince,
    }
    for number, record in enumerate(records, 1):
        key = next(iter(record), "")
        if len(record) != 1 or key not in kinds:
            raise HistoryError(f"record {number} of the export is none of {', '.join(kinds)}")
        try:
            yield kinds[key].model_validate(record[key])
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            place = ".".join(str(part) for part in (key, *first["loc"]))
            raise HistoryError(f"record {number} of the export: `{place}`: {first['msg'].lower()}") from None


def _only(kind: type[M], records: Iterable[object]) -> tuple[M, ...]:
    return tuple(record for record in records if isinstance(record, kind))
