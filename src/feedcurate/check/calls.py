"""`any`, `all` and `count` over lists of a post, and the aggregates over time.

In: `Call` nodes. Out: quantified conditions. What looks back over time is checked here for kinds, streams and windows
like everything else; this version does not run it, and the statement says so once.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.messages import kinds as say
from feedcurate.check.messages import names as say_names
from feedcurate.check.operators import is_account
from feedcurate.check.scope import STREAMS, Scope, bare, split_source, stream_named, stream_scope
from feedcurate.model.kinds import Kind, ListOf, Simple
from feedcurate.program.expr import Quantified, Quantifier
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr
from feedcurate.text.span import Span

QUANTIFIERS: Mapping[str, Kind] = {"any": Simple.TRUTH, "all": Simple.TRUTH, "count": Simple.NUMBER}


@frozen
class Aggregate:
    """What an aggregate over a stream gives, and what it takes beside the stream."""

    kind: Kind | None
    """The kind of the result; None: the kind of the measured value."""
    usage: str
    windowed: bool = True
    measured: bool = False


AGGREGATES: Mapping[str, Aggregate] = {
    "count": Aggregate(Simple.NUMBER, "count(posts by author where …, 14 days)"),
    "share": Aggregate(Simple.SHARE, "share(posts by author where …, 30 days)"),
    "sum": Aggregate(None, "sum(view.duration of views of author, today)", measured=True),
    "average": Aggregate(None, "average(post.likes of posts by me, 30 days)", measured=True),
    "days": Aggregate(Simple.NUMBER, "days(views of author, 30 days)"),
    "since": Aggregate(Simple.DURATION, "since(posts by me)", windowed=False),
}
READY_MADE: Mapping[str, Kind] = {
    "passive_time": Simple.DURATION,
    "active_time": Simple.DURATION,
    "passive_share": Simple.SHARE,
    "sessions": Simple.NUMBER,
    "posts_seen": Simple.NUMBER,
    "mood_shift": Simple.NUMBER,
}
"""Functions of a window alone."""

_BY = frozenset({"posts"})
_OF = frozenset(STREAMS) - _BY - {"opens", "checkins"}


def infer_call(e: Elaboration, node: nodes.Call, scope: Scope) -> Typed | None:
    """`name(source where C, …)`."""
    if node.name in READY_MADE:
        return _ready_made(e, node, scope)
    if node.name in AGGREGATES and stream_named(node.source) is not None:
        return _aggregate(e, node, AGGREGATES[node.name], scope)
    if node.name in QUANTIFIERS and not (node.name in AGGREGATES and _is_over_time(node)):
        return _quantified(e, node, scope)
    if node.name in AGGREGATES:
        source = node.source
        while isinstance(source, nodes.By | nodes.Of):
            source = source.stream if isinstance(source, nodes.By) else source.right
        e.report(say.unknown_stream(format_expr(source), source.span, STREAMS))
        return None
    name = Span(node.span.source, node.span.start, node.span.start + len(node.name))
    e.report(say_names.unknown_function(node.name, name, {**QUANTIFIERS, **AGGREGATES, **READY_MADE}))
    return None


def _is_over_time(node: nodes.Call) -> bool:
    """Whether a call is written as one over a stream is: with a window, or with whose the elements are."""
    return bool(node.arguments) or isinstance(node.source, nodes.By | nodes.Of)


# --- Lists of the post ----------------------------------------------------------------------------


def _quantified(e: Elaboration, node: nodes.Call, scope: Scope) -> Typed | None:
    usage = f"{node.name}(post.media where media.kind = video)"
    if node.arguments or isinstance(node.source, nodes.By | nodes.Of):
        e.report(say.wrong_arguments(node.name, node.span, usage))
        return None
    source = e.infer(node.source, scope)
    if source is None:
        return None
    if not isinstance(source.kind, ListOf):
        e.report(say.not_a_list(format_expr(node.source), str(source.kind), node.name, node.source.span))
        return None
    quantifier = Quantifier(node.name)
    if node.where is None:
        if quantifier is not Quantifier.COUNT:
            e.report(say.where_needed(node.name, source.kind.singular, node.span))
            return None
        return e.typed(Quantified(quantifier, source.id, len(scope.elements)), QUANTIFIERS[node.name])
    where = e.condition(node.where, scope.inside(source.kind.singular, source.kind.element))
    if where is None:
        return None
    return e.typed(Quantified(quantifier, source.id, len(scope.elements), where.id), QUANTIFIERS[node.name])


# --- Over time ------------------------------------------------------------------------------------


def _ready_made(e: Elaboration, node: nodes.Call, scope: Scope) -> Typed | None:
    usage = f"{node.name}(today)"
    if node.where is not None or node.arguments or isinstance(node.source, nodes.By | nodes.Of):
        e.report(say.wrong_arguments(node.name, node.span, usage))
        return None
    if not _window(e, node.source, node.name, scope):
        return None
    return e.not_yet(READY_MADE[node.name], node.span)


def _aggregate(e: Elaboration, node: nodes.Call, aggregate: Aggregate, scope: Scope) -> Typed | None:
    measure, stream = split_source(node.source)
    wrong = len(node.arguments) > aggregate.windowed or (measure is not None) != aggregate.measured
    if wrong:
        e.report(say.wrong_arguments(node.name, node.span, aggregate.usage))
        return None
    kind = aggregate.kind
    ok = _stream(e, stream, node, aggregate, scope)
    inner = stream_scope(stream_named(stream) or "posts", e.item, scope.space)
    if measure is not None:
        measured = e.infer(measure, inner)
        ok = ok and measured is not None
        if measured is not None and measured.kind not in (Simple.NUMBER, Simple.SHARE, Simple.DURATION):
            e.report(say.wrong_arguments(node.name, measure.span, aggregate.usage))
            return None
        kind = None if measured is None else measured.kind
    if node.where is not None:
        ok = e.condition(node.where, inner) is not None and ok
    if aggregate.windowed:
        if not node.arguments:
            e.report(say.window_needed(node.name, node.span))
            return None
        ok = _window(e, node.arguments[0], node.name, scope) and ok
    return e.not_yet(kind, node.span) if ok and kind is not None else None


def _stream(e: Elaboration, stream: nodes.Expr, node: nodes.Call, aggregate: Aggregate, scope: Scope) -> bool:
    """Whether a stream and whose it is are in order; reports what is not."""
    match stream:
        case nodes.Name():
            return True
        case nodes.By(nodes.Name(word), whom) if word in _BY:
            return _whom(e, whom, node, aggregate, scope)
        case nodes.Of(nodes.Name(word), whom) if word in _OF:
            return _whom(e, whom, node, aggregate, scope)
        case nodes.By(nodes.Name(word)) | nodes.Of(nodes.Name(word)) if word in STREAMS:
            whose = " by author" if word in _BY else " of author" if word in _OF else ""
            e.report(say.wrong_arguments(node.name, stream.span, f"{word}{whose}"))
            return False
        case _:
            e.report(say.wrong_arguments(node.name, stream.span, aggregate.usage))
            return False


def _whom(e: Elaboration, whom: nodes.Expr, node: nodes.Call, aggregate: Aggregate, scope: Scope) -> bool:
    if isinstance(whom, nodes.AccountLit) or (bare(whom) == "me" and scope.find("me") is not None):
        return True
    typed = e.infer(whom, scope)
    if typed is not None and not is_account(typed.kind):
        e.report(say.wrong_arguments(node.name, whom.span, aggregate.usage))
        return False
    return typed is not None


def _window(e: Elaboration, node: nodes.Expr, function: str, scope: Scope) -> bool:
    """Whether a node is a window of time; reports what is not."""
    match node:
        case nodes.This("week" | "session"):
            return True
        case nodes.Name("today"):
            return True
        case nodes.NumberLit():
            e.report(say.unit_missing(format_expr(node), node.span))
            return False
        case nodes.DurationLit():
            return True
        case _:
            typed = e.infer(node, scope) if not isinstance(node, nodes.This) else None
            if typed is not None and typed.kind is Simple.DURATION:
                return True
            if typed is not None or isinstance(node, nodes.This):
                e.report(say.window_needed(function, node.span))
            return False
