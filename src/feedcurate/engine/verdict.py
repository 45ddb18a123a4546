"""How the rules that fired become one verdict on a post. Every engine asks here.

In: what the rules that fired ask for, their texts filled in, in any order. Out: one `Verdict`, the same for any order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from operator import attrgetter
from typing import NamedTuple

from attrs import Factory, field, frozen

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

_BY_RANK = tuple(Strength)
_RANK = {strength: rank for rank, strength in enumerate(_BY_RANK)}
_OUTCOMES = tuple(OUTCOMES[strength] for strength in _BY_RANK)
_KEPT = _RANK[Strength.KEEP]
_NOTHING: frozenset[str] = frozenset()
_TICK = timedelta(microseconds=1)
_NOWHERE = timedelta(0)
_name = attrgetter("rule")


@frozen
class Fired:
    """What a rule that fired asks for."""

    rule: str
    strength: Strength = Strength.SHOW
    collapse: str | None = None
    shift: timedelta = timedelta(0)
    labels: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    rank: int = field(init=False, eq=False, repr=False, default=Factory(lambda self: _RANK[self.strength], True))
    """Where the strength stands among all, 0 for one that only shows."""


class Verdict(NamedTuple):
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
    rules = sorted(fired, key=_name)
    if not rules:
        return untouched(own)
    rank = max([one.rank for one in rules])
    if own and rank < _KEPT:
        rank = _KEPT
    outcome = _OUTCOMES[rank]
    names = tuple([one.rule for one in rules])
    # Only what a rule does with a post is lost under a stronger one, and one that only shows does nothing.
    lost = {one.rule for one in rules if 0 < one.rank < rank} if rank else None
    return Verdict(
        strength=_BY_RANK[rank],
        outcome=outcome,
        shift=total_shift([one.shift for one in rules if one.shift]),
        labels=_together([one.labels for one in rules if one.labels]),
        notes=_together([one.notes for one in rules if one.notes]),
        collapse=_collapsed(rules) if outcome is Outcome.COLLAPSED else None,
        because=tuple([name for name in names if name not in lost]) if lost else names,
        overridden=tuple([name for name in names if name in lost]) if lost else (),
    )


def untouched(own: bool) -> Verdict:
    """The verdict on a post about which no rule says anything."""
    return _OWN if own else _UNTOUCHED


def _together(parts: list[frozenset[str]]) -> tuple[str, ...]:
    return tuple(sorted(_NOTHING.union(*parts))) if parts else ()


def _collapsed(rules: Iterable[Fired]) -> str | None:
    """The texts of several rules that collapse one post, each once."""
    texts = dict.fromkeys(one.collapse for one in rules if one.collapse is not None)
    return BETWEEN_TEXTS.join(texts) if texts else None


def total_shift(shifts: Collection[timedelta]) -> timedelta:
    """The sum of some shifts, worked out exactly and then held within a hundred years either way."""
    if not shifts:
        return _NOWHERE
    ticks = sum([shift // _TICK for shift in shifts])
    limit = FURTHEST // _TICK
    return max(-limit, min(limit, ticks)) * _TICK


def _alone(strength: Strength) -> Verdict:
    return Verdict(strength, OUTCOMES[strength], _NOWHERE, (), (), None, (), ())


_UNTOUCHED, _OWN = _alone(Strength.SHOW), _alone(Strength.KEEP)
