"""The pure functions that an app calls with rules it has loaded.

In: a rule set, items, facts and the clock. Out: curations and explanations; nothing here has a state.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from feedcurate.engine import evaluate as _evaluate
from feedcurate.engine import explain as _explain
from feedcurate.model.decision import Curation
from feedcurate.model.explanation import Explanation
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.item import Item
from feedcurate.ruleset import Ruleset


def evaluate(rules: Ruleset, items: Iterable[Item], facts: Facts = NO_FACTS, *, now: datetime) -> Curation:
    """What the rules make of items: a decision for each, those in the feed first and in order.

    `now` is an aware instant; the same input gives the same result whenever it is asked. Raises ValueError for a
    `now` without a zone.
    """
    return _evaluate.evaluate(rules.program, tuple(items), facts, now=now)


def explain(rules: Ruleset, item: Item, facts: Facts = NO_FACTS, *, now: datetime) -> Explanation:
    """Every rule for one item, fired or not, clause by clause, with values and the words that matched.

    Raises ValueError for a `now` without a zone.
    """
    return _explain.explain(rules.program, item, facts, now=now)
