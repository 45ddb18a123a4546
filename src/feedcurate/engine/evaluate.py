"""The pure function under everything: rules, posts, facts and an instant in, a curation out.

In: a checked program, posts in any order, what the host knows, and `now`. Out: a `Curation`, the same for any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property

from feedcurate.collecting import uncollected
from feedcurate.engine.advising import about_accounts, about_session
from feedcurate.engine.deciding import Opinion, decision, shadow_reports
from feedcurate.engine.feed import arrange
from feedcurate.engine.interpret import Judge, Reading
from feedcurate.engine.judged import Judged
from feedcurate.engine.kleene import Truth
from feedcurate.engine.run.alone import alone
from feedcurate.engine.run.runner import runner_of
from feedcurate.engine.sameness import each_once
from feedcurate.engine.scene import Scene, scene_of
from feedcurate.model.decision import Curation
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.item import Item
from feedcurate.program.expr import ExprId
from feedcurate.program.program import Program

MANY = 1_000
"""With so many posts the garbage collector would walk again and again what all stays until the end."""


def evaluate(program: Program, items: Iterable[Item], facts: Facts = NO_FACTS, *, now: datetime) -> Curation:
    """What the rules make of some posts: first what is in the feed, in its order, then the rest by source and id.

    The same (source, id) twice is one post, also where the history has it; its newest state counts. Rules for accounts
    are asked of every author and reposter of the history and the posts, and of everybody the reader follows; rules for
    the session of the session now. Raises ValueError where `now` has no time zone; nothing else.
    """
    batch = each_once(items)
    single = alone(program, facts) if len(batch) == 1 else None
    if single is not None:
        return single.curation(batch[0], now)
    scene = scene_of(program, batch, facts, now)
    curation = curate(scene, batch if facts.history is None else _newest(scene, batch))
    if not (program.account_rules or program.session_rules):
        return curation
    accounts = about_accounts(scene.judge, scene.everybody() if program.account_rules else ())
    session = about_session(scene.judge)
    return curation.model_copy(
        update={
            "accounts": accounts.accounts,
            "session": session.advice,
            "shadow": (*curation.shadow, *accounts.shadow, *session.shadow),
        }
    )


def _newest(scene: Scene, batch: Iterable[Item]) -> list[Item]:
    """The posts in their newest states, some of which the history may have."""
    names = [(one.source, one.id) for one in batch]
    newest = {(item.source, item.id): item for item in scene.store.find(names)}
    return [newest[name] for name in names]


def curate(scene: Scene, batch: Sequence[Item]) -> Curation:
    """The posts of a curation; each (source, id) is in the batch once, and the batch in the scene."""
    if len(batch) < MANY:
        return arranged(scene, runner_of(scene.judge).opinions(batch))
    with uncollected():
        return arranged(scene, runner_of(scene.judge).opinions(batch))


def arranged(scene: Scene, opinions: Sequence[Opinion]) -> Curation:
    """The feed that the opinions on some posts make together."""
    judged = [Judged(one.item, one.verdict.outcome, one.verdict.shift) for one in opinions]
    arrangement = arrange(scene, judged, Asker(scene.judge, opinions).truth)
    places, held = arrangement.places, arrangement.held
    # In the order of the posts, which is that of the memory: a long list would not fit into the processor's cache.
    decisions = [decision(one, places.get(i), held.get(i)) for i, one in enumerate(opinions)]
    posts = [decisions[i] for i in places]
    posts += [one for i, one in enumerate(decisions) if i not in places]
    shadow = [report for one in opinions if one.shadow for report in shadow_reports(one)]
    return Curation(posts=tuple(posts), unmet=arrangement.unmet, shadow=tuple(shadow))


class Asker:
    """Conditions of quotas, asked of the posts at hand (read already) and of those of a history."""

    def __init__(self, judge: Judge, opinions: Iterable[Opinion]) -> None:
        self._judge = judge
        self._given = opinions
        self._others: dict[int, Reading] = {}

    @cached_property
    def _opinions(self) -> dict[int, Opinion]:
        return {id(one.item): one for one in self._given}

    def truth(self, expr: ExprId, item: Item) -> Truth:
        """The answer for a post."""
        known = self._opinions.get(id(item))
        if known is not None:
            return known.reading.truth(expr)
        reading = self._others.get(id(item))
        if reading is None:
            reading = self._others[id(item)] = self._judge.read(item)
        return reading.truth(expr)
