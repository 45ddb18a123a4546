"""The guards of many rules as one index: from what is found in a post to the rules that it may make fire.

In: the guards of rules, in the rules' order. Out: `Index`: for every column a look-up from a value to a *mask*.

A mask is a whole number with a bit for each rule and slot: bit `slot * size + rule` says that the guard in that slot
of that rule is tripped. Rules with fewer guards than slots have the others tripped from the start. A rule is awake
where all its slots are, which is an `&` of the slots: what a post costs does not grow with the number of rules, but
for the length of the numbers, a sixty-fourth of a machine word for a rule and slot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from feedcurate.plan.guards import Column, Guarded, Look
from feedcurate.plan.lookup import Lookup, lookup_of
from feedcurate.program.program import Program

SLOTS = 4
"""How many guards of a rule count; what further ones say is left to asking the rule."""

_IN_TEXTS = (Look.PATTERN, Look.REGEX)
"""What is not looked up but searched for."""


@frozen(eq=False)
class Index:
    """`always` are the slots that are tripped from the start; `exact` the rules of which nothing is left to ask."""

    size: int
    slots: int
    always: int
    exact: int
    patterns: Mapping[int, Mapping[int, int]]
    """By the text that is searched, an expression: for each pattern the slots that it trips."""
    regexes: Mapping[int, Mapping[int, int]]
    """The same for regular expressions that a text may match."""
    words: int
    """What any patterns and regular expressions could trip."""
    lookups: tuple[tuple[Column, Lookup], ...]
    everything: int = field(init=False)

    @everything.default
    def _all(self) -> int:
        return (1 << self.size) - 1

    def awake(self, tripped: int) -> int:
        """The rules, as bits, of which all slots are tripped."""
        together = tripped | self.always
        awake = together
        for _ in range(1, self.slots):
            together >>= self.size
            awake &= together
        return awake & self.everything


def index_of(program: Program, guarded: Sequence[Guarded]) -> Index:
    """The index of the guards of some rules."""
    size = len(guarded)
    slots = min(SLOTS, max((len(one.guards) for one in guarded), default=0)) or 1
    tripped: defaultdict[Column, defaultdict[Any, list[int]]] = defaultdict(lambda: defaultdict(list))
    for rule, one in enumerate(guarded):
        for slot, guard in enumerate(one.guards[:slots]):
            for column, keys in guard.keys.items():
                for key in keys:
                    tripped[column][key].append(slot * size + rule)
    masks = {column: _masks(keys) for column, keys in tripped.items()}
    return Index(
        size=size,
        slots=slots,
        always=_mask(slot * size + rule for rule, one in enumerate(guarded) for slot in range(len(one.guards), slots)),
        exact=_mask(rule for rule, one in enumerate(guarded) if one.exact and len(one.guards) <= slots),
        patterns={column.target: found for column, found in masks.items() if column.look is Look.PATTERN},
        regexes={column.target: found for column, found in masks.items() if column.look is Look.REGEX},
        words=_mask(
            bit
            for column, keys in tripped.items()
            if column.look in _IN_TEXTS
            for bits in keys.values()
            for bit in bits
        ),
        lookups=tuple(
            (column, lookup_of(program, column, found))
            for column, found in masks.items()
            if column.look not in _IN_TEXTS
        ),
    )


def ranks(bits: int) -> Iterator[int]:
    """The rules in a set, the first first; for sets with few of them."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _masks(keys: Mapping[Any, list[int]]) -> dict[Any, int]:
    """The mask of each key; keys that trip the same, as the phrases of one topic do, share one number."""
    made: dict[tuple[int, ...], int] = {}
    found: dict[Any, int] = {}
    for key, bits in keys.items():
        name = tuple(bits)
        mask = made.get(name)
        if mask is None:
            mask = made[name] = _mask(bits)
        found[key] = mask
    return found


def _mask(bits: Iterable[int]) -> int:
    numbers = list(bits)
    octets = bytearray((max(numbers, default=0) >> 3) + 1)
    for number in numbers:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")
