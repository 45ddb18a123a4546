"""`is` and `has`: the words of the model's closed tables.

In: `Is` and `Has` nodes. Out: flags, presence and values of enumerations.
"""

from __future__ import annotations

from typing import cast

from attrs import frozen
from pydantic import BaseModel

from feedcurate.check.compare import Side, equality
from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.literals import word_of
from feedcurate.check.messages import kinds as say
from feedcurate.check.messages import names as say_names
from feedcurate.check.paths import field_of, item_kind
from feedcurate.check.scope import Scope
from feedcurate.model.kinds import Enumeration, ListOf, Simple, Structure
from feedcurate.model.words import Flag, HasKind, HasWord, IsWord, Present, Value, has_words, is_words
from feedcurate.program.expr import And, Compare, Const, Get, How, Known, Not, OneOf, Quantified, Quantifier, Var
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr


@frozen
class _Word:
    """The word after `is` or `has`."""

    text: str
    node: nodes.Name | nodes.TextLit


def _word(node: nodes.Name | nodes.TextLit) -> _Word:
    return _Word(node.id if isinstance(node, nodes.Name) else node.value, node)


def infer_is(e: Elaboration, node: nodes.Is, scope: Scope) -> Typed | None:
    """`left is word`, `left is not word`."""
    typed = _is(e, node, scope)
    if typed is None or not node.negated:
        return typed
    return e.typed(Not(typed.id), Simple.TRUTH)


def _is(e: Elaboration, node: nodes.Is, scope: Scope) -> Typed | None:
    left = e.infer(node.left, scope)
    if left is None:
        return None
    word, text = _word(node.value), format_expr(node.left)
    match left.kind:
        case Structure(_, cls):
            found = is_words(cls).get(word.text)
            if found is not None:
                return _answer(e, left, found, node)
            hint = _is_hint(left, cls, word, text, scope)
            e.report(say_names.unknown_is_word(word.text, text, node.value.span, is_words(cls), hint))
        case Enumeration() | Simple.DAY | Simple.LANGUAGE:
            return _is_value(e, node, left)
        case _:
            e.report(say.no_is_words(text, str(left.kind), node.span))
    return None


def _is_hint(left: Typed, cls: type[BaseModel], word: _Word, text: str, scope: Scope) -> str:
    declared = scope.space.find(word.text)
    if declared is not None and isinstance(declared.node, nodes.List):
        is_topic = declared.node.kind is nodes.ListKind.TOPIC
        return f"`{word.text}` is a list: say `{text} {'mentions' if is_topic else 'in'} {word.text}`"
    if word.text in has_words(cls):
        return f"say `has {word.text}`"
    if item_kind(left.kind) and word.text in ("liked", "reposted"):
        return f"say `post is {word.text}_by_me`"
    if item_kind(left.kind) and word.text in ("hidden", "shown", "collapsed", "blocked"):
        return "what happens to a post is known only after all rules have spoken; claims may ask for it"
    return ""


def _is_value(e: Elaboration, node: nodes.Is, left: Typed) -> Typed | None:
    value = word_of(e, node.value, left.kind)
    if value is None:
        return None
    expr = equality(e, nodes.CompareOp.EQ, Side(node.left, left), Side(node.value, value))
    return None if expr is None else e.typed(expr, Simple.TRUTH)


def infer_has(e: Elaboration, node: nodes.Has, scope: Scope) -> Typed | None:
    """`left has word`; never unknown."""
    left = e.infer(node.left, scope)
    if left is None:
        return None
    word, text = _word(node.value), format_expr(node.left)
    if not isinstance(left.kind, Structure):
        e.report(say.no_has_words(text, str(left.kind), node.span))
        return None
    cls = left.kind.cls
    found = has_words(cls).get(word.text)
    if found is None:
        hint = f"say `{text} is {word.text}`" if word.text in is_words(cls) else ""
        e.report(say_names.unknown_has_word(word.text, text, node.value.span, has_words(cls), hint))
        return None
    return _answer(e, left, found, node)


def _answer(e: Elaboration, base: Typed, word: IsWord | HasWord, node: nodes.Expr) -> Typed | None:
    field = field_of(e, base, word.path, node)
    if field is None:
        return None
    match word:
        case Flag():
            return field
        case Present():
            return e.typed(Known(field.id), Simple.TRUTH)
        case Value(_, value):
            constant = e.typed(Const(value, field.kind), field.kind)
            expr = equality(e, nodes.CompareOp.EQ, Side(node, field), Side(node, constant))
            return None if expr is None else e.typed(expr, Simple.TRUTH)
        case HasKind(_, kinds):
            return _has_kind(e, field, kinds)


def _has_kind(e: Elaboration, field: Typed, kinds: tuple[str, ...]) -> Typed:
    """`has video`: the list is known and an element is known to be of one of the kinds; never unknown."""
    element = e.table.add(Var(0), cast(ListOf, field.kind).element)
    kind = e.table.add(Get(element, "kind"), Enumeration("kind", kinds))
    where = e.table.add(OneOf(kind, frozenset(kinds), How.ENUM), Simple.TRUTH)
    matching = e.table.add(Quantified(Quantifier.COUNT, field.id, 0, where), Simple.NUMBER)
    none = e.table.add(Const(0.0, Simple.NUMBER), Simple.NUMBER)
    some = e.table.add(Compare(nodes.CompareOp.GT, matching, none), Simple.TRUTH)
    return e.typed(And((e.table.add(Known(field.id), Simple.TRUTH), some)), Simple.TRUTH)
