"""The texts of many posts, searched together.

In: an index and posts. Out: for each post what the patterns in it trip, and what was found in which text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from feedcurate.engine.fields import texts_seen
from feedcurate.engine.search import Key, Scanned
from feedcurate.matching.sieve import Sieve
from feedcurate.model.item import Item
from feedcurate.plan.paths import Follow, follow
from feedcurate.plan.plan import Plan
from feedcurate.plan.sifting import sieve_for
from feedcurate.program.expr import ExprId, Input, Root
from feedcurate.program.program import Program

_NOTHING_YET: Scanned = {}


@frozen(eq=False)
class Place:
    """A text of a post, or None for all that is seen: what each pattern trips, and each expression it may match."""

    path: Follow | None
    patterns: Mapping[int, int]
    regexes: Mapping[int, int]


Wanted = list[tuple[Place, list[Key]]]
"""The texts of a post in each place."""


@frozen(eq=False)
class Texts:
    """Where a post is searched for what."""

    program: Program
    sieve: Sieve
    places: tuple[Place, ...]
    only: tuple[Follow, Mapping[int, int]] | None
    """The place, where it is one text searched for patterns and no other is: that is quicker than a list of them."""

    def looked_at(self, item: Item, before: Scanned = _NOTHING_YET) -> tuple[int, Scanned]:
        """The same as `searched` for one post; what was found `before` is not searched again."""
        if self.only is not None and not before:
            path, masks = self.only
            text: Any = path(item)
            if text is None:
                return 0, _NOTHING_YET
            found = self.program.matcher.which_of(text)
            return _mask(found, masks), {(False, text): found}
        wanted = self._wanted(item)
        keys = _scanned_in(wanted)
        if before and all(key in before for key in keys):
            return self._tripped(wanted, before), before
        known = scanned(self.program, set(keys))
        return self._tripped(wanted, known), known

    def searched(self, items: Sequence[Item]) -> tuple[list[int], Scanned]:
        """What is found in each post trips, and what patterns were found in the texts of all."""
        if not self.places:
            return [0] * len(items), {}
        every = [self._wanted(item) for item in items]
        known = scanned(self.program, {key for wanted in every for key in _scanned_in(wanted)})
        return [self._tripped(wanted, known) for wanted in every], known

    def _wanted(self, item: Item) -> Wanted:
        return [(place, keys_of(item, place.path)) for place in self.places]

    def _tripped(self, wanted: Wanted, known: Scanned) -> int:
        tripped = 0
        for place, keys in wanted:
            for key in keys:
                if place.patterns:
                    tripped |= _mask(known[key], place.patterns)
                if place.regexes:
                    tripped |= _mask(self.sieve.may_match(key[1]), place.regexes)
        return tripped


def texts_of(program: Program, plan: Plan) -> Texts:
    """The texts that a plan's index has patterns or regular expressions for."""
    patterns, regexes = plan.index.patterns, plan.index.regexes
    places = tuple(
        Place(_path(program, target), dict(patterns.get(target, {})), dict(regexes.get(target, {})))
        for target in dict.fromkeys([*patterns, *regexes])
    )
    single = [(one.path, one.patterns) for one in places if one.path is not None and not one.regexes]
    return Texts(program, sieve_for(program), places, only=single[0] if len(places) == len(single) == 1 else None)


def scanned(program: Program, keys: Iterable[Key]) -> dict[Key, frozenset[int]]:
    """What is found in some texts."""
    matcher = program.matcher
    texts = [key for key in keys if not key[0]]
    found = dict(zip(texts, matcher.which([text for _, text in texts]), strict=True))
    for key in keys:
        if key[0]:
            tokens = matcher.tokens_of_tag(key[1])
            found[key] = _NOTHING if tokens is None else frozenset(matcher.mentions(tokens))
    return found


_NOTHING: frozenset[int] = frozenset()


def keys_of(item: Item, path: Follow | None) -> list[Key]:
    """The texts that are searched in a post."""
    if path is None:
        return texts_seen(item)
    text: Any = path(item)
    return [] if text is None else [(False, text)]


def _path(program: Program, target: ExprId) -> Follow | None:
    return None if program.exprs[target] == Root(Input.POST) else follow(program, target)


def _scanned_in(wanted: Wanted) -> list[Key]:
    return [key for place, keys in wanted if place.patterns for key in keys]


def _mask(found: frozenset[int], masks: Mapping[int, int]) -> int:
    """What was found trips; what only other places are searched for trips nothing."""
    tripped = 0
    for one in found:
        if one in masks:
            tripped |= masks[one]
    return tripped
