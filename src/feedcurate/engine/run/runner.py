"""Many posts, one judge: who is awake for each post, who of them fires, and what that makes together.

In: a judge and posts. Out: an `Opinion` on each, equal to what `deciding.opinion` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from feedcurate.engine.context import NO_PAST
from feedcurate.engine.deciding import Opinion, asked_always, is_kept_as_own, request
from feedcurate.engine.interpret import Judge
from feedcurate.engine.moments import holds_now
from feedcurate.engine.run.conditions import Ask, asks_of
from feedcurate.engine.run.texts import Texts, texts_of
from feedcurate.engine.search import Scanned
from feedcurate.engine.verdict import Fired, verdict
from feedcurate.model.item import Item
from feedcurate.plan.guards import Column
from feedcurate.plan.index import ranks
from feedcurate.plan.lookup import Lookup
from feedcurate.plan.paths import Follow, follow
from feedcurate.plan.plan import Plan, plan_of
from feedcurate.program.program import Program, Rule
from feedcurate.syntax.enumerations import Mode

TOGETHER = 500
"""So many posts have their texts searched together; more would only take more memory."""


@frozen(eq=False)
class Engine:
    """A plan, ready to run.

    `asks` are what rules ask for where that is the same for every post, else None; `conditions` ask what is left of
    each rule once it is awake.
    """

    program: Program
    plan: Plan
    texts: Texts
    columns: tuple[tuple[Follow, Follow | None, Lookup], ...]
    asks: tuple[Fired | None, ...]
    conditions: tuple[Ask, ...]

    def bits(self, rules: Iterable[Rule]) -> int:
        """Some rules as bits."""
        wanted = {rule.name for rule in rules}
        return sum(1 << rank for rank, rule in enumerate(self.program.rules) if rule.name in wanted)

    def tripped(self, item: Item) -> int:
        """What a post trips, its texts aside."""
        tripped = 0
        for path, inner, lookup in self.columns:
            value = path(item)
            if inner is None:
                tripped |= lookup(value)
            elif value is not None:
                for element in value:
                    tripped |= lookup(inner(element))
        return tripped


@lru_cache(maxsize=16)
def engine_of(program: Program) -> Engine:
    """The engine of a program; the latest few are kept."""
    plan = plan_of(program)
    return Engine(
        program,
        plan,
        texts=texts_of(program, plan),
        columns=tuple((*_paths(program, column), lookup) for column, lookup in plan.index.lookups),
        asks=tuple(map(asked_always, program.rules)),
        conditions=asks_of(program),
    )


def _paths(program: Program, column: Column) -> tuple[Follow, Follow | None]:
    return follow(program, column.target), None if column.element is None else follow(program, column.element)


@frozen(eq=False)
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
        plan = self.engine.plan
        tripped = [self.engine.tripped(item) for item in items]
        in_force = self.live | self.shadow
        words = plan.index.words
        asked = [i for i, bits in enumerate(tripped) if plan.index.awake(bits | words) & in_force]
        found, known = self.engine.texts.searched([items[i] for i in asked])
        for i, bits in zip(asked, found, strict=True):
            tripped[i] |= bits
        return [self._opinion(item, bits, known) for item, bits in zip(items, tripped, strict=True)]

    def opinion(self, item: Item) -> Opinion:
        """What the rules make of a post."""
        return self.opinions((item,))[0]

    def _opinion(self, item: Item, tripped: int, known: Scanned) -> Opinion:
        plan, judge = self.engine.plan, self.judge
        awake = plan.index.awake(tripped) & (self.live | self.shadow)
        own = is_kept_as_own(judge.program, item, judge.context)
        if not awake:
            return Opinion(item, judge, verdict((), own=own), (), (), self.later, known)
        firing = awake & plan.index.exact
        found = Opinion(item, judge, verdict((), own=own), (), (), self.later, known)
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
    engine = engine_of(judge.program)
    context, plan = judge.context, engine.plan
    live, shadow = plan.live, plan.shadow
    for rank, rule in plan.dated:
        if holds_now(rule, context.now, context.zone):
            if rule.mode is Mode.LIVE:
                live |= 1 << rank
            else:
                shadow |= 1 << rank
    later = judge if context.past is NO_PAST else evolve(judge, context=evolve(context, past=NO_PAST))
    return Runner(engine, judge, later, live, shadow)
