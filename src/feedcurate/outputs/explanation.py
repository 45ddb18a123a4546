"""An explanation in lines: every rule, fired or not, clause by clause.

In: an `Explanation`. Out: what to say, visible and with its depth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedcurate.model.explanation import ExplainedClause, ExplainedRule, Explanation, RuleState, walk
from feedcurate.outputs.pieces import Part, Said
from feedcurate.text.visible import visible

_STATES = {
    RuleState.FIRED: "fired",
    RuleState.NOT_FIRED: "did not fire",
    RuleState.NOT_YET: "is not yet in force",
    RuleState.OVER: "is no longer in force",
}
_ANSWERS = {True: "true", False: "false", None: "unknown"}
_WIDEST_ANSWER = 7
_MOST_WORDS = 5


def explanation_lines(explanation: Explanation) -> Iterator[Said]:
    """First what would change the outcome, then each rule: those that fired, then the others, each by name."""
    if explanation.kept_as_own:
        yield Said("kept: you wrote it", Part.MARK)
    if explanation.nearest is not None:
        yield Said(visible(explanation.nearest.text), Part.CHANGE)
    for rule in sorted(explanation.rules, key=lambda rule: rule.state is not RuleState.FIRED):
        yield from rule_lines(rule, explanation.clauses)


def rule_lines(rule: ExplainedRule, clauses: Iterable[ExplainedClause]) -> Iterator[Said]:
    """One rule and its clauses, which are among those at hand."""
    fired = rule.state is RuleState.FIRED
    title = f" “{visible(rule.title)}”" if rule.title else ""
    shadow = ", a shadow rule," if rule.shadow else ""
    head = f"{visible(rule.rule)}{title}{shadow} {_STATES[rule.state]} ({visible(rule.at)})"
    yield Said(head, Part.FIRED if fired else Part.FADED)
    if fired and rule.asks is not None:
        yield Said(f"asks: {rule.asks}{': ' + visible(rule.reason) if rule.reason else ''}", Part.REASON, 1)
    elif rule.reason:
        yield Said(f"because: {visible(rule.reason)}", Part.REASON, 1)
    if rule.overridden_by:
        yield Said(f"outweighed by {', '.join(visible(name) for name in rule.overridden_by)}", Part.MARK, 1)
    for depth, clause in walk(rule.clause, clauses):
        stopped = clause.id in rule.stopped_by and not fired
        yield Said(_clause(clause, stopped=stopped), Part.TEXT if fired or stopped else Part.FADED, 1 + depth)


def _clause(clause: ExplainedClause, *, stopped: bool) -> str:
    """`false   post.likes >= 10 (post.likes = 3) ← stopped it`."""
    told = f"{_ANSWERS[clause.value]:<{_WIDEST_ANSWER}} {visible(clause.text)}"
    facts = [f"{visible(path)} = {visible(value)}" for path, value in clause.values.items()]
    words = [f"“{visible(one.words)}” in {visible(one.field)}" for one in clause.evidence]
    seen = facts + list(dict.fromkeys(words))[:_MOST_WORDS]
    told += f" ({', '.join(seen)})" if seen else ""
    return f"{told} – this stopped it" if stopped else told
