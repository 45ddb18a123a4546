"""Rules for accounts over the past: asked at the end of every day of the accounts whose posts came on it.

At the end of the time they are asked of all that came, since a rule may fire for who has fallen silent.

In: days that end, in order of time. Out: how often each rule's advice began. It begins where the rule fires and did not
when that account was last asked about; an account that posts every day and is advised against all the while is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from feedcurate.engine.interpret import Reading
from feedcurate.engine.joint_advice import AccountRequest, account_advice
from feedcurate.engine.run.conditions import asks_by_name
from feedcurate.model.account import Account
from feedcurate.program.program import AccountRule
from feedcurate.review.court import Court
from feedcurate.review.directory import Directory
from feedcurate.review.moments import DayMoment
from feedcurate.review.results import RuleReplay, Subject
from feedcurate.review.standing import Standing
from feedcurate.review.tally import OUTWEIGHED, Tally


class AccountTallies:
    """The figures of all rules for accounts."""

    def __init__(self, court: Court, directory: Directory) -> None:
        rules = court.program.account_rules
        self._court, self._directory = court, directory
        self._standing: Standing[AccountRule] = Standing(rules, court.reader.zone)
        self._asks = asks_by_name(court.program, rules)
        self._tallies = {rule.name: Tally(rule) for rule in rules}
        self._advised: dict[int, frozenset[str]] = {}
        self._met: dict[int, Account] = {}

    def ask_all(self, now: datetime) -> None:
        """Ask of every account that came so far."""
        self.ask(DayMoment(now, tuple(self._met.values())))

    def ask(self, moment: DayMoment) -> None:
        """Ask of the accounts of a day."""
        holding = self._standing.at(moment.now)
        if not self._tallies or not (holding.live or holding.shadow):
            return
        judge = self._court.judge(moment.now)
        for account in moment.accounts:
            number = self._directory.number(account)
            if number is not None:
                self._met[number] = account
                reading = judge.of_account(account)
                live, shadow = self._firing(holding.live, reading), self._firing(holding.shadow, reading)
                self._count(moment, number, live, shadow)

    def _firing(self, rules: tuple[AccountRule, ...], reading: Reading) -> tuple[AccountRule, ...]:
        return tuple([rule for rule in rules if self._asks[rule.name](reading)])

    def _count(
        self, moment: DayMoment, number: int, live: tuple[AccountRule, ...], shadow: tuple[AccountRule, ...]
    ) -> None:
        before = self._advised.get(number, frozenset())
        fired = frozenset([rule.name for rule in (*live, *shadow)])
        if not (fired or before):
            return
        self._advised[number] = fired
        joint = account_advice(
            AccountRequest(rule.name, rule.actions.advice, rule.actions.snooze)
            for rule in live
            if rule.actions.advice is not None
        )
        outweighed = () if joint is None else joint.overridden
        for rule in (*live, *shadow):
            if rule.name not in before:
                tally = self._tallies[rule.name]
                tally.count(moment.now, number)
                tally.did[OUTWEIGHED if rule.name in outweighed else str(rule.actions.advice or "told")] += 1

    def results(self) -> Iterator[RuleReplay]:
        """The figures, by name of the rule."""
        return (tally.result(Subject.ACCOUNT, self._directory) for _, tally in sorted(self._tallies.items()))
