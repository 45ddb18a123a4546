"""A post with all that it is judged by, and the truth of a claim on it.

In: a program, a world and a claim. Out: what the engine itself says of them: nothing else refutes a claim.
"""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from feedcurate.engine.claiming import claimed
from feedcurate.engine.deciding import Opinion, bench_of, opinion
from feedcurate.engine.kleene import Truth
from feedcurate.engine.sameness import each_once
from feedcurate.engine.scene import scene_of
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.item import Item
from feedcurate.program.claims import Claim
from feedcurate.program.examples import NOW
from feedcurate.program.program import Program


@frozen(eq=False)
class World:
    """A post, what the host knows, and the instant."""

    item: Item
    now: datetime = NOW
    facts: Facts = NO_FACTS


def opinion_in(program: Program, world: World) -> Opinion:
    """What the rules make of the post of a world, quotas aside."""
    scene = scene_of(program, each_once([world.item]), world.facts, world.now)
    return opinion(bench_of(program, scene.judge), world.item)


def truth_in(program: Program, claim: Claim, world: World) -> Truth:
    """The truth of a claim in a world; false refutes it."""
    return claimed(claim, opinion_in(program, world))
