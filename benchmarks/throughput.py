"""Posts a second, by contender and number of rules.

In: an effort. Out: for each number of rules the rate of each contender, once all of them found the same.
"""

from __future__ import annotations

from benchmarks.contenders import Contender, contenders
from benchmarks.effort import Effort
from benchmarks.measure import rates
from benchmarks.peers import peers
from benchmarks.workload import Workload, workload

Rates = dict[int, dict[str, float]]
"""By number of rules and name of the contender: posts a second of one core."""

LEAST = 30
"""Posts on which any contender is checked."""


class Disagreement(Exception):
    """A contender did not find what the others found."""


def throughput(effort: Effort) -> Rates:
    """Check that all contenders agree, then let them run. Raises Disagreement."""
    return {size: _race(workload(effort.posts, size), effort) for size in effort.sizes}


def agree(work: Workload, ways: tuple[Contender, ...], posts: int) -> int:
    """Check the labels of the first posts, all contenders against the first; how many labels there are.

    Raises Disagreement, with the contender and a post.
    """
    first, *others = ways
    expected = first.judge(work.items[:posts])
    for other in others:
        items = work.items[: max(LEAST, round(posts * other.checks))]
        found = other.judge(items)
        wrong = next((item.id for item in items if found.get(item.id) != expected[item.id]), None)
        if wrong is not None:
            raise Disagreement(f"post {wrong}: {expected[wrong]} by {first.name}, {found.get(wrong)} by {other.name}")
    return sum(map(len, expected.values()))


def _race(work: Workload, effort: Effort) -> dict[str, float]:
    ways = (*contenders(work), *peers(work.rules))
    agree(work, ways, max(LEAST, effort.checks // len(work.rules)))
    return rates({way.name: way.judge for way in ways}, work.items, effort.seconds, effort.rounds)
