"""What the rules advise about accounts at the end of a period, and what the reader answered to earlier advice.

In: a history, rules, and who is who. Out: both by the numbers of `audit_people.People`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import evolve

from feedcurate.engine.advising import about_accounts
from feedcurate.engine.scene import scene_of
from feedcurate.history.audit_rows import Rows
from feedcurate.history.dates import to_micros
from feedcurate.model.account import Account
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

Rules = tuple[int, ...]
"""Some rules for accounts, by their places in the program."""


def advice_of(
    program: Program, facts: Facts, now: datetime, people: People, asked: Mapping[int, Rules] | None
) -> Mapping[int, AccountAdvice]:
    """What the rules advise as of an instant, by the numbers of accounts; None: all rules are asked about all."""
    if not program.account_rules:
        return {}
    scene = scene_of(program, (), facts, now)
    everybody = scene.everybody()
    if asked is None:
        found = about_accounts(scene.judge, everybody).accounts
    else:
        groups: defaultdict[Rules, list[Account]] = defaultdict(list)
        for account in everybody:
            groups[asked.get(people.number_of(account), ())].append(account)
        found = tuple(
            advice
            for rules, accounts in groups.items()
            for advice in about_accounts(scene_of(_only(program, rules), (), facts, now).judge, accounts).accounts
        )
    return {people.number_of(advice.account): advice for advice in found}


def _only(program: Program, rules: Rules) -> Program:
    """The program with some of its rules for accounts: those that are not true of an account say nothing of it."""
    return evolve(program, account_rules=tuple(program.account_rules[place] for place in rules))


def concerned(concern: Concern, rows: Rows, sums: Sums, people: People) -> Mapping[int, Rules] | None:
    """The accounts that rules can possibly speak of, as far as the period tells, and which rules; None: all of all."""
    rules = concern.program.account_rules
    if not rules or people.nobody <= FEW_ACCOUNTS:
        return None
    strays = rows.strays(to_micros(concern.start), to_micros(concern.end))
    if strays is None:
        return None
    found: dict[int, Rules] = {}
    for number in range(people.nobody):
        posts = sums.posts[number] + sums.reposts[number]
        counts = Counts(posts, sums.topics.get(number) or {}, sums.checkins.get(number, ()))
        some = concern.rules_for(counts)
        if some:
            found[number] = some
    return found | {people.who[form]: tuple(range(len(rules))) for form in strays}


def answers_of(queue: Iterable[QueuedAdvice], people: People) -> Mapping[int, tuple[Answer, ...]]:
    """The advice in the reader's queue, the oldest first."""
    found: defaultdict[int, list[Answer]] = defaultdict(list)
    for entry in queue:
        found[people.number_of(entry.account)].append(
            Answer(id=entry.id, advice=entry.advice.advice, state=entry.state, at=entry.answered_at)
        )
    return {number: tuple(answers) for number, answers in found.items()}
