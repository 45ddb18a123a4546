"""What an example says of a post or a draft, as the fields that make it so.

In: the details behind `with`, as they are written. Out: `Fields`, by the paths of the model; a condition that leaves
open which post is meant (`post.likes > 3`) is told what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define
from pydantic import BaseModel

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.given_fields import Fields, Path, account_fields, needed, sample
from feedcurate.check.given_instead import ELEMENTS, FORMS, instead
from feedcurate.check.literals import account_entry, duration_of
from feedcurate.check.messages import examples as say
from feedcurate.check.scope import Scope
from feedcurate.model.account import Account
from feedcurate.model.derived import derived_of
from feedcurate.model.draft import Draft
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item, Link
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple, Structure
from feedcurate.model.words import Flag, HasKind, Present, Value, has_words, is_words
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import CompareOp
from feedcurate.syntax.printer import format_expr
from feedcurate.text.span import Span

_POST: Mapping[str, Path] = {"post": (), "author": ("author",), "reposter": ("via", "account")}
_RELATED = ("followed", "follower", "muted", "blocked")
_RELATIONS = (*_RELATED, "mutual")
_EMPTY = (Simple.TEXT, Simple.LANGUAGE, Simple.SITE, Simple.ADDRESS)
"""What is known not to be there where it is an empty text."""


class _NotGivenError(Exception):
    """A detail that does not say what is given; its text is the help."""


def give(e: Elaboration, fields: Fields, detail: nodes.Expr, scope: Scope) -> None:
    """Put down what one detail says; a mistake in it is reported."""
    about_draft = scope.find("draft") is not None
    giver = _Giver(e, fields, scope, Draft if about_draft else e.item, {"draft": ()} if about_draft else _POST)
    try:
        giver.give(detail, detail.span, holds=True)
    except _NotGivenError as error:
        e.report(say.not_a_detail(format_expr(detail), detail.span, str(error)))


@define
class _Giver:
    """Gives fields of a class; `roots` are where the names stand that a detail may begin with."""

    e: Elaboration
    fields: Fields
    scope: Scope
    cls: type[BaseModel]
    roots: Mapping[str, Path]

    def give(self, node: nodes.Expr, span: Span, *, holds: bool) -> None:
        match node:
            case nodes.Not(operand):
                self.give(operand, span, holds=not holds)
            case nodes.Compare(CompareOp.EQ, left, right) if holds:
                self._equal(*((right, left) if self._begins(right) else (left, right)), span)
            case nodes.Is(left, word, negated):
                self._is(left, _text(word), span, holds=holds is not negated)
            case nodes.Has(left, word):
                self._has(left, _text(word), span, holds=holds)
            case nodes.In(left, nodes.Attribute() as right, negated):
                self._within(left, right, span, holds=holds is not negated)
            case nodes.Mentions(nodes.Name("post"), nodes.AccountLit() as account) if holds:
                self._add(("mentions",), self._account(account), span)
            case nodes.Call("any", source, where, ()) if holds and where is not None:
                self._one_of(source, where, span)
            case nodes.Attribute(left, word) if word in _RELATIONS:
                self._is(left, word, span, holds=holds)
            case nodes.Attribute():
                path, kind = self._place(node)
                if kind is not Simple.TRUTH:
                    raise _NotGivenError(FORMS)
                self._put(path, holds, span)
            case nodes.Logic(nodes.LogicOp.AND, operands) if holds:
                for operand in operands:
                    self.give(operand, operand.span, holds=True)
            case _:
                raise _NotGivenError(instead(node, self.scope))

    # --- The forms --------------------------------------------------------------------------------

    def _equal(self, left: nodes.Expr, right: nodes.Expr, span: Span) -> None:
        path, kind = self._place(left)
        value = self._value(right, kind)
        match path:
            case (*owner, "age"):
                self.fields.ages[tuple(owner)] = value
            case (*owner, "credential"):
                self._put((*owner, "claims"), [] if value == "none" else [{"kind": value}], span)
            case ("site",):
                # A post's site is that of its address, and so is a link's where nothing else is said.
                self._put(("url",), f"https://{value}", span)
                if issubclass(self.cls, Link):
                    self._put(path, value, span)
            case _:
                self._put(path, value, span)

    def _is(self, left: nodes.Expr, word: str, span: Span, *, holds: bool) -> None:
        path, kind = self._place(left)
        if isinstance(kind, Enumeration):
            self._put(path, word if holds else _other(kind, word), span)
            return
        if not isinstance(kind, Structure):
            raise _NotGivenError(FORMS)
        if issubclass(kind.cls, Account) and word in _RELATIONS:
            for name in ("followed", "follower") if word == "mutual" else (word,):
                self._put((*path, "relation", name), holds, span)
            return
        match is_words(kind.cls).get(word):
            case Flag("seen") if not path:
                self.fields.seen = holds
            case Flag(name) if name in fields_of(kind.cls):
                self._put((*path, name), holds, span)
            case Present(name):
                self._present(path, kind.cls, name, span, holds=holds)
            case Value(name, value):
                whole = fields_of(kind.cls)[name].kind
                other = _other(whole, value) if isinstance(whole, Enumeration) and not holds else value
                self._put((*path, name), other, span)
            case _:
                raise _NotGivenError(FORMS)

    def _has(self, left: nodes.Expr, word: str, span: Span, *, holds: bool) -> None:
        path, kind = self._place(left)
        if not isinstance(kind, Structure):
            raise _NotGivenError(FORMS)
        match has_words(kind.cls).get(word):
            case HasKind(name, (first, *_)) if holds:
                self._add((*path, name), {"kind": first}, span)
            case HasKind(name):
                self._put((*path, name), [], span)
            case Present(name):
                self._present(path, kind.cls, name, span, holds=holds)
            case _:
                raise _NotGivenError("write a text that has it behind `saying`")

    def _present(self, path: Path, cls: type[BaseModel], name: str, span: Span, *, holds: bool) -> None:
        """Something that is there, or known not to be."""
        match fields_of(cls)[name].kind:
            case ListOf(element):
                if not holds:
                    self._put((*path, name), [], span)
                elif not self.fields.values.get((*path, name)):
                    self._add((*path, name), _some(element), span)
            case kind if holds:
                self._put((*path, name), _some(kind), span)
            case kind if kind in _EMPTY:
                self._put((*path, name), "", span)
            case _:
                pass  # It is not there: what is not given is not known, and that is all there is to say.

    def _within(self, left: nodes.Expr, right: nodes.Attribute, span: Span, *, holds: bool) -> None:
        """An element of a list; one that is not there leaves a list that is known."""
        path, kind = self._place(right)
        if not isinstance(kind, ListOf):
            raise _NotGivenError(instead(nodes.In(left, right), self.scope))
        value = self._value(left, kind.element)
        if not holds:
            self.fields.values.setdefault(path, [])
            self.fields.places.setdefault(path, span)
        else:
            self._add(path, {"value": value} if path[-1] == "labels" else value, span)

    def _one_of(self, source: nodes.Expr, where: nodes.Expr, span: Span) -> None:
        """`any(post.links where link.site = "example.com")`: an element that has all of that."""
        path, kind = self._place(source)
        if not (isinstance(kind, ListOf) and isinstance(kind.element, Structure)):
            raise _NotGivenError(ELEMENTS)
        element = Fields()
        scope = self.scope.inside(kind.singular, kind.element)
        _Giver(self.e, element, scope, kind.element.cls, {kind.singular: ()}).give(where, span, holds=True)
        self._add(path, {**needed(kind.element), **element.nested()}, span)

    # --- Paths and values -------------------------------------------------------------------------

    def _begins(self, node: nodes.Expr) -> bool:
        """Whether this is a path into what is given."""
        return next(_names(node), "") in self.roots

    def _place(self, node: nodes.Expr) -> tuple[Path, Kind]:
        """Where something stands in the model, and of which kind it is."""
        names = tuple(_names(node))
        if not names or names[0] not in self.roots:
            raise _NotGivenError(instead(node, self.scope))
        typed = self.e.infer(node, self.scope)
        path = (*self.roots[names[0]], *names[1:])
        if typed is None or not self._is_field(path):
            raise _NotGivenError(instead(node, self.scope))
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

    def _value(self, node: nodes.Expr, kind: Kind) -> Any:
        match node:
            case nodes.AccountLit() | nodes.TextLit() if isinstance(kind, Structure) and issubclass(kind.cls, Account):
                return self._account(node)
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
                raise _NotGivenError("write the value itself: a number, a text, a word")

    def _account(self, node: nodes.AccountLit | nodes.TextLit) -> dict[str, str]:
        entry = account_entry(self.e, node)
        return {} if entry is None else account_fields(entry)

    def _put(self, path: Path, value: Any, span: Span) -> None:
        if len(path) == 1 and path[0] in self.e.signals and path[0] not in fields_of(self.cls):
            self.fields.signals[path[0]] = value
            return
        other = self.fields.put(path, value, span)
        if other is not None:
            self.e.report(say.given_twice(".".join(path), span, other))

    def _add(self, path: Path, value: Any, span: Span) -> None:
        self.fields.add(path, value, span)


def _names(node: nodes.Expr) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        yield node.id
    elif isinstance(node, nodes.Attribute):
        yield from _names(node.value)
        yield node.name


def _text(word: nodes.Name | nodes.TextLit) -> str:
    return word.id if isinstance(word, nodes.Name) else word.value


def _other(kind: Enumeration, value: str) -> str:
    """Another of its values, always the same."""
    other = next((one for one in kind.values if one != value), None)
    if other is None:
        raise _NotGivenError("say what it is instead")
    return other


def _some(kind: Kind) -> Any:
    found = sample(kind)
    if found is None:
        raise _NotGivenError(FORMS)
    return found
