"""Seeded defects: one planted into each of as many clean programs, with what must be found.

In: nothing but numbers. Out: `defects()`, 200 of the five main kinds (40 each), and `further()`, 80 of eight other
kinds (10 each); the same ones every time, in turns of kinds.

How it counts: a defect is *found* where a diagnostic of its kind names or underlines one of the things in `concerned`
(for a false claim: where the claim is refuted with a post that the interpreter confirms). The share is of the 200, and
of the 80 apart; the bar is 95 % of the 200. A *false alarm* is any such diagnostic, or a refuted claim, on one of the
280 clean programs that they were planted into (`Planted.base`); the bar is none. What else is rightly said of a planted
program (a duplicate is also shadowed) counts neither way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from random import Random

from attrs import frozen

from benchmarks.proof_planting import contradictory, dead, duplicate, false_claim, shadowed
from benchmarks.proof_planting_more import (
    always_true,
    covered_entry,
    empty_regex,
    no_influence,
    past_until,
    quotas,
    shadowed_elsewhere,
    unused,
)
from benchmarks.proof_plants import Bed, Plant
from benchmarks.proof_programs import Clean, Words, clean

MAIN, OTHER = 200, 80
"""The denominators."""
RULES = 20
"""Rules for posts in each program."""


class Kind(StrEnum):
    """What can be wrong."""

    DEAD = "dead"
    """A rule that can never fire."""
    SHADOWED = "shadowed"
    """A rule that never decides anything: where it fires, another one already does as much."""
    CONTRADICTORY = "contradictory"
    """`keep` against `hide` or `collapse` on the same post."""
    DUPLICATE = "duplicate"
    """Two rules that fire on the same posts and ask for the same."""
    FALSE_CLAIM = "false claim"
    ALWAYS_TRUE = "always true"
    NO_INFLUENCE = "no influence"
    COVERED_ENTRY = "covered entry"
    QUOTAS = "quotas"
    UNUSED = "unused"
    EMPTY_REGEX = "empty regex"
    PAST_UNTIL = "past until"
    SHADOWED_ELSEWHERE = "shadowed elsewhere"
    """Shadowed, but a rule for accounts, the session or drafts."""


MAIN_KINDS = (Kind.DEAD, Kind.SHADOWED, Kind.CONTRADICTORY, Kind.DUPLICATE, Kind.FALSE_CLAIM)
OTHER_KINDS = tuple(kind for kind in Kind if kind not in MAIN_KINDS)

_PLANTERS: Mapping[Kind, Callable[[Bed], Plant]] = {
    Kind.DEAD: dead,
    Kind.SHADOWED: shadowed,
    Kind.CONTRADICTORY: contradictory,
    Kind.DUPLICATE: duplicate,
    Kind.FALSE_CLAIM: false_claim,
    Kind.ALWAYS_TRUE: always_true,
    Kind.NO_INFLUENCE: no_influence,
    Kind.COVERED_ENTRY: covered_entry,
    Kind.QUOTAS: quotas,
    Kind.UNUSED: unused,
    Kind.EMPTY_REGEX: empty_regex,
    Kind.PAST_UNTIL: past_until,
    Kind.SHADOWED_ELSEWHERE: shadowed_elsewhere,
}


@frozen
class Planted:
    """A defect of a kind in a program: `text` is the rule file with it, `base` the clean program without.

    Its number is the seed of the program.
    """

    number: int
    kind: Kind
    base: Clean
    plant: Plant

    @property
    def text(self) -> str:
        """The rule file with the defect in it."""
        return self.base.text(self.plant.statements, self.plant.quotas)

    @property
    def concerned(self) -> frozenset[str]:
        """The names of what it is about, of which a finding must name one."""
        return self.plant.concerned


def defects(count: int = MAIN, rules: int = RULES) -> tuple[Planted, ...]:
    """So many defects of the main kinds, in programs of so many rules for posts."""
    return tuple(_planted(number, number, MAIN_KINDS, rules) for number in range(count))


def further(count: int = OTHER, rules: int = RULES) -> tuple[Planted, ...]:
    """So many defects of the other kinds; their programs are others than those of the main kinds."""
    return tuple(_planted(number, MAIN + number, OTHER_KINDS, rules) for number in range(count))


def _planted(number: int, seed: int, kinds: Sequence[Kind], rules: int) -> Planted:
    base, kind = clean(seed, rules), kinds[number % len(kinds)]
    return Planted(seed, kind, base, _PLANTERS[kind](Bed(base, _new_words(base, seed), number // len(kinds))))


def _new_words(base: Clean, seed: int) -> Words:
    """Words that the program does not have."""
    taken = base.text().replace('"', " ").replace("_", " ").replace("#", " ").split()
    return Words(Random(f"defect {seed}"), {word[:5] for word in taken})
