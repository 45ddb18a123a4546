"""Named conditions and values: each definition is checked once a subject, and shared by all that use it.

In: uses of a `let`. Out: the definition's expression, as seen from the subject that uses it.
"""

from __future__ import annotations

from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.messages import names as say
from feedcurate.check.scope import Scope, Symbol, stream_scope, subject_scope
from feedcurate.model.kinds import Simple
from feedcurate.program.program import Connective
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr

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
            help_ = f"use it after `{verb}`: `… {verb} {format_expr(node)}`"
            e.report(say.not_a_value(format_expr(node), f"a list of {_WHAT[kind]}", node.span, help_))
        case nodes.Rule():
            e.report(say.not_a_value(format_expr(node), "a rule", node.span, "give its condition a name with `let`"))
    return None


def _use_let(e: Elaboration, symbol: Symbol, node: nodes.Name | nodes.Attribute, scope: Scope) -> Typed | None:
    foreign = foreign_word(e, symbol, scope)
    if foreign is not None:
        e.report(say.let_not_here(symbol.qualified, foreign, scope.label, node.span, symbol.span))
        return None
    typed = define(e, symbol, scope)
    if typed is None or typed.kind is not Simple.TRUTH:
        return typed
    part = e.clause_of(typed, e.let_graph.values[symbol.qualified])
    return Typed(typed.kind, typed.id, e.clause(typed, node, Connective.LET, (part,)))


def define(e: Elaboration, symbol: Symbol, scope: Scope) -> Typed | None:
    """The definition of a `let` for a kind of scope, checked the first time it is asked for.

    What it leans on is checked first, so that a long chain needs no deep recursion. A definition in a circle, or one
    that leans on a circle, has no value.
    """
    if symbol.qualified not in e.let_graph.words:
        return None
    waiting = [(symbol, scope.base(symbol.space))]
    while waiting:
        current, inside = waiting[-1]
        key = (current.qualified, inside.key)
        missing = [] if key in e.lets else _missing(e, current, inside)
        if missing:
            waiting += missing
            continue
        waiting.pop()
        if key in e.open_lets:
            e.report(say.let_cycle([current.qualified], current.span))
            return None
        if key not in e.lets:
            e.open_lets.add(key)
            e.lets[key] = _check(e, current, inside)
            e.open_lets.discard(key)
    return e.lets[symbol.qualified, scope.key]


def _missing(e: Elaboration, symbol: Symbol, scope: Scope) -> list[tuple[Symbol, Scope]]:
    """What is still to be checked before a definition: nothing of a circle, nor what its place refuses."""
    found: list[tuple[Symbol, Scope]] = []
    for part in e.let_graph.parts[symbol.qualified]:
        space = part.symbol.space
        inside = scope.base(space) if part.stream is None else stream_scope(part.stream, e.item, space)
        is_done = (part.name, inside.key) in e.lets or part.name not in e.let_graph.words
        if not is_done and foreign_word(e, part.symbol, inside) is None:
            found.append((part.symbol, inside))
    return found


def _check(e: Elaboration, symbol: Symbol, scope: Scope) -> Typed | None:
    value = e.let_graph.values[symbol.qualified]
    typed = e.infer(value, scope)
    most = e.limits.nesting * LAYERS
    if typed is not None and e.table.height(typed.id) > most:
        e.report(say.lets_too_deep(symbol.qualified, symbol.span, most))
        return None
    if typed is not None and typed.kind is Simple.TRUTH and typed.clause is None:
        return Typed(typed.kind, typed.id, e.clause(typed, value))
    return typed


def foreign_word(e: Elaboration, symbol: Symbol, scope: Scope) -> str | None:
    """A subject's word that a definition, with all it leans on, uses and that a scope does not know; else None."""
    unknown = e.let_graph.words.get(symbol.qualified, frozenset()) - set(scope.base(symbol.space).names())
    return min(unknown, default=None)


def home(e: Elaboration, symbol: Symbol) -> Scope:
    """The subject whose words a definition uses, in which it is checked even where nothing uses it."""
    for subject in nodes.Subject:
        scope = subject_scope(subject, e.item, symbol.space)
        if foreign_word(e, symbol, scope) is None:
            return scope
    return subject_scope(nodes.Subject.POST, e.item, symbol.space)
