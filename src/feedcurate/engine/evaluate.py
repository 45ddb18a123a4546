"""The pure function under everything: rules, posts, facts and an instant in, a curation out.

In: a checked program, posts in any order, what the host knows, and `now`. Out: a `Curation`, the same for any order.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from feedcurate.engine.advising import about_accounts, about_session
from feedcurate.engine.deciding import Bench, bench_of, decision, opinion, shadow_reports
from feedcurate.engine.feed import arrange
from feedcurate.engine.interpret import Reading
from feedcurate.engine.judged import Judged
from feedcurate.engine.kleene import Truth
from feedcurate.engine.sameness import each_once
from feedcurate.engine.scene import Scene, scene_of
from feedcurate.model.decision import Curation
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.item import Item
from feedcurate.program.expr import ExprId
from feedcurate.program.program import Program


def evaluate(program: Program, items: Iterable[Item], facts: Facts = NO_FACTS, *, now: datetime) -> Curation:
    """What the rules make of some posts: first what is in the feed, in its order, then the rest by source and id.

    The same (source, id) twice is one post, also where the history has it; its newest state counts. Rules for accounts
    are asked of every author and reposter of the history and the posts, and of everybody the reader follows; rules for
    the session of the session now. Raises ValueError where `now` has no time zone; nothing else.
    """
    batch = each_once(items)
    scene = scene_of(program, batch, facts, now)
    newest = {(item.source, item.id): item for item in scene.store.find([(one.source, one.id) for one in batch])}
    curation = curate(scene, [newest[item.source, item.id] for item in batch])
    accounts = about_accounts(scene.judge, scene.everybody() if program.account_rules else ())
    session = about_session(scene.judge)
    return curation.model_copy(
        update={
            "accounts": accounts.accounts,
            "session": session.advice,
            "shadow": (*curation.shadow, *accounts.shadow, *session.shadow),
        }
    )


def curate(scene: Scene, batch: Iterable[Item]) -> Curation:
    """The posts of a curation; each (source, id) is in the batch once, and the batch in the scene."""
    bench = bench_of(scene.program, scene.judge)
    opinions = [opinion(bench, item) for item in batch]
    judged = [Judged(one.reading.item, one.verdict.outcome, one.verdict.shift) for one in opinions]
    ask = _Asker(bench, [one.reading for one in opinions]).truth
    arrangement = arrange(scene, judged, ask)
    decisions = [decision(one, arrangement.places.get(i), arrangement.held.get(i)) for i, one in enumerate(opinions)]
    decisions.sort(key=lambda one: (one.place is None, one.place or 0))
    return Curation(
        posts=tuple(decisions),
        unmet=tuple(arrangement.unmet),
        shadow=tuple(report for one in opinions for report in shadow_reports(one)),
    )


class _Asker:
    """Conditions of quotas, asked of the posts at hand (read already) and of those of a history."""

    def __init__(self, bench: Bench, readings: Iterable[Reading]) -> None:
        self._judge = bench.judge
        self._readings = {id(reading.item): reading for reading in readings}

    def truth(self, expr: ExprId, item: Item) -> Truth:
        reading = self._readings.get(id(item))
        if reading is None:
            reading = self._readings[id(item)] = self._judge.read(item)
        return reading.truth(expr)
