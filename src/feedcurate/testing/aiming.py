"""Items that stand where rules turn: most of a rule's parts as it asks for them, one or another just beside.

In: rule sets. Out: a strategy. A rule is drawn, and the post is changed part by part until its condition should hold,
or should not; each part is now and then put on its edge instead: one less, one more, unknown, a word changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from feedcurate.model.item import Item
from feedcurate.program.expr import ExprId
from feedcurate.program.program import Once, Program
from feedcurate.ruleset import Ruleset
from feedcurate.testing.aim import Aim
from feedcurate.testing.edges import edges_of
from feedcurate.testing.pool import NOW
from feedcurate.testing.relevant import relevant
from feedcurate.testing.supply import Supply


class Target:
    """A condition of a program; no attrs class, as Hypothesis writes out all of those that a strategy is made of."""

    def __init__(self, program: Program, condition: ExprId) -> None:
        self.program = program
        self.condition = condition


Fields = Mapping[str, st.SearchStrategy[Any]]

_MORE = 20
"""How many times as often a condition is aimed at that not all of the rule sets have."""


def items_for(*rules: Ruleset, now: datetime = NOW, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Item]:
    """Posts at the edges that the conditions of some rule sets draw, of the class the first one is made for.

    Thresholds one less, equal and one more; phrases whole, with a word changed and beside exceptions; members of lists
    and others; values of enumerations; ages and clocks to the microsecond, seen from `now`; unknowns. About one in five
    is made of such values without a rule in mind. With several rule sets, most posts are aimed at the rules in which
    they differ. Fields that no rule looks at stay unknown. `fields` are strategies
    for some fields by name; what a rule asks for outweighs them.

    Raises ValueError where no rule set is given.
    """
    if not rules:
        raise ValueError("`items_for` needs at least one rule set")
    return aimed(rules, supply_for(rules, now), fields)


def supply_for(rules: Sequence[Ruleset], now: datetime, often: int = 1) -> Supply:
    """What posts and pasts for some rule sets are made of: fields that no rule looks at stay unknown.

    The others are known `often` times to one.
    """
    return Supply(edges_of(rules), now, relevant(one.program for one in rules), often)


def aimed(rules: Sequence[Ruleset], supply: Supply, fields: Fields) -> st.SearchStrategy[Item]:
    """Posts of a supply, most of them aimed at a condition of one of the rule sets."""
    programs = tuple(one.program for one in rules)
    return aimed_at(supply.of(programs[0].item, fields), tuple(_targets(programs)), supply)


@st.composite
def aimed_at(draw: st.DrawFn, base: st.SearchStrategy[Item], targets: Sequence[Target], supply: Supply) -> Item:
    """Posts, most of them changed so that one of some conditions holds of them, or nearly does."""
    item = draw(base)
    if not targets or not draw(st.integers(0, 4)):
        return item
    target = draw(st.sampled_from(targets))
    aim = Aim(draw, target.program, supply, item)
    aim.aim(target.condition, draw(st.sampled_from((True, True, True, False))))
    return aim.item


def _targets(programs: Sequence[Program]) -> list[Target]:
    """The conditions of rules and quotas for posts; those that not all of the programs have, many times."""
    found, texts = list[Target](), list[str]()
    for program in programs:
        for rule in program.rules:
            found.append(Target(program, rule.when))
            texts.append(f"{rule.name} {rule.clause.text} {rule.actions.strength}")
        whens = {quota.text: quota.when for quota in program.quotas if not isinstance(quota, Once)}
        for text, when in whens.items():
            if when is not None:
                found.append(Target(program, when))
                texts.append(text)
    times = Counter(texts)
    changed = [target for target, text in zip(found, texts, strict=True) if times[text] < len(programs)]
    return [*found, *_MORE * changed]
