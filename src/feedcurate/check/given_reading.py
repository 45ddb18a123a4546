"""What the parts of a detail stand for: paths into the model, and values to put there.

In: expressions behind `with`. Out: `Path`s with their kinds, and values as the model takes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen
from pydantic import BaseModel

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.given_fields import Path, account_fields
from feedcurate.check.given_instead import NotGivenError, instead
from feedcurate.check.literals import account_entry, duration_of
from feedcurate.check.scope import Scope
from feedcurate.model.account import Account
from feedcurate.model.derived import derived_of
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item
from feedcurate.model.kinds import Kind, Simple, Structure
from feedcurate.syntax import nodes


@frozen(eq=False)
class Reader:
    """Reads details about a class; `roots` are where the names stand that one may begin with."""

    e: Elaboration
    scope: Scope
    cls: type[BaseModel]
    roots: Mapping[str, Path]

    def begins(self, node: nodes.Expr) -> bool:
        """Whether this is a path into what is given."""
        return next(_names(node), "") in self.roots

    def place(self, node: nodes.Expr) -> tuple[Path, Kind]:
        """Where something stands in the model, and of which kind it is."""
        names = tuple(_names(node))
        if not names or names[0] not in self.roots:
            raise NotGivenError(instead(node, self.scope))
        typed = self.e.infer(node, self.scope)
        path = (*self.roots[names[0]], *names[1:])
        if typed is None or not self._is_field(path):
            raise NotGivenError(instead(node, self.scope))
        return path, typed.kind

    def _is_field(self, path: Path) -> bool:
        """Whether a path leads to a field, to what is derived and can be given all the same, or to a signal."""
        cls: type[BaseModel] = self.cls
        for number, name in enumerate(path):
            field = fields_of(cls).get(name)
            is_last = number == len(path) - 1
            if field is None:
                return is_last and self._can_be(path, cls)
            if isinstance(field.kind, Structure):
                cls = field.kind.cls
            elif not is_last:
                return False
        return True

    def _can_be(self, path: Path, cls: type[BaseModel]) -> bool:
        """Whether what is no field can be given by one: a signal, an age, a site, a credential."""
        name = path[-1]
        if len(path) == 1 and issubclass(cls, Item) and name in self.e.signals:
            return True
        aged = issubclass(self.cls, Item) and path in (("age",), ("author", "age"))
        return (aged or name == "credential" or path == ("site",)) and name in derived_of(cls)

    def value(self, node: nodes.Expr, kind: Kind) -> Any:
        """What a literal is in a field of a kind."""
        match node:
            case nodes.AccountLit() | nodes.TextLit() if isinstance(kind, Structure) and issubclass(kind.cls, Account):
                return self.account(node)
            case nodes.NumberLit(value):
                return int(value) if value == int(value) else value
            case nodes.ShareLit(percent):
                return percent / 100
            case nodes.DurationLit():
                return duration_of(node)
            case nodes.TextLit(value) | nodes.SiteLit(value) | nodes.HashtagLit(value):
                return value
            case nodes.Name(word) if kind is Simple.LANGUAGE or not isinstance(kind, Simple):
                return word
            case _:
                raise NotGivenError("write the value itself: a number, a text, a word")

    def account(self, node: nodes.AccountLit | nodes.TextLit) -> dict[str, str]:
        """What an account is known by, as fields."""
        entry = account_entry(self.e, node)
        return {} if entry is None else account_fields(entry)


def _names(node: nodes.Expr) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        yield node.id
    elif isinstance(node, nodes.Attribute):
        yield from _names(node.value)
        yield node.name
