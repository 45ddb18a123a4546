"""What becomes of a post, which only claims may ask for: `labelled NAME`, `fires RULE`.

In: `Labelled` and `Fires` nodes. Out: questions about the outcome. The bare words (`hidden`, `boosted`) are names of a
claim's scope.
"""

from __future__ import annotations

from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.messages import claims as say
from feedcurate.check.paths import find_symbol
from feedcurate.check.scope import Scope, Space, Symbol
from feedcurate.model.kinds import Simple
from feedcurate.program.expr import Fires, Labelled
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import Subject
from feedcurate.syntax.printer import format_expr


def infer_labelled(e: Elaboration, node: nodes.Labelled, scope: Scope) -> Typed | None:
    """`labelled NAME`: a label that some rule gives."""
    if scope.labels is None:
        e.report(say.outcome_outside(format_expr(node), node.span))
        return None
    label = node.name.id if isinstance(node.name, nodes.Name) else node.name.value
    if label not in scope.labels:
        e.report(say.unknown_label(label, node.name.span, e.known(sorted(scope.labels))))
        return None
    return e.typed(Labelled(label), Simple.TRUTH)


def infer_fires(e: Elaboration, node: nodes.Fires, scope: Scope) -> Typed | None:
    """`fires RULE`: a rule for posts."""
    if scope.labels is None:
        e.report(say.outcome_outside(format_expr(node), node.span))
        return None
    symbol, name = find_symbol(node.rule, scope), format_expr(node.rule)
    if symbol is None and _is_broken(node.rule, scope.space):
        return None
    if symbol is None or not isinstance(symbol.node, nodes.Rule):
        declared = None if symbol is None else symbol.span
        e.report(say.unknown_rule(name, node.rule.span, e.known(sorted(_rules(scope.space))), declared))
        return None
    subject = symbol.node.subject
    if subject is not None and subject.id != Subject.POST:
        e.report(say.rule_of_another_subject(name, subject.id, node.rule.span, symbol.span))
        return None
    return e.typed(Fires(symbol.qualified), Simple.TRUTH)


def _is_broken(rule: nodes.Name | nodes.Attribute, space: Space) -> bool:
    """Whether a name belongs to a statement that could not be read, which has been told already."""
    if isinstance(rule, nodes.Name):
        return space.is_broken(rule.id)
    alias = space.find_alias(rule.value.id) if isinstance(rule.value, nodes.Name) else None
    return alias is not None and alias.is_broken(rule.name)


def _rules(space: Space) -> dict[str, Symbol]:
    """The rules for posts that a claim of a file may name, as it names them."""
    found = {name: symbol for part in space.visible() for name, symbol in part.own.items()}
    for part in space.visible():
        for alias, other in part.aliases.items():
            found |= {f"{alias}.{name}": symbol for inner in other.visible() for name, symbol in inner.own.items()}
    return {name: symbol for name, symbol in found.items() if _is_for_posts(symbol)}


def _is_for_posts(symbol: Symbol) -> bool:
    node = symbol.node
    return isinstance(node, nodes.Rule) and (node.subject is None or node.subject.id == Subject.POST)
