"""What the rules advise about accounts at the end of a period, and what the reader answered to earlier advice.

In: a history, rules, and who is who. Out: both by the numbers of `audit_people.People`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from feedcurate.engine.advising import about_accounts
from feedcurate.engine.scene import scene_of
from feedcurate.model.decision import AccountAdvice
from feedcurate.model.facts import Facts
from feedcurate.model.record import QueuedAdvice
from feedcurate.program.program import Program
from feedcurate.review.audit_model import Answer
from feedcurate.review.audit_people import People


def advice_of(program: Program, facts: Facts, now: datetime, people: People) -> Mapping[int, AccountAdvice]:
    """What the rules advise about accounts as of an instant."""
    if not program.account_rules:
        return {}
    scene = scene_of(program, (), facts, now)
    advised = about_accounts(scene.judge, scene.everybody())
    return {people.number_of(advice.account): advice for advice in advised.accounts}


def answers_of(queue: Iterable[QueuedAdvice], people: People) -> Mapping[int, tuple[Answer, ...]]:
    """The advice in the reader's queue, the oldest first."""
    found: defaultdict[int, list[Answer]] = defaultdict(list)
    for entry in queue:
        found[people.number_of(entry.account)].append(
            Answer(id=entry.id, advice=entry.advice.advice, state=entry.state, at=entry.answered_at)
        )
    return {number: tuple(answers) for number, answers in found.items()}
