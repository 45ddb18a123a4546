"""What may follow `is` and `has`: one closed table a class, made from its fields, plus the words that are no fields.

In: a model class. Out: for each word how it is answered. The checker turns these into expressions, the reference
prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen
from pydantic import BaseModel

from feedcurate.model.derived import derived_of
from feedcurate.model.draft import Draft
from feedcurate.model.fields import Field, fields_of
from feedcurate.model.item import Item
from feedcurate.model.kinds import Enumeration, ListOf, Simple


@frozen
class Flag:
    """True where a field or derived value of kind truth is."""

    path: str


@frozen
class Present:
    """True where a field is known and not empty; never unknown."""

    path: str


@frozen
class Value:
    """True where an enumeration field has a value."""

    path: str
    value: str


@frozen
class HasKind:
    """True where a list field has an element whose `kind` is one of some values; `has`, so never unknown."""

    path: str
    kinds: tuple[str, ...]


IsWord = Flag | Present | Value
HasWord = Flag | Present | HasKind

_RENAMED = {"liked": "liked_by_me", "reposted": "reposted_by_me"}
_IS: Mapping[type, Mapping[str, IsWord]] = {
    Item: {
        "repost": Present("via"),
        "reply": Present("in_reply_to"),
        "quote": Present("quote"),
        "suggested": Value("reason", "suggested"),
    },
    Draft: {"reply": Present("in_reply_to")},
}
_MEDIA: Mapping[str, HasWord] = {
    "image": HasKind("media", ("image",)),
    "video": HasKind("media", ("video", "live")),
    "audio": HasKind("media", ("audio",)),
    "gif": HasKind("media", ("gifv",)),
    "live": HasKind("media", ("live",)),
}
_HAS: Mapping[type, Mapping[str, HasWord]] = {
    Item: _MEDIA,
    Draft: {**_MEDIA, "contact_details": Flag("contact_details")},
}


@cache
def is_words(cls: type[BaseModel]) -> Mapping[str, IsWord]:
    """The words that may follow `is` on a structure: its flags, and the values of its enumerations.

    A word that is both keeps its first meaning: words set apart, flags, then values in the order of the fields.
    """
    words: dict[str, IsWord] = {}
    for base in cls.__mro__:
        words.update(_IS.get(base, {}))
    for name, derived in derived_of(cls).items():
        if derived.kind is Simple.TRUTH:
            words.setdefault(name, Flag(name))
    for name, field in fields_of(cls).items():
        if field.kind is Simple.TRUTH:
            words.setdefault(_RENAMED.get(name, name), Flag(name))
    for name, field in fields_of(cls).items():
        if isinstance(field.kind, Enumeration) and not field.kind.open:
            for value in field.kind.values:
                words.setdefault(value, Value(name, value))
    return words


@cache
def has_words(cls: type[BaseModel]) -> Mapping[str, HasWord]:
    """The words that may follow `has` on a structure: its fields, lists also in the singular, and kinds of media."""
    words: dict[str, HasWord] = {}
    for base in cls.__mro__:
        words.update(_HAS.get(base, {}))
    for name, field in fields_of(cls).items():
        for word in _has_names(name, field):
            words.setdefault(word, Present(name))
    return words


def _has_names(name: str, field: Field) -> tuple[str, ...]:
    if isinstance(field.kind, ListOf):
        return (name, field.kind.singular)
    return () if field.kind is Simple.TRUTH else (name,)
