"""Posts a second, by contender and number of rules.

In: an effort. Out: for each number of rules the rate of each contender, once all of them found the same.
"""

from __future__ import annotations

from benchmarks.contenders import Contender, contenders
from benchmarks.effort import Effort
from benchmarks.measure import rates
from benchmarks.workload import Workload, workload

SIZES = (10, 100, 1_000)

Rates = dict[int, dict[str, float]]
"""By number of rules and name of the contender: posts a second of one core."""


class Disagreement(Exception):
    """A contender did not find what the others found."""


def throughput(effort: Effort) -> Rates:
    """Check that all contenders agree, then let them run. Raises Disagreement."""
    return {size: _race(workload(effort.posts, size), effort) for size in SIZES}


def agree(work: Workload, ways: tuple[Contender, ...], posts: int) -> int:
    """Check the labels of the first posts, all contenders against the first; how many labels there are.

    Raises Disagreement, with the contender and a post.
    """
    items = work.items[:posts]
    first, *others = ways
    expected = first.judge(items)
    for other in others:
        found = other.judge(items)
        if found != expected:
            wrong = next(item.id for item in items if found.get(item.id) != expected[item.id])
            raise Disagreement(f"post {wrong}: {expected[wrong]} by {first.name}, {found.get(wrong)} by {other.name}")
    return sum(map(len, expected.values()))


def _race(work: Workload, effort: Effort) -> dict[str, float]:
    ways = contenders(work)
    agree(work, ways, max(30, effort.checks // len(work.rules)))
    return rates({way.name: way.judge for way in ways}, work.items, effort.seconds, effort.rounds)
