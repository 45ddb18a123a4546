"""Many posts, one judge: who is awake for each post, who of them fires, and what that makes together.

In: a judge and posts. Out: an `Opinion` on each, equal to what `deciding.opinion` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from attrs import define, evolve, frozen

from feedcurate.engine.context import NO_PAST
from feedcurate.engine.deciding import Opinion, asked_always, is_kept_as_own, request
from feedcurate.engine.interpret import Judge
from feedcurate.engine.moments import holds_now
from feedcurate.engine.run.columns import Aging, Tripping, agings_of, trippings_of
from feedcurate.engine.run.conditions import Ask, asks_of
from feedcurate.engine.run.texts import Texts, texts_of
from feedcurate.engine.search import Scanned
from feedcurate.engine.verdict import Fired, untouched, verdict
from feedcurate.model.item import Item
from feedcurate.plan.index import ranks
from feedcurate.plan.plan import Plan, plan_of
from feedcurate.program.once import once_a_program
from feedcurate.program.program import Program, Rule
from feedcurate.syntax.enumerations import Mode

TOGETHER = 500
"""So many posts have their texts searched together; more would only take more memory."""


_NOTHING: Scanned = {}


@frozen(eq=False)
class Engine:
    """A plan, ready to run.

    `asks` are what rules ask for where that is the same for every post, else None; `conditions` ask what is left of
    each rule once it is awake.
    """

    program: Program
    plan: Plan
    texts: Texts
    columns: tuple[Tripping, ...]
    ages: tuple[Aging, ...]
    asks: tuple[Fired | None, ...]
    conditions: tuple[Ask, ...]

    def bits(self, rules: Iterable[Rule]) -> int:
        """Some rules as bits."""
        wanted = {rule.name for rule in rules}
        return sum(1 << rank for rank, rule in enumerate(self.program.rules) if rule.name in wanted)

    def in_force(self, now: datetime, zone: tzinfo) -> tuple[int, int]:
        """The live rules and the shadow rules that hold at an instant, as bits."""
        live, shadow = self.plan.live, self.plan.shadow
        for rank, rule in self.plan.dated:
            if holds_now(rule, now, zone):
                if rule.mode is Mode.LIVE:
                    live |= 1 << rank
                else:
                    shadow |= 1 << rank
        return live, shadow

    def tripped(self, item: Item, now: datetime) -> int:
        """What a post trips, its texts aside."""
        tripped = 0
        for tripping in self.columns:
            tripped |= tripping(item)
        for aging in self.ages:
            tripped |= aging(item, now)
        return tripped

    def wakes(self, item: Item, in_force: int, now: datetime, before: Scanned = _NOTHING) -> tuple[int, Scanned]:
        """Which of some rules a post wakes at an instant, as bits, and what was found in its texts.

        They are searched only if needed, and not where what is in them was found `before`.
        """
        index, tripped = self.plan.index, self.tripped(item, now)
        if not index.awake(tripped | index.words) & in_force:
            return 0, _NOTHING
        found, known = self.texts.looked_at(item, before)
        return index.awake(tripped | found) & in_force, known


@once_a_program
def engine_of(program: Program) -> Engine:
    """The engine of a program, kept with it."""
    plan = plan_of(program)
    return Engine(
        program,
        plan,
        texts=texts_of(program, plan),
        columns=trippings_of(program, plan),
        ages=agings_of(program, plan),
        asks=tuple(map(asked_always, program.rules)),
        conditions=asks_of(program),
    )


@define(eq=False)
class Runner:
    """An engine with a judge, and the rules that hold at its `now`, as bits."""

    engine: Engine
    judge: Judge
    later: Judge
    """The same judge without the past, which does not stay as it is."""
    live: int
    shadow: int

    def opinions(self, items: Sequence[Item]) -> list[Opinion]:
        """What the rules make of some posts."""
        found: list[Opinion] = []
        for start in range(0, len(items), TOGETHER):
            found += self._together(items[start : start + TOGETHER])
        return found

    def _together(self, items: Sequence[Item]) -> list[Opinion]:
        """Posts whose texts are searched together, but for those that no words could make a rule fire on."""
        index, in_force = self.engine.plan.index, self.live | self.shadow
        now = self.judge.context.now
        tripped = [self.engine.tripped(item, now) for item in items]
        words = index.words
        asked = [i for i, bits in enumerate(tripped) if index.awake(bits | words) & in_force]
        found, known = self.engine.texts.searched([items[i] for i in asked])
        awake = [0] * len(items)
        for i, bits in zip(asked, found, strict=True):
            awake[i] = index.awake(tripped[i] | bits) & in_force
        return [self.woken(item, bits, known) for item, bits in zip(items, awake, strict=True)]

    def opinion(self, item: Item) -> Opinion:
        """What the rules make of a post."""
        return self.woken(item, *self.engine.wakes(item, self.live | self.shadow, self.judge.context.now))

    def woken(self, item: Item, awake: int, known: Scanned) -> Opinion:
        """What the rules that a post wakes make of it; `known` is what was found in its texts."""
        plan, judge = self.engine.plan, self.judge
        own = is_kept_as_own(judge.program, item, judge.context)
        found = Opinion(item, judge, untouched(own), (), (), self.later, known)
        if not awake:
            return found
        firing = awake & plan.index.exact
        conditions = self.engine.conditions
        for rank in ranks(awake ^ firing):
            if conditions[rank](found.reading):
                firing |= 1 << rank
        live, shadow = firing & self.live, firing & self.shadow
        if live:
            fired = list(ranks(live))
            asks = self.engine.asks
            found.fired = tuple([plan.rules[rank] for rank in fired])
            found.verdict = verdict([asks[rank] or request(plan.rules[rank], found.reading) for rank in fired], own=own)
            if live & ~plan.lasting:
                found.later = None
        if shadow:
            found.shadow = tuple([plan.rules[rank] for rank in ranks(shadow)])
        return found


def runner_of(judge: Judge) -> Runner:
    """The runner of a judge."""
    engine, context = engine_of(judge.program), judge.context
    later = judge if context.past is NO_PAST else evolve(judge, context=evolve(context, past=NO_PAST))
    return Runner(engine, judge, later, *engine.in_force(context.now, context.zone))
