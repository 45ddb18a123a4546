"""What an example says of a post or a draft, as the fields that make it so.

In: the details behind `with`, as they are written. Out: `Fields`, by the paths of the model; a condition that leaves
open which post is meant (`post.likes > 3`) is told what to write instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define
from pydantic import BaseModel

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.given_fields import Fields, Path, needed, sample
from feedcurate.check.given_instead import ELEMENTS, FORMS, NotGivenError, instead
from feedcurate.check.given_reading import Reader
from feedcurate.check.messages import examples as say
from feedcurate.check.scope import Scope
from feedcurate.model.account import Account
from feedcurate.model.draft import Draft
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Link
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


def give(e: Elaboration, fields: Fields, detail: nodes.Expr, scope: Scope) -> None:
    """Put down what one detail says; a mistake in it is reported."""
    about_draft = scope.find("draft") is not None
    read = Reader(e, scope, Draft if about_draft else e.item, {"draft": ()} if about_draft else _POST)
    try:
        _Giver(read, fields).give(detail, detail.span, holds=True)
    except NotGivenError as error:
        e.report(say.not_a_detail(format_expr(detail), detail.span, str(error)))


@define
class _Giver:
    """Gives fields of the class that details are about."""

    read: Reader
    fields: Fields

    def give(self, node: nodes.Expr, span: Span, *, holds: bool) -> None:
        match node:
            case nodes.Not(operand):
                self.give(operand, span, holds=not holds)
            case nodes.Compare(CompareOp.EQ, left, right) if holds:
                self._equal(*((right, left) if self.read.begins(right) else (left, right)), span)
            case nodes.Is(left, word, negated):
                self._is(left, _text(word), span, holds=holds is not negated)
            case nodes.Has(left, word):
                self._has(left, _text(word), span, holds=holds)
            case nodes.In(left, nodes.Attribute() as right, negated):
                self._within(left, right, span, holds=holds is not negated)
            case nodes.Mentions(nodes.Name("post"), nodes.AccountLit() as account) if holds:
                self._add(("mentions",), self.read.account(account), span)
            case nodes.Call("any", source, where, ()) if holds and where is not None:
                self._one_of(source, where, span)
            case nodes.Attribute(left, word) if word in _RELATIONS:
                self._is(left, word, span, holds=holds)
            case nodes.Attribute():
                path, kind = self.read.place(node)
                if kind is not Simple.TRUTH:
                    raise NotGivenError(FORMS)
                self._put(path, holds, span)
            case nodes.Logic(nodes.LogicOp.AND, operands) if holds:
                for operand in operands:
                    self.give(operand, operand.span, holds=True)
            case _:
                raise NotGivenError(instead(node, self.read.scope))

    # --- The forms --------------------------------------------------------------------------------

    def _equal(self, left: nodes.Expr, right: nodes.Expr, span: Span) -> None:
        path, kind = self.read.place(left)
        value = self.read.value(right, kind)
        match path:
            case (*owner, "age"):
                self.fields.ages[tuple(owner)] = value
            case (*owner, "credential"):
                self._put((*owner, "claims"), [] if value == "none" else [{"kind": value}], span)
            case ("site",):
                # A post's site is that of its address, and so is a link's where nothing else is said.
                self._put(("url",), f"https://{value}", span)
                if issubclass(self.read.cls, Link):
                    self._put(path, value, span)
            case _:
                self._put(path, value, span)

    def _is(self, left: nodes.Expr, word: str, span: Span, *, holds: bool) -> None:
        path, kind = self.read.place(left)
        if isinstance(kind, Enumeration):
            self._put(path, word if holds else _other(kind, word), span)
            return
        if not isinstance(kind, Structure):
            raise NotGivenError(FORMS)
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
                raise NotGivenError(FORMS)

    def _has(self, left: nodes.Expr, word: str, span: Span, *, holds: bool) -> None:
        path, kind = self.read.place(left)
        if not isinstance(kind, Structure):
            raise NotGivenError(FORMS)
        match has_words(kind.cls).get(word):
            case HasKind(name, (first, *_)) if holds:
                self._add((*path, name), {"kind": first}, span)
            case HasKind(name):
                self._put((*path, name), [], span)
            case Present(name):
                self._present(path, kind.cls, name, span, holds=holds)
            case _:
                raise NotGivenError("write a text that has it behind `saying`")

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
        path, kind = self.read.place(right)
        if not isinstance(kind, ListOf):
            raise NotGivenError(instead(nodes.In(left, right), self.read.scope))
        value = self.read.value(left, kind.element)
        if not holds:
            self.fields.values.setdefault(path, [])
            self.fields.places.setdefault(path, span)
        else:
            self._add(path, {"value": value} if path[-1] == "labels" else value, span)

    def _one_of(self, source: nodes.Expr, where: nodes.Expr, span: Span) -> None:
        """`any(post.links where link.site = "example.com")`: an element that has all of that."""
        path, kind = self.read.place(source)
        if not (isinstance(kind, ListOf) and isinstance(kind.element, Structure)):
            raise NotGivenError(ELEMENTS)
        element = Fields()
        scope = self.read.scope.inside(kind.singular, kind.element)
        inner = Reader(self.read.e, scope, kind.element.cls, {kind.singular: ()})
        _Giver(inner, element).give(where, span, holds=True)
        self._add(path, {**needed(kind.element), **element.nested()}, span)

    # --- Putting it down ------------------------------------------------------------------------

    def _put(self, path: Path, value: Any, span: Span) -> None:
        if len(path) == 1 and path[0] in self.read.e.signals and path[0] not in fields_of(self.read.cls):
            self.fields.signals[path[0]] = value
            return
        other = self.fields.put(path, value, span)
        if other is not None:
            self.read.e.report(say.given_twice(".".join(path), span, other))

    def _add(self, path: Path, value: Any, span: Span) -> None:
        self.fields.add(path, value, span)


def _text(word: nodes.Name | nodes.TextLit) -> str:
    return word.id if isinstance(word, nodes.Name) else word.value


def _other(kind: Enumeration, value: str) -> str:
    """Another of its values, always the same."""
    other = next((one for one in kind.values if one != value), None)
    if other is None:
        raise NotGivenError("say what it is instead")
    return other


def _some(kind: Kind) -> Any:
    found = sample(kind)
    if found is None:
        raise NotGivenError(FORMS)
    return found
