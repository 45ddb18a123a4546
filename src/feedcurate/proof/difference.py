"""What was found out about two sets of rules.

In: nothing. Out: the classes that callers hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import Factory, frozen

from feedcurate.proof.world import World


class Sameness(StrEnum):
    """Whether two rule sets do the same."""

    EQUIVALENT = "equivalent"
    """Both treat every post alike, with every history and at every instant, and all else that they say is the same."""
    DIFFERENT = "different"
    """They treat a post differently, and the engine itself says so."""
    UNDECIDED = "undecided"
    """Neither a proof nor a post that shows a difference was found."""


class Aspect(StrEnum):
    """What rules make of a post."""

    OUTCOME = "outcome"
    SHIFT = "shift"
    LABELS = "labels"
    NOTES = "notes"
    COLLAPSE = "collapse"
    """The text that a collapsed post shows."""


@frozen(eq=False)
class Difference:
    """Two rule sets and what is known of them.

    `world` is there where they are different: a post with all that it is judged by, and `aspects` is what differs in
    it. Where it is undecided, `aspects` is what could not be proved to be the same. `searched` worlds were then tried,
    drawn with `seed`; `open` is what the encoding treats as if it could be anything; `in_time` is false where the
    solver gave up for lack of time.

    Of all but equivalent ones: `settings` are those that differ and may matter, and `written` is what no solver looks
    at and is not the same in both: quotas, the order, and rules for accounts, sessions and drafts, by what it is; the
    old ones' names and the new ones'.
    """

    status: Sameness
    world: World | None = None
    aspects: tuple[Aspect, ...] = ()
    settings: tuple[str, ...] = ()
    written: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = Factory(dict)
    open: tuple[str, ...] = ()
    searched: int = 0
    seed: int = 0
    in_time: bool = True
