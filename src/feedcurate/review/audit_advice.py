"""What the rules advise about accounts at the end of a period, and what the reader answered to earlier advice.

In: a history, rules, and who is who. Out: both by the numbers of `audit_people.People`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from feedcurate.engine.advising import about_accounts
from feedcurate.engine.scene import scene_of
from feedcurate.history.audit_rows import Rows
from feedcurate.history.dates import to_micros
from feedcurate.model.decision import AccountAdvice
from feedcurate.model.facts import Facts
from feedcurate.model.record import QueuedAdvice
from feedcurate.program.program import Program
from feedcurate.review.audit_concern import Concern, Counts
from feedcurate.review.audit_model import Answer
from feedcurate.review.audit_people import People
from feedcurate.review.audit_sums import Sums

FEW_ACCOUNTS = 3_000
"""So many accounts are all asked about; of more only those that a rule can speak of."""


def advice_of(
    program: Program, facts: Facts, now: datetime, people: People, asked: Collection[int] | None
) -> Mapping[int, AccountAdvice]:
    """What the rules advise as of an instant about some accounts, by their numbers; None: about all."""
    if not program.account_rules:
        return {}
    scene = scene_of(program, (), facts, now)
    everybody = scene.everybody()
    if asked is not None:
        everybody = tuple(account for account in everybody if people.number_of(account) in asked)
    return {people.number_of(advice.account): advice for advice in about_accounts(scene.judge, everybody).accounts}


def concerned(
    program: Program, period: tuple[datetime, datetime], rows: Rows, sums: Sums, people: People
) -> set[int] | None:
    """The accounts that the rules can possibly speak of, as far as the period tells; None: any."""
    if not program.account_rules or people.nobody <= FEW_ACCOUNTS:
        return None
    strays = rows.strays(to_micros(period[0]), to_micros(period[1]))
    if strays is None:
        return None
    concern = Concern(program, period[1] - period[0])
    found = {people.who[form] for form in strays}
    for number in range(people.nobody):
        posts = sums.posts[number] + sums.reposts[number]
        counts = Counts(posts, sums.topics.get(number) or {}, len(sums.checkins.get(number, ())))
        if concern.may_be(counts):
            found.add(number)
    return found


def answers_of(queue: Iterable[QueuedAdvice], people: People) -> Mapping[int, tuple[Answer, ...]]:
    """The advice in the reader's queue, the oldest first."""
    found: defaultdict[int, list[Answer]] = defaultdict(list)
    for entry in queue:
        found[people.number_of(entry.account)].append(
            Answer(id=entry.id, advice=entry.advice.advice, state=entry.state, at=entry.answered_at)
        )
    return {number: tuple(answers) for number, answers in found.items()}
