"""The readable engine, rule by rule: what the quick one has to agree with.

In: rules, posts and facts. Out: the curation of the posts, as `engine.evaluate.curate` makes it, by the reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import feedcurate as fc
from feedcurate.engine.deciding import bench_of, opinion
from feedcurate.engine.evaluate import arranged, curate
from feedcurate.engine.sameness import each_once
from feedcurate.engine.scene import Scene, scene_of
from feedcurate.model.decision import Curation
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.item import Item


def by_reference(scene: Scene, posts: Iterable[Item]) -> Curation:
    """Every rule is asked about every post."""
    bench = bench_of(scene.program, scene.judge)
    return arranged(scene, [opinion(bench, item) for item in posts])


def both(
    rules: fc.Ruleset, posts: Iterable[Item], facts: Facts = NO_FACTS, *, now: datetime
) -> tuple[Curation, Curation]:
    """What the quick engine makes of posts, and what the reference does; each in a scene of its own."""
    batch = each_once(posts)
    quick = scene_of(rules.program, batch, facts, now)
    slow = scene_of(rules.program, batch, facts, now)
    return curate(quick, batch), by_reference(slow, batch)
