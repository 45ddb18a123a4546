"""The pure functions that an app calls with rules it has loaded.

In: a rule set, items, facts and the clock. Out: curations, advice and explanations; nothing here has a state, and
nothing is written to the history that the facts bring along. `now` is an aware instant; ValueError without a zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from feedcurate.engine import evaluate as _evaluate
from feedcurate.engine import explain as _explain
from feedcurate.engine.advising import about_accounts, about_session, on_draft
from feedcurate.engine.scene import scene_of
from feedcurate.model.decision import AccountAdvice, Curation, DraftAdvice, SessionAdvice
from feedcurate.model.draft import Draft
from feedcurate.model.explanation import Explanation
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.item import Item
from feedcurate.ruleset import Ruleset


def evaluate(rules: Ruleset, items: Iterable[Item], facts: Facts = NO_FACTS, *, now: datetime) -> Curation:
    """What the rules make of items: a decision for each, those in the feed first and in order; and advice.

    The same input gives the same result whenever it is asked.
    """
    return _evaluate.evaluate(rules.program, tuple(items), facts, now=now)


def explain(rules: Ruleset, item: Item, facts: Facts = NO_FACTS, *, now: datetime) -> Explanation:
    """Every rule for one item, fired or not, clause by clause, with values and the words that matched."""
    return _explain.explain(rules.program, item, facts, now=now)


def account_advice(rules: Ruleset, facts: Facts = NO_FACTS, *, now: datetime) -> tuple[AccountAdvice, ...]:
    """What the rules advise about the accounts of the history and those the reader follows."""
    scene = scene_of(rules.program, (), facts, now)
    return about_accounts(scene.judge, scene.everybody()).accounts


def session_advice(rules: Ruleset, facts: Facts = NO_FACTS, *, now: datetime) -> SessionAdvice:
    """What the rules advise about the session now; pauses that were given before are a curator's business."""
    return about_session(scene_of(rules.program, (), facts, now).judge).advice or SessionAdvice()


def draft_advice(rules: Ruleset, draft: Draft, facts: Facts = NO_FACTS, *, now: datetime) -> DraftAdvice:
    """What the rules ask of a draft before it is sent."""
    return on_draft(scene_of(rules.program, (), facts, now).judge, draft)
