"""A value put where an expression looks for it, everything else as it was.

In: a program, a post and the path of a value. Out: the post with that value; unchanged where the value does not fit
there, or where what is asked for does not follow from one value.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from math import ceil
from typing import Any

from pydantic import BaseModel, ValidationError

from feedcurate.engine.context import Context
from feedcurate.engine.nearest.edits import underived
from feedcurate.model.account import Account, Relation
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item, Via
from feedcurate.model.kinds import Kind, ListOf, Simple, Structure
from feedcurate.program.expr import Derive, ExprId, Get, Input, Root, SignalOf, Var
from feedcurate.program.program import Program

_LETTERS = 20
"""How many letters a text has that is to shout by so much."""


class Placing:
    """A post, and the elements of its lists that are being made."""

    def __init__(self, program: Program, item: Item, context: Context) -> None:
        self.item = item
        self._program = program
        self._context = context
        self._elements: dict[int, Any] = {}

    @contextmanager
    def inside(self, level: int, element: Any) -> Iterator[None]:
        """While an element of a list is made, what speaks of elements speaks of it."""
        self._elements[level] = element
        yield
        del self._elements[level]

    def element(self, level: int) -> Any:
        """The element that is being made."""
        return self._elements[level]

    def can(self, expr: ExprId) -> bool:
        """Whether an expression is the path of a value that can be put there."""
        match self._program.exprs[expr]:
            case Root(start):
                return start in {Input.POST, Input.AUTHOR, Input.REPOSTER}
            case Get(base) | Derive(base):
                return self.can(base)
            case SignalOf() | Var():
                return True
            case _:
                return False

    def owner(self, expr: ExprId) -> Any:
        """The value at a path; a blank one where a structure is missing on the way."""
        match self._program.exprs[expr]:
            case Root(Input.POST):
                return self.item
            case Root(Input.AUTHOR):
                return self.item.author or Account()
            case Root(Input.REPOSTER):
                return (self.item.via or Via()).account or Account()
            case Var(level):
                return self._elements.get(level)
            case Get(base, name) | Derive(base, name):
                value = getattr(self.owner(base), name, None)
                return self.blank(self._program.kinds[expr]) if value is None else value
            case _:
                return None

    def blank(self, kind: Kind) -> Any:
        """An empty structure or list; None for everything else."""
        match kind:
            case ListOf():
                return ()
            case Structure(_, cls):
                needed = {name: "x" for name, info in cls.model_fields.items() if info.is_required()}
                return _validated(cls, needed)
            case _:
                return None

    def put(self, expr: ExprId, value: Any) -> None:
        """Put a value at a path, as far as it is one."""
        match self._program.exprs[expr]:
            case Root(Input.POST) if isinstance(value, Item):
                self.item = value
            case Root(Input.AUTHOR):
                self.item = self.item.model_copy(update={"author": value})
            case Root(Input.REPOSTER):
                self.item = self.item.model_copy(
                    update={"via": (self.item.via or Via()).model_copy(update={"account": value})}
                )
            case Var(level) if value is not None:
                self._elements[level] = value
            case SignalOf(name):
                self._signal(name, value)
            case Get(base, name):
                self._field(base, name, value)
            case Derive(base, name):
                self._derived(base, name, value)
            case _:
                pass

    def _signal(self, name: str, value: Any) -> None:
        kept = {key: old for key, old in self.item.signals.items() if key != name}
        signals = kept if value is None else {**kept, name: value}
        self.item = self.item.model_copy(update={"signals": signals})

    def _field(self, base: ExprId, name: str, value: Any) -> None:
        owner = self.owner(base)
        if not isinstance(owner, BaseModel) or name not in fields_of(type(owner)):
            return
        if isinstance(value, float) and fields_of(type(owner))[name].kind is Simple.NUMBER:
            value = ceil(value)
        changed = _validated(type(owner), {**dict(owner), name: value})
        if changed is not None:
            self.put(base, changed)

    def _derived(self, base: ExprId, name: str, value: Any) -> None:
        owner = self.owner(base)
        if owner is None:
            return
        changed = _by_hand(owner, name, value) if value is not None else None
        if changed is None and value is not None:
            changed = underived(owner, name, value, self._context)
        if changed is not None:
            self.put(base, changed)
        elif value is None:
            for field in _FROM.get(name, ()):
                self._field(base, field, None)


_FROM = {"age": ("published", "created"), "site": ("url", "site"), "credential": ("claims",), "followed": ("relation",)}
"""The fields without which a derived value is not known, whichever of them there are."""


def _by_hand(owner: Any, name: str, value: Any) -> Any:
    """Values that follow from more than one thing, made from one that will do."""
    match name, owner:
        case "shouting", Item():
            return owner.model_copy(update={"title": None, "text": _shouting(value)})
        case "shouting", str():
            return _shouting(value)
        case "emoji", Item():
            return owner.model_copy(update={"title": None, "text": "🙂 " * max(0, ceil(value))})
        case "emoji", str():
            return "🙂 " * max(0, ceil(value))
        case "mutual", Account():
            both = {"followed": value, "follower": value}
            return owner.model_copy(update={"relation": (owner.relation or Relation()).model_copy(update=both)})
        case "reading_time", Item() if isinstance(value, timedelta) and value > timedelta(hours=1):
            return owner
        case _:
            return None


def _shouting(share: float) -> str:
    """A text of twenty letters of which that share are capitals, or the next one up."""
    capitals = min(_LETTERS, max(0, ceil(share * _LETTERS - 1e-9)))
    return "A" * capitals + "a" * (_LETTERS - capitals)


def _validated(cls: type[BaseModel], values: dict[str, Any]) -> BaseModel | None:
    try:
        return cls.model_validate(values)
    except ValidationError:
        return None
