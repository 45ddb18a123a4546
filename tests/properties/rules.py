"""What the properties of this folder are about: rules that check, and posts on which they fire.

In: the kit's strategies. Out: the same, with all of the kit's vocabulary in the posts whatever the rules at hand.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.model.item import Item
from feedcurate.testing.aiming import aimed, supply_for
from feedcurate.testing.files import ATOMS, LISTS, SETTINGS, Parts, RuleParts
from feedcurate.testing.pool import NOW

INFORMATIVE = tuple(
    a
    for a in ATOMS
    if not any(w in a for w in (" has ", "is repost", "is reply", "count(", "quote", "reposter", "l1", "l2"))
)
"""Atoms in which knowing more can only turn unknown into an answer: no `has`, no counts, no absent structures."""

EVERYTHING = fc.loads(
    Parts(LISTS, SETTINGS, tuple(RuleParts(f"r{n}", atom, ("hide",)) for n, atom in enumerate(ATOMS)), ()).text()
)
"""A rule for every atom."""


def items(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Item]:
    """Posts at the edges of some atom; any field may be unknown."""
    return aimed((EVERYTHING,), supply_for((EVERYTHING,), NOW, often=3), fields)


def feeds(most: int = 12) -> st.SearchStrategy[tuple[Item, ...]]:
    """Between four and `most` posts with ids of their own."""
    return st.lists(items(), min_size=4, max_size=most, unique_by=lambda item: (item.source, item.id)).map(tuple)
