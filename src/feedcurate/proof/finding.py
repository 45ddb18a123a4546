"""What was found out about a claim.

In: nothing. Out: the classes that callers hold.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from feedcurate.program.claims import Claim
from feedcurate.proof.world import World


class Status(StrEnum):
    """What is known of a claim."""

    PROVED = "proved"
    """No post, history, instant or zone refutes it."""
    REFUTED = "refuted"
    """A world refutes it, and the engine itself says so."""
    UNDECIDED = "undecided"
    """Neither a proof nor a refutation was found."""


@frozen(eq=False)
class Finding:
    """A claim and what is known of it.

    `world` is there for a refuted one. For an undecided one `searched` worlds were tried, drawn with `seed`, and `open`
    is what the encoding treats as if it could be anything; `in_time` is false where the solver gave up for lack of
    time.
    """

    claim: Claim
    status: Status
    world: World | None = None
    open: tuple[str, ...] = ()
    searched: int = 0
    seed: int = 0
    in_time: bool = True
