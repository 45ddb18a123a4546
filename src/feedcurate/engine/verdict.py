"""How the rules that fired become one verdict on a post. Every engine asks here.

In: what the rules that fired ask for, their texts filled in, in any order. Out: one `Verdict`, the same for any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from attrs import frozen

from feedcurate.model.decision import Outcome
from feedcurate.program.program import Strength

FURTHEST = timedelta(days=36525)
"""A post moves by at most a hundred years, whatever the boosts add up to."""

OUTCOMES: Mapping[Strength, Outcome] = {
    Strength.SHOW: Outcome.SHOWN,
    Strength.COLLAPSE: Outcome.COLLAPSED,
    Strength.HIDE: Outcome.HIDDEN,
    Strength.KEEP: Outcome.SHOWN,
    Strength.BLOCK: Outcome.BLOCKED,
}
"""What each strength makes of a post."""

BETWEEN_TEXTS = " · "
"""What stands between the texts of several rules that collapse one post."""

_RANK = {strength: rank for rank, strength in enumerate(Strength)}
_TICK = timedelta(microseconds=1)


@frozen
class Fired:
    """What a rule that fired asks for."""

    rule: str
    strength: Strength = Strength.SHOW
    collapse: str | None = None
    shift: timedelta = timedelta(0)
    labels: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()


@frozen
class Verdict:
    """What happens to a post. `because` and `overridden` are names of rules, sorted; each that fired is in one of them.

    Overridden is a rule whose strength was outweighed; its shifts, labels and notes still count.
    """

    strength: Strength
    outcome: Outcome
    shift: timedelta
    labels: tuple[str, ...]
    notes: tuple[str, ...]
    collapse: str | None
    because: tuple[str, ...]
    overridden: tuple[str, ...]


def verdict(fired: Iterable[Fired], *, own: bool = False) -> Verdict:
    """The verdict on a post; an `own` post is kept even where no rule says so."""
    rules = sorted(fired, key=lambda one: one.rule)
    least = Strength.KEEP if own else Strength.SHOW
    strength = max((least, *(one.strength for one in rules)), key=_RANK.__getitem__)
    outcome = OUTCOMES[strength]
    reasons = dict.fromkeys(one.collapse for one in rules if one.collapse is not None)
    return Verdict(
        strength=strength,
        outcome=outcome,
        shift=total_shift(one.shift for one in rules),
        labels=tuple(sorted(frozenset().union(*(one.labels for one in rules)))),
        notes=tuple(sorted(frozenset().union(*(one.notes for one in rules)))),
        collapse=BETWEEN_TEXTS.join(reasons) if outcome is Outcome.COLLAPSED and reasons else None,
        because=tuple(one.rule for one in rules if not is_outweighed(one.strength, strength)),
        overridden=tuple(one.rule for one in rules if is_outweighed(one.strength, strength)),
    )


def is_outweighed(strength: Strength, by: Strength) -> bool:
    """Whether what a rule does with a post is lost under a stronger rule; one that only shows loses nothing."""
    return strength is not Strength.SHOW and _RANK[strength] < _RANK[by]


def total_shift(shifts: Iterable[timedelta]) -> timedelta:
    """The sum of some shifts, worked out exactly and then held within a hundred years either way."""
    ticks = sum(shift // _TICK for shift in shifts)
    limit = FURTHEST // _TICK
    return max(-limit, min(limit, ticks)) * _TICK
