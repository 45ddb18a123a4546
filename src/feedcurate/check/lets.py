"""Named conditions and values: each definition is checked once a subject, and shared by all that use it.

In: uses of a `let`. Out: the definition's expression, as seen from the subject that uses it.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.messages import names as say
from feedcurate.check.scope import Scope, Symbol, bare, stream_named, subject_scope
from feedcurate.model.kinds import Simple
from feedcurate.program.program import Connective
from feedcurate.syntax import nodes
from feedcurate.syntax.walk import descendants

LAYERS = 3
"""A condition with its `let`s written out may be this many times as deep as one expression may be nested."""

_WHAT = {nodes.ListKind.ACCOUNTS: "accounts", nodes.ListKind.SITES: "sites", nodes.ListKind.TOPIC: "words"}


def use(e: Elaboration, symbol: Symbol, node: nodes.Name | nodes.Attribute, scope: Scope) -> Typed | None:
    """What a use of a declared name stands for; reports names that are no values."""
    match symbol.node:
        case nodes.Let():
            return _use_let(e, symbol, node, scope)
        case nodes.List(kind):
            verb = "mentions" if kind is nodes.ListKind.TOPIC else "in"
            help_ = f"use it after `{verb}`: `… {verb} {node.span.text}`"
            e.report(say.not_a_value(node.span.text, f"a list of {_WHAT[kind]}", node.span, help_))
        case nodes.Rule():
            e.report(say.not_a_value(node.span.text, "a rule", node.span, "give its condition a name with `let`"))
    return None


def _use_let(e: Elaboration, symbol: Symbol, node: nodes.Name | nodes.Attribute, scope: Scope) -> Typed | None:
    foreign = foreign_word(e, symbol, scope)
    if foreign is not None:
        e.report(say.let_not_here(symbol.qualified, foreign, scope.label, node.span, symbol.span))
        return None
    typed = define(e, symbol, scope)
    if typed is None or typed.kind is not Simple.TRUTH:
        return typed
    part = e.clause_of(typed, _value(e, symbol))
    return Typed(typed.kind, typed.id, e.clause(typed, node, Connective.LET, (part,)))


def define(e: Elaboration, symbol: Symbol, scope: Scope) -> Typed | None:
    """The definition of a `let` for a kind of scope, checked the first time it is asked for.

    Definitions that it leans on are checked first, so that a long chain of them needs no deep recursion.
    """
    base = scope.base(symbol.space)
    for needed in _in_order(e, symbol):
        key = (needed.qualified, base.key)
        if key not in e.lets:
            e.lets[key] = None
            e.lets[key] = _check(e, needed, scope.base(needed.space))
    return e.lets[symbol.qualified, base.key]


def _check(e: Elaboration, symbol: Symbol, scope: Scope) -> Typed | None:
    value = _value(e, symbol)
    typed = e.infer(value, scope)
    most = e.limits.nesting * LAYERS
    if typed is not None and e.table.height(typed.id) > most:
        e.report(say.lets_too_deep(symbol.qualified, symbol.span, most))
        return None
    if typed is not None and typed.kind is Simple.TRUTH and typed.clause is None:
        return Typed(typed.kind, typed.id, e.clause(typed, value))
    return typed


def _value(e: Elaboration, symbol: Symbol) -> nodes.Expr:
    """What a `let` stands for: its definition, or what a file that uses it has set it to."""
    if not isinstance(symbol.node, nodes.Let):
        raise TypeError(symbol.qualified)
    return e.overrides.get(symbol.qualified, symbol.node.value)


def _in_order(e: Elaboration, symbol: Symbol) -> list[Symbol]:
    """The definitions that one leans on, each after those it leans on itself, and it last; cycles are cut."""
    done: dict[str, Symbol] = {}
    waiting: list[tuple[Symbol, bool]] = [(symbol, False)]
    seen: set[str] = set()
    while waiting:
        current, ready = waiting.pop()
        if ready:
            done[current.qualified] = current
        elif current.qualified not in seen:
            seen.add(current.qualified)
            waiting.append((current, True))
            waiting.extend((needed, False) for needed in parts(e, current))
    return list(done.values())


def parts(e: Elaboration, symbol: Symbol) -> list[Symbol]:
    """The `let`s that a definition names, in the order of their names."""
    found: dict[str, Symbol] = {}
    for node in descendants(_value(e, symbol)):
        named = _let_named(node, symbol)
        if named is not None:
            found[named.qualified] = named
    return [found[name] for name in sorted(found)]


def _let_named(node: nodes.Node, symbol: Symbol) -> Symbol | None:
    named = None
    if isinstance(node, nodes.Name):
        named = symbol.space.find(node.id)
    elif isinstance(node, nodes.Attribute) and (alias := bare(node.value)) is not None:
        space = symbol.space.find_alias(alias)
        named = None if space is None else space.find(node.name)
    return named if named is not None and isinstance(named.node, nodes.Let) else None


def foreign_word(e: Elaboration, symbol: Symbol, scope: Scope) -> str | None:
    """A subject's word that a definition, with all it leans on, uses and that a scope does not know; else None."""
    known = scope.base(symbol.space).names()
    for needed in _in_order(e, symbol):
        for word in _subject_words(e, needed):
            if word not in known:
                return word
    return None


def _subject_words(e: Elaboration, symbol: Symbol) -> list[str]:
    """The words of subjects that a definition uses outside of aggregates, which have a scope of their own."""
    words = {word for subject in nodes.Subject for word in subject_scope(subject, e.item, symbol.space).words}
    value = _value(e, symbol)
    inside = {id(n) for call in descendants(value) for n in _own_scope(call)}
    used = {n.id for n in descendants(value) if isinstance(n, nodes.Name) and id(n) not in inside}
    return sorted(used & words)


def _own_scope(node: nodes.Node) -> Iterable[nodes.Node]:
    """What a call reads in a scope of its own: the `where` over a stream."""
    if isinstance(node, nodes.Call) and node.where is not None and stream_named(node.source) is not None:
        return descendants(node.where)
    return ()


def home(e: Elaboration, symbol: Symbol) -> Scope:
    """The subject whose words a definition uses, in which it is checked even where nothing uses it."""
    for subject in nodes.Subject:
        scope = subject_scope(subject, e.item, symbol.space)
        if foreign_word(e, symbol, scope) is None:
            return scope
    return subject_scope(nodes.Subject.POST, e.item, symbol.space)
