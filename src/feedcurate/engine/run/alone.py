"""A post that comes alone: what an app asks that curates posts one by one, as they arrive.

In: a program, what the host knows, a post and `now`. Out: the curation that a feed of this one post has.

Most posts wake no rule. What does not depend on the post is worked out once for a program and what the host knows,
and what only a rule that is awake looks at, or only a feed, is not made before it is needed: that is most of the work.
"""

from __future__ import annotations

from datetime import datetime

from attrs import define, frozen

from feedcurate.engine.context import Context, context_of, in_utc
from feedcurate.engine.deciding import decision, is_kept_as_own, shadow_reports, untouched_decision
from feedcurate.engine.interpret import Judge, judge_of
from feedcurate.engine.joined import Joined
from feedcurate.engine.moments import EARLIEST
from feedcurate.engine.questions import looks_back
from feedcurate.engine.run.runner import Engine, Runner, engine_of
from feedcurate.model.decision import Curation, Decision, Outcome, ShadowReport
from feedcurate.model.deferring import unchecked
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from feedcurate.program.once import once_a_program
from feedcurate.program.program import Program

_OUT = frozenset({Outcome.HIDDEN, Outcome.BLOCKED})
"""What is in no feed."""


@frozen(eq=False)
class Alone:
    """An engine, and what the host knows; `basics` are the same at every instant but for `now`."""

    engine: Engine
    facts: Facts
    basics: Context
    judge: Judge

    def curation(self, item: Item, now: datetime) -> Curation:
        """The feed of one post. Raises ValueError where `now` has no time zone."""
        engine, now = self.engine, in_utc(now)
        live, shadow = engine.in_force(now, self.basics.zone)
        awake, known = engine.wakes(item, live | shadow, now)
        if not awake:
            own = is_kept_as_own(engine.program, item, self.basics)
            return _of(untouched_decision(item, own=own, place=1))
        judge = self._at(now)
        found = Runner(engine, judge, judge, live, shadow).woken(item, awake, known)
        place = None if found.verdict.outcome in _OUT else 1
        return _of(decision(found, place), shadow_reports(found))

    def _at(self, now: datetime) -> Judge:
        basics, judge = self.basics, self.judge
        context = Context(now, basics.zone, basics.me, basics.following, basics.signals)
        return Judge(judge.program, context, judge.tables, judge.kinds_of_signals)


def _of(decided: Decision, shadow: tuple[ShadowReport, ...] = ()) -> Curation:
    values = {"posts": (decided,), "accounts": (), "session": None, "unmet": (), "shadow": shadow, "problems": ()}
    return unchecked(Curation, values)


def alone(program: Program, facts: Facts) -> Alone | None:
    """What decides on posts that come alone; None where rules ask for more than the post at hand."""
    if facts.history is not None:
        return None
    latest = _latest(program)
    if not latest.is_possible:
        return None
    found = latest.alone
    if found is None or found.facts is not facts:
        basics = context_of(program, facts, EARLIEST, Joined(None, ()))
        found = latest.alone = Alone(engine_of(program), facts, basics, judge_of(program, basics))
    return found


@define(eq=False)
class _Latest:
    """What was last made for a program: an app asks again and again with the same facts.

    Two threads that put theirs here each go on with their own.
    """

    is_possible: bool
    alone: Alone | None = None


@once_a_program
def _latest(program: Program) -> _Latest:
    rules = (program.account_rules, program.session_rules, program.quotas)
    return _Latest(is_possible=not any(rules) and not looks_back(program))
