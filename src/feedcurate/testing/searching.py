"""A search for a post that breaks a promise, and how it is told.

In: a rule set, and what breaks the promise. Out: nothing, or an `AssertionError` about the smallest post that does; the
words for it are only made for that one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Protocol, TypeVar

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from feedcurate.api import explain
from feedcurate.engine.deciding import Opinion, bench_of, opinion
from feedcurate.engine.scene import scene_of
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from feedcurate.outputs.explanation import explanation_lines
from feedcurate.program.expr import Input, Root
from feedcurate.ruleset import Ruleset
from feedcurate.testing.aiming import aimed, supply_for
from feedcurate.testing.moments import moments_for
from feedcurate.testing.pool import NOW
from feedcurate.testing.simpler import smallest
from feedcurate.testing.supply import Supply

T = TypeVar("T")

EXAMPLES = 200
"""How many posts a check looks at unless it is told otherwise."""


@frozen
class Seen:
    """A post and when it is looked at; `supply` is what it was made of."""

    item: Item
    now: datetime
    supply: Supply


class Promise(Protocol[T]):
    """What must hold of every example of a kind."""

    def breaks(self, example: T) -> bool:
        """Whether it does not hold of this one."""
        ...

    def simpler(self, example: T) -> Iterator[T]:
        """Examples with one thing less in them."""
        ...

    def tell(self, example: T) -> str:
        """What happened, with the post and the explanation."""
        ...


class _Broken(Exception):
    """Ends a search."""


def sights(rules: Ruleset, now: datetime | None) -> st.SearchStrategy[Seen]:
    """Posts at the edges of the rules: at an instant, or at those at which the rules turn."""

    @cache
    def at(instant: datetime) -> st.SearchStrategy[Seen]:
        supply = supply_for((rules,), instant)
        return st.builds(Seen, aimed((rules,), supply, {}), st.just(instant), st.just(supply))

    if now is not None:
        return at(now)
    return moments_for(rules).flatmap(at) if _looks_at_the_clock(rules) else at(NOW)


def search(strategy: st.SearchStrategy[T], promise: Promise[T], examples: int) -> None:
    """Look at so many examples; where one breaks a promise, tell of it, made as small as it gets.

    Raises AssertionError with what the promise says of it.
    """
    broken: list[T] = []

    @settings(
        max_examples=examples,
        deadline=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(strategy)
    def run(example: T) -> None:
        if promise.breaks(example):
            broken.append(example)
            raise _Broken

    # Posts are made small here, not by Hypothesis: leaving out what is known takes dozens of attempts, not thousands.
    with suppress(_Broken):
        run()
    if broken:
        raise AssertionError(promise.tell(smallest(broken[-1], promise.simpler, promise.breaks)))


def opinion_on(rules: Ruleset, item: Item, facts: Facts, now: datetime) -> Opinion:
    """What the rules make of a post, quotas aside."""
    return opinion(bench_of(rules.program, scene_of(rules.program, (item,), facts, now).judge), item)


def told(item: Item) -> str:
    """A post in one line: what is known of it."""
    return item.model_dump_json(exclude_none=True, exclude_defaults=True)


def told_why(rules: Ruleset, item: Item, facts: Facts, now: datetime) -> str:
    """What the rules say of a post, clause by clause, as `feedcurate explain` does."""
    lines = explanation_lines(explain(rules, item, facts, now=now))
    return "\n".join(f"  {'  ' * line.depth}{line.text}" for line in lines)


def _looks_at_the_clock(rules: Ruleset) -> bool:
    program = rules.program
    dated = any(rule.start is not None or rule.end is not None for rule in program.rules)
    return dated or any(node == Root(Input.NOW) for node in program.exprs)
