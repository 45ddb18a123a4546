"""`any`, `all` and `count` over lists of a post; what looks back over time is `windows`' business.

In: `Call` nodes. Out: quantified conditions and aggregates.
"""

from __future__ import annotations

from collections.abc import Mapping

from feedcurate.check import windows
from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.messages import kinds as say
from feedcurate.check.messages import names as say_names
from feedcurate.check.scope import STREAMS, Scope, stream_named
from feedcurate.check.windows import AGGREGATES, HABITS
from feedcurate.model.kinds import Kind, ListOf, Simple
from feedcurate.program.expr import Quantified, Quantifier
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr
from feedcurate.text.span import Span

QUANTIFIERS: Mapping[str, Kind] = {"any": Simple.TRUTH, "all": Simple.TRUTH, "count": Simple.NUMBER}


def infer_call(e: Elaboration, node: nodes.Call, scope: Scope) -> Typed | None:
    """`name(source where C, …)`."""
    if node.name in HABITS:
        return windows.infer_habit(e, node, scope)
    if node.name in AGGREGATES and stream_named(node.source) is not None:
        return windows.infer_aggregate(e, node, scope)
    if node.name in QUANTIFIERS and not (node.name in AGGREGATES and _is_over_time(node)):
        return _quantified(e, node, scope)
    if node.name in AGGREGATES:
        source = node.source
        while isinstance(source, nodes.By | nodes.Of):
            source = source.stream if isinstance(source, nodes.By) else source.right
        e.report(say.unknown_stream(format_expr(source), source.span, STREAMS))
        return None
    name = Span(node.span.source, node.span.start, node.span.start + len(node.name))
    e.report(say_names.unknown_function(node.name, name, {**QUANTIFIERS, **AGGREGATES, **HABITS}))
    return None


def _is_over_time(node: nodes.Call) -> bool:
    """Whether a call is written as one over a stream is: with a window, or with whose the elements are."""
    return bool(node.arguments) or isinstance(node.source, nodes.By | nodes.Of)


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
