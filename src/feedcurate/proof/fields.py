"""The fields of structures as variables, and what the model says of them.

In: a structure and the name of a field. Out: what the field is, the same for the same path. Every field may be unknown
but those without which there is no structure (a post's id and source, the value of a label).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import z3
from attrs import Factory, define, frozen
from pydantic import BaseModel

from feedcurate.model.account import Account, Claim
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item, Label
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple, Structure
from feedcurate.proof.lists import Lists
from feedcurate.proof.quantities import text_number, variable
from feedcurate.proof.terms import Listing, Meaning, Term, Thing, Truth, Value, decided, either
from feedcurate.proof.theory import Theory

_ALWAYS: Mapping[type[BaseModel], tuple[str, ...]] = {
    Item: ("id", "source"),
    Label: ("value", "negated"),
    Claim: ("kind",),
}
"""The fields that are always known."""


@frozen(eq=False)
class FieldOf:
    """A field that an encoding has looked at: whose it is, its kind, and what it became."""

    owner: Thing
    name: str
    kind: Kind
    meaning: Meaning


@define(eq=False)
class Fields:
    """The fields of one encoding, by path."""

    theory: Theory
    lists: Lists
    found: dict[str, FieldOf] = Factory(dict)

    def get(self, owner: Thing, name: str) -> Meaning:
        """A field of a structure."""
        path = f"{owner.path}.{name}"
        if path not in self.found:
            kind = fields_of(owner.cls)[name].kind
            self.found[path] = FieldOf(owner, name, kind, self._made(owner, name, kind, path))
        return self.found[path].meaning

    def value(self, owner: Thing, name: str) -> Value:
        """A field that has a size or is a text."""
        found = self.get(owner, name)
        assert isinstance(found, Value)  # noqa: S101 - the caller names a field of the model
        return found

    def truth(self, owner: Thing, name: str) -> Truth:
        """A field that is true or false."""
        found = self.get(owner, name)
        assert isinstance(found, Truth)  # noqa: S101 - the caller names a field of the model
        return found

    def thing(self, owner: Thing, name: str) -> Thing:
        """A field that is a structure."""
        found = self.get(owner, name)
        assert isinstance(found, Thing)  # noqa: S101 - the caller names a field of the model
        return found

    def _made(self, owner: Thing, name: str, kind: Kind, path: str) -> Meaning:
        known = (
            owner.present if _is_always_known(owner.cls, name) else z3.And(owner.present, self.theory.flag(f"{path}?"))
        )
        match kind:
            case Structure(_, cls):
                return Thing(path, known, cls)
            case ListOf(element):
                return self.listing(path, known, element)
            case Simple.TRUTH:
                return decided(known, self.theory.flag(path))
            case _:
                return self._value(owner.cls, name, kind, path, known)

    def _value(self, cls: type[BaseModel], name: str, kind: Kind, path: str, known: Term) -> Value:
        whole = kind is Simple.NUMBER and _is_whole(cls, name)
        value = variable(self.theory, kind, path, known, is_whole=whole)
        if isinstance(kind, Enumeration) and not kind.open:
            words = [value.term == text_number(self.theory, kind, word) for word in kind.values]
            self.theory.require(either(words))
        if name == "id" and issubclass(cls, Item):
            self.theory.require(z3.Not(value.empty))
        return value

    def listing(self, path: str, known: Term, kind: Kind) -> Listing:
        """A list of some kind of elements."""
        return self.lists.listing(path, known, lambda at, present: self._element(kind, at, present))

    def _element(self, kind: Kind, path: str, present: Term) -> Thing | Value:
        if isinstance(kind, Structure):
            return Thing(path, present, kind.cls)
        return variable(self.theory, kind, path, present)


def _is_always_known(cls: type[BaseModel], name: str) -> bool:
    return any(issubclass(cls, base) and name in names for base, names in _ALWAYS.items())


def _is_whole(cls: type[BaseModel], name: str) -> bool:
    annotation: object = cls.model_fields[name].annotation
    return annotation is int or set(get_args(annotation)) == {int, type(None)}


def names_of(account: Thing, fields: Fields) -> dict[str, Value]:
    """What an account is known by: its id, its handle, its address."""
    assert issubclass(account.cls, Account)  # noqa: S101 - the checker has made sure
    return {name: fields.value(account, name) for name in ("id", "handle", "url")}
