"""What rules cost, to be read or as JSON: which posts each is asked about.

In: planned rules. Out: lines, or a list of records.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from feedcurate.engine.planned import PlannedRule
from feedcurate.text.visible import visible


def plan_text(rules: Sequence[PlannedRule]) -> str:
    """Each rule with its guards, then those that have none."""
    lines = [line for rule in rules for line in _lines(rule)]
    always = [rule.rule for rule in rules if not rule.guards]
    if not rules:
        lines.append("no rules for posts")
    elif always:
        lines.append(f"asked about every post, {len(always)} of {len(rules)}: {', '.join(always)}")
    else:
        lines.append("every rule is asked only about posts that can concern it")
    return "".join(f"{visible(line)}\n" for line in lines)


def _lines(rule: PlannedRule) -> list[str]:
    head = f"{rule.rule} ({rule.at})"
    if not rule.guards:
        return [head, "    asked about every post"]
    first, *others = rule.guards
    last = "then its condition is asked" if rule.rest else "then it fires"
    return [head, f"    looked up: {first}", *(f"    and: {other}" for other in others), f"    {last}"]


def plan_records(rules: Sequence[PlannedRule]) -> list[dict[str, Any]]:
    """The same as records."""
    return [{"rule": one.rule, "at": one.at, "guards": list(one.guards), "rest": one.rest} for one in rules]
