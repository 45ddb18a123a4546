"""How much is done: a minute or two for figures, seconds to see that everything still runs.

In: nothing. Out: two frozen efforts.
"""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class Effort:
    """How many posts there are, how much is checked and timed, and how often processes start."""

    posts: int
    sizes: tuple[int, ...]
    """Numbers of rules, for all contenders."""
    grown: tuple[int, ...]
    """Numbers of rules of which no more concern a post."""
    checks: int
    """Pairs of a rule and a post in which all contenders must agree before any counts."""
    seconds: float
    """How long a round takes."""
    rounds: int
    starts: int
    compiled: int
    """Rules of the file whose loading is timed."""
    phrases: int
    """Phrases of the big topic."""


FULL = Effort(
    posts=50_000,
    sizes=(10, 100, 1_000),
    grown=(10, 100, 1_000, 10_000),
    checks=300_000,
    seconds=0.5,
    rounds=7,
    starts=11,
    compiled=1_000,
    phrases=50_000,
)
SMOKE = Effort(
    posts=300,
    sizes=(10, 100),
    grown=(10, 100),
    checks=10_000,
    seconds=0.02,
    rounds=1,
    starts=1,
    compiled=100,
    phrases=2_000,
)
