"""Fields: what follows a dot.

In: `Attribute` nodes. Out: fields, derived values, signals, and names behind the name of a used file.
"""

from __future__ import annotations

from pydantic import BaseModel

from feedcurate.check import lets
from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.messages import names as say
from feedcurate.check.messages.articles import a
from feedcurate.check.scope import Scope, Symbol, bare
from feedcurate.check.suggest import nearest
from feedcurate.model.account import Account
from feedcurate.model.derived import derived_of
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item
from feedcurate.model.kinds import Kind, ListOf, Simple, Structure
from feedcurate.program.expr import Derive, Get, Input, Root, SignalOf
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr
from feedcurate.text.span import Span

_LOCAL = frozenset({"date", "time", "day"})


def find_symbol(node: nodes.Expr, scope: Scope) -> Symbol | None:
    """The symbol that a name, plain or behind the name of a used file, stands for."""
    if isinstance(node, nodes.Name):
        return None if scope.find(node.id) is not None else scope.space.find(node.id)
    if isinstance(node, nodes.Attribute) and isinstance(node.value, nodes.Name):
        space = scope.space.find_alias(node.value.id)
        return None if space is None else space.find(node.name)
    return None


def infer_attribute(e: Elaboration, node: nodes.Attribute, scope: Scope) -> Typed | None:
    """`value.name`."""
    alias = bare(node.value)
    if alias is not None and scope.find(alias) is None and (space := scope.space.find_alias(alias)) is not None:
        symbol = space.find(node.name)
        if symbol is None:
            if not space.is_broken(node.name):
                known = e.known(f"{alias}.{name}" for name in space.names())
                e.report(say.unknown_name(f"{alias}.{node.name}", node.span, known))
            return None
        return lets.use(e, symbol, node, scope)
    base = e.infer(node.value, scope)
    return None if base is None else field_of(e, base, node.name, node)


def field_of(e: Elaboration, base: Typed, name: str, node: nodes.Expr) -> Typed | None:
    """A field or derived value of something, by name; reports it where there is none."""
    match base.kind:
        case Structure(_, cls):
            return _of_structure(e, base, cls, name, node)
        case Simple() as kind:
            return _derived(e, base, kind, name, node)
        case ListOf(_, singular):
            path = format_expr(node.value) if isinstance(node, nodes.Attribute) else "…"
            hint = f"ask its elements: `any({path} where {singular}.{name} …)`"
            e.report(say.unknown_field(name, "a list", _name_span(node, name), (), hint))
        case _:
            help_ = "it has no fields; compare it"
            e.report(say.unknown_field(name, a(str(base.kind)), _name_span(node, name), (), help_))
    return None


def _of_structure(e: Elaboration, base: Typed, cls: type[BaseModel], name: str, node: nodes.Expr) -> Typed | None:
    derived = derived_of(cls).get(name)
    if derived is not None:
        return e.typed(Derive(base.id, name), derived.kind)
    field = fields_of(cls).get(name)
    if field is not None:
        if name == "author" and e.table[base.id] == Root(Input.POST):
            return e.typed(Root(Input.AUTHOR), field.kind)
        return e.typed(Get(base.id, name), field.kind)
    has_signals = issubclass(cls, Item) and e.table[base.id] == Root(Input.POST)
    if has_signals and name in e.signals:
        return e.typed(SignalOf(name), e.signals[name])
    known = (*fields_of(cls), *derived_of(cls), *(e.known(e.signals) if has_signals else ()))
    is_new = has_signals and not nearest(name, known)
    hint = _elsewhere(e, cls, name) or (
        f"a signal of the host is declared first: `signal {name}: number`" if is_new else ""
    )
    e.report(say.unknown_field(name, a(str(base.kind)), _name_span(node, name), known, hint))
    return None


def _elsewhere(e: Elaboration, cls: type[BaseModel], name: str) -> str:
    """What has a field that a post lacks and its author has, or the other way round."""
    if issubclass(cls, Item) and (name in fields_of(Account) or name in derived_of(Account)):
        return f"its author has one: say `author.{name}`"
    if cls is Account and (name in fields_of(e.item) or name in derived_of(e.item)):
        return f"a post has one: say `post.{name}`"
    return ""


def _name_span(node: nodes.Expr, name: str) -> Span:
    """Where the name behind the dot stands; a path in a text of a rule has no place of its own."""
    span = node.span
    return Span(span.source, span.end - len(name), span.end) if span.text.endswith(name) else span


def _derived(e: Elaboration, base: Typed, kind: Simple, name: str, node: nodes.Expr) -> Typed | None:
    derived = derived_of(kind).get(name)
    if derived is None:
        known = tuple(derived_of(kind))
        hint = "" if known else "compare it"
        e.report(say.unknown_field(name, a(kind), _name_span(node, name), known, hint))
        return None
    if kind is Simple.INSTANT and name in _LOCAL:
        e.zone_uses.append(node.span)
    return e.typed(Derive(base.id, name), derived.kind)


def item_kind(kind: Kind) -> bool:
    """Whether a kind is that of posts."""
    return isinstance(kind, Structure) and issubclass(kind.cls, Item)
