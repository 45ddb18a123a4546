"""Histories as Hypothesis strategies: posts and activities of the weeks before an instant.

In: an instant, or rule sets. Out: strategies of histories in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hypothesis import strategies as st

from feedcurate.history.memory import MemoryHistory
from feedcurate.model.activity import Activity
from feedcurate.model.item import Item
from feedcurate.program.expr import Over, Stream
from feedcurate.ruleset import Ruleset
from feedcurate.testing.aiming import Target, aimed_at, supply_for
from feedcurate.testing.moments import instants
from feedcurate.testing.pool import EVERYDAY, NOW
from feedcurate.testing.supply import Supply


def histories(*, now: datetime = NOW, most: int = 12) -> st.SearchStrategy[MemoryHistory]:
    """Pasts of at most so many posts and so many activities, most of the weeks before `now`; often about each other."""
    supply = Supply(EVERYDAY, now)
    return _pasts(supply.of(Item, {"published": instants(EVERYDAY, now)}), supply, most)


def histories_for(*rules: Ruleset, now: datetime = NOW, most: int = 12) -> st.SearchStrategy[MemoryHistory]:
    """Pasts at the edges that the windows of some rule sets draw, seen from `now`.

    Posts and activities lie as long ago as a window is long, a microsecond more and less among others; they are by
    people of the rules' lists, and most posts are what the windows count, or nearly so.

    Raises ValueError where no rule set is given.
    """
    if not rules:
        raise ValueError("`histories_for` needs at least one rule set")
    supply = supply_for(rules, now)
    base = supply.of(rules[0].program.item, {"published": instants(supply.pool, now)})
    return _pasts(aimed_at(base, _counted(rules), supply), supply, most)


def _counted(rules: Sequence[Ruleset]) -> tuple[Target, ...]:
    """What windows ask of posts."""
    return tuple(
        Target(one.program, node.where)
        for one in rules
        for node in one.program.exprs
        if isinstance(node, Over) and node.stream is Stream.POSTS and node.where is not None
    )


@st.composite
def _pasts(draw: st.DrawFn, posts: st.SearchStrategy[Item], supply: Supply, most: int) -> MemoryHistory:
    found = draw(st.lists(posts, max_size=most))
    named = [post.model_copy(update={"id": f"h{number}"}) for number, post in enumerate(found)]
    about = st.none() | st.sampled_from([post.id for post in named]) if named else st.none()
    deeds = draw(st.lists(supply.of(Activity, {"item": about}), max_size=most))
    return MemoryHistory(named, deeds)
