"""The texts of many posts, searched together.

In: an index and posts. Out: for each post what the patterns in it trip, and what was found in which text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from feedcurate.engine.fields import texts_seen
from feedcurate.engine.search import Key, Scanned
from feedcurate.model.item import Item
from feedcurate.plan.paths import Follow, follow
from feedcurate.plan.plan import Plan
from feedcurate.program.expr import ExprId, Input, Root
from feedcurate.program.program import Program


@frozen(eq=False)
class Texts:
    """Which texts of a post are searched for which patterns: each one by its path, or None for all that is seen."""

    program: Program
    places: tuple[tuple[Follow | None, dict[int, int]], ...]

    def searched(self, items: Sequence[Item]) -> tuple[list[int], Scanned]:
        """What the patterns in each post trip, and what was found in the texts of all."""
        if not self.places:
            return [0] * len(items), {}
        wanted = [[(keys_of(item, path), masks) for path, masks in self.places] for item in items]
        known = scanned(self.program, {key for places in wanted for keys, _ in places for key in keys})
        return [_tripped(places, known) for places in wanted], known


def texts_of(program: Program, plan: Plan) -> Texts:
    """The texts that a plan's index has patterns for."""
    return Texts(
        program,
        tuple((_path(program, target), dict(masks)) for target, masks in plan.index.patterns.items()),
    )


def scanned(program: Program, keys: Iterable[Key]) -> Scanned:
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


def _tripped(places: Sequence[tuple[list[Key], dict[int, int]]], known: Scanned) -> int:
    tripped = 0
    for keys, masks in places:
        for key in keys:
            for pattern in known[key]:
                if pattern in masks:
                    tripped |= masks[pattern]
    return tripped
