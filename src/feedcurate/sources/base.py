"""What a format is, and what reading gives.

In: nothing. Out: the interface every format implements, and the frozen result of reading. Adding a format is one file
with such a class and one entry of the tuple in `formats`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeVar

from attrs import frozen

from feedcurate.model.decision import InputProblem
from feedcurate.model.item import Item
from feedcurate.sources.dates import Dates

ItemT = TypeVar("ItemT", bound=Item)
Item_co = TypeVar("Item_co", bound=Item, covariant=True)


class Unreadable(ValueError):
    """A record is none of its format, or lacks what an item must have; the message says what."""


class Format(Protocol):
    """One format. `document` is a parsed JSON value, or a `content.Markup`."""

    def recognise(self, document: object) -> str | None:
        """What it takes the document for, by what is in it (`Mastodon`, `RSS`); None where it is another format's."""

    def records(self, document: object) -> Iterable[object]:
        """The records of a document it recognised, each to be made an item of; none are left out."""

    def item(self, make: type[ItemT], record: Any, dates: Dates) -> ItemT:
        """The item of one of its records; `make` is the class wanted. Raises `Unreadable` or a ValidationError."""


@frozen
class Recognised:
    """What an input was taken for, and how many posts came of it."""

    name: str
    format: str
    count: int


@frozen
class ReadLimits:
    """How much is read of an input that nobody vouches for.

    `document_bytes` bounds a document that has to be held whole (everything but JSON Lines, which may be of any
    length), `line_bytes` one line of JSON Lines, `problems` how many problems of one input are told singly, `files`
    how many files of folders are read.
    """

    document_bytes: int = 64 * 1024 * 1024
    line_bytes: int = 8 * 1024 * 1024
    problems: int = 100
    files: int = 100_000


@frozen
class Reading(Generic[Item_co]):
    """Everything that was read, in the order of the inputs; `sources` says what each was taken for."""

    items: tuple[Item_co, ...] = ()
    problems: tuple[InputProblem, ...] = ()
    sources: tuple[Recognised, ...] = ()
