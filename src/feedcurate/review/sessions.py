"""Rules for the session over the past: asked whenever the reader had looked at something.

In: the ends of views and of what was opened, in order of time. Out: how often each rule's pause, stop, wait or nudge
began. A pause or a stop is given once and goes on until it ends (`history.pauses`), whether or not the reader kept to
it; its rule says nothing meanwhile. Anything else begins where the rule fires and did not when last asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedcurate.engine.advising import about_session
from feedcurate.engine.interpret import Judge
from feedcurate.engine.run.conditions import asks_by_name
from feedcurate.history.pauses import going_on, to_remember
from feedcurate.model.decision import SessionWord
from feedcurate.model.record import Given
from feedcurate.program.program import SessionActions, SessionRule
from feedcurate.review.court import Court
from feedcurate.review.directory import Directory
from feedcurate.review.moments import DoneMoment
from feedcurate.review.results import RuleReplay, Subject
from feedcurate.review.standing import Standing
from feedcurate.review.tally import Tally


class SessionTallies:
    """The figures of all rules for the session."""

    def __init__(self, court: Court, directory: Directory) -> None:
        rules = court.program.session_rules
        self._court, self._directory = court, directory
        self._standing: Standing[SessionRule] = Standing(rules, court.reader.zone)
        self._asks = asks_by_name(court.program, rules)
        self._tallies = {rule.name: Tally(rule) for rule in rules}
        self._before: frozenset[str] = frozenset()
        self._given: tuple[Given, ...] = ()

    def ask(self, moment: DoneMoment) -> None:
        """Ask what the rules say now."""
        holding = self._standing.at(moment.now)
        if not (holding.live or holding.shadow):
            return
        judge = self._court.judge(moment.now)
        reading = judge.of_session()
        resting = self._resting(judge)
        fired = [
            rule
            for rule in (*holding.live, *holding.shadow)
            if rule.name not in resting and self._asks[rule.name](reading)
        ]
        if not fired:
            self._before = frozenset()
            return
        for rule in fired:
            if rule.name not in self._before:
                tally = self._tallies[rule.name]
                tally.count(moment.now, None)
                tally.did[word_of(rule.actions).value] += 1
        # What rests would fire again when it is over: that is a new pause.
        self._before = frozenset(rule.name for rule in fired if not _is_given(rule) or rule not in holding.live)
        if any(_is_given(rule) and rule in holding.live for rule in fired):
            self._give(judge, resting)

    def _resting(self, judge: Judge) -> set[str]:
        """The rules whose pause or stop goes on. What is over is forgotten."""
        if not self._given:
            return set()
        context, gap = judge.context, judge.program.settings.session_gap
        start = context.past.session_start()
        self._given = tuple(one for one in self._given if going_on((one,), context.now, start, gap))
        return {reason.rule for one in self._given for reason in one.advice.because}

    def _give(self, judge: Judge, resting: set[str]) -> None:
        given = to_remember(about_session(judge, resting).advice, judge.context.now)
        if given is not None:
            self._given += (given,)

    def results(self) -> Iterator[RuleReplay]:
        """The figures, by name of the rule."""
        return (tally.result(Subject.SESSION, self._directory) for _, tally in sorted(self._tallies.items()))


def word_of(actions: SessionActions) -> SessionWord:
    """The strongest that a rule asks for."""
    if actions.stop:
        return SessionWord.STOP
    if actions.pause is not None:
        return SessionWord.PAUSE
    if actions.wait is not None:
        return SessionWord.WAIT
    return SessionWord.NUDGE if actions.nudges else SessionWord.CONTINUE


def _is_given(rule: SessionRule) -> bool:
    return word_of(rule.actions) in (SessionWord.PAUSE, SessionWord.STOP)
