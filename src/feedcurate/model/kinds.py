"""The kinds of values of the language.

In: nothing. Out: a closed union, `Kind`; the checker infers one for every expression, the model's fields are mapped
to them by `fields`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from pydantic import BaseModel


class Simple(StrEnum):
    """Kinds without parts; the value is how a message names them."""

    TRUTH = "truth"
    NUMBER = "number"
    SHARE = "share"
    DURATION = "duration"
    INSTANT = "instant"
    DATE = "date"
    CLOCK = "clock"
    DAY = "day"
    TEXT = "text"
    SITE = "site"
    LANGUAGE = "language"
    HASHTAG = "hashtag"
    ADDRESS = "address"


@frozen
class Enumeration:
    """One of some words. `ordered` ones can be compared by size; an `open` one takes words that are not listed."""

    name: str
    values: tuple[str, ...]
    ordered: bool = False
    open: bool = False

    def __str__(self) -> str:
        """How a message names it."""
        return f"one of {', '.join(self.values)}" if not self.open else self.name


@frozen
class Structure:
    """Something with fields: a model class. An account is a structure too."""

    name: str
    cls: type[BaseModel] = field(repr=False)

    def __str__(self) -> str:
        """How a message names it."""
        return self.name


@frozen
class ListOf:
    """A list of the model: `post.media`; `singular` names an element inside `where`."""

    element: Kind
    singular: str

    def __str__(self) -> str:
        """How a message names it."""
        return f"list of {self.element}"


@frozen
class SetOf:
    """A set written in a rule file or declared as a list there."""

    element: Kind

    def __str__(self) -> str:
        """How a message names it."""
        return f"set of {self.element}"


Kind = Simple | Enumeration | Structure | ListOf | SetOf

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
