"""What a format is, and what reading gives.

In: nothing. Out: the interface every format implements, and the frozen result of reading. Adding a format is one file
with such a class: of this project's with an entry of the tuple in `formats`, of others' with an entry point.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeGuard, TypeVar

from attrs import frozen

from feedcurate.model.activity import Activity
from feedcurate.model.decision import InputProblem
from feedcurate.model.item import Item
from feedcurate.sources.dates import Dates
from feedcurate.sources.tables import Table

ItemT = TypeVar("ItemT", bound=Item)
Item_co = TypeVar("Item_co", bound=Item, covariant=True)


class Unreadable(ValueError):
    """A record is none of its format, or lacks what an item must have; the message says what."""


class Format(Protocol):
    """One format of posts. `document` is a parsed JSON value, a `content.Markup`, or `content.Other`."""

    @property
    def table(self) -> Table:
        """What becomes what."""

    def recognise(self, document: object) -> str | None:
        """What it takes the document for, by what is in it (`Mastodon`, `RSS`); None where it is another format's."""

    def records(self, document: object) -> Iterable[object]:
        """The records of a document it recognised, each to be made an item of; none are left out."""

    def item(self, make: type[ItemT], record: Any, dates: Dates) -> ItemT | None:
        """The item of one of its records; `make` is the class wanted. Raises `Unreadable` or a ValidationError.

        None where the record is no post but something that the reader did.
        """


class Diary(Format, Protocol):
    """A format whose records also say what the reader did, as in exports of one's own data."""

    def activities(self, record: Any, dates: Dates) -> Iterable[Activity]:
        """What one of its records says that was done. Raises `Unreadable` or a ValidationError."""


def is_diary(form: Format) -> TypeGuard[Diary]:
    """Whether a format also says what the reader did."""
    return hasattr(form, "activities")


@frozen
class Recognised:
    """What an input was taken for, and how many posts and activities came of it.

    Of inputs that are nothing but activities, `count` is how many of these there are.
    """

    name: str
    format: str
    count: int
    activities: int = 0


@frozen
class ReadLimits:
    """How much is read of an input that nobody vouches for.

    `document_bytes` bounds a document that has to be held whole (everything but JSON Lines, which may be of any
    length), `line_bytes` one line of JSON Lines, `problems` how many problems of one input are told singly, `files`
    how many files of a folder or an archive are read. What is packed may unpack to `archive_bytes` an archive, and each
    file to `archive_ratio` times its packed size, as soon as it is large.
    """

    document_bytes: int = 64 * 1024 * 1024
    line_bytes: int = 8 * 1024 * 1024
    problems: int = 100
    files: int = 100_000
    archive_bytes: int = 4 * 1024 * 1024 * 1024
    archive_ratio: int = 200


@frozen
class Reading(Generic[Item_co]):
    """Everything that was read, in the order of the inputs; `sources` says what each was taken for."""

    items: tuple[Item_co, ...] = ()
    problems: tuple[InputProblem, ...] = ()
    sources: tuple[Recognised, ...] = ()
