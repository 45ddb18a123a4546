"""Look-ups in one column of an index: from a value to the mask of what it trips.

In: a column, and the mask of each of its keys. Out: a function from a value to a mask. What a value that is unknown
trips is nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate, islice
from operator import or_
from typing import Any

from attrs import frozen

from feedcurate.matching.languages import covers
from feedcurate.matching.normalise import whole
from feedcurate.matching.tags import remembered_tag_key
from feedcurate.model.account import Account
from feedcurate.model.identity import account_address, site_of, sites_above
from feedcurate.plan.guards import Column, Look
from feedcurate.program.program import Program
from feedcurate.syntax.enumerations import CompareOp

Lookup = Callable[[Any], int]
Masks = Mapping[Any, int]

Place = Callable[[list[Any], Any], int]

_MOST_BITS = 4_000_000
"""Half a megabyte: as long as it takes no more, every bound keeps what all before it trip together."""
_STEP = 64
"""Else one bound of so many keeps it; the rest is put together when it is asked for."""


def lookup_of(program: Program, column: Column, masks: Masks) -> Lookup:
    """The look-up of a column's values."""
    match column.look:
        case Look.VALUE:
            return _value(masks)
        case Look.TEXT:
            return lambda value: 0 if value is None else masks.get(whole(value), 0)
        case Look.HASHTAG:
            return lambda value: 0 if value is None else masks.get(remembered_tag_key(value), 0)
        case Look.LANGUAGE:
            return _language(masks)
        case Look.THERE:
            absent, there = masks.get(False, 0), masks.get(True, 0)
            return lambda value: absent if value is None or (isinstance(value, str | tuple) and not value) else there
        case Look.ACCOUNT:
            return _account(program, masks)
        case Look.SITE:
            return _site(program, masks)
        case Look.COVER:
            return _covering(masks, site_of)
        case Look.BAND | Look.AGE:
            return _bands(masks)
        case Look.PATTERN | Look.REGEX:
            raise ValueError("what is in a text is found by whoever searches it")


def _value(masks: Masks) -> Lookup:
    return lambda value: 0 if value is None else masks.get(value, 0)


def _language(masks: Masks) -> Lookup:
    known: dict[str, int] = {}

    def look(value: str | None) -> int:
        if value is None:
            return 0
        mask = known.get(value)
        if mask is None:
            mask = 0
            for wanted, tripped in masks.items():
                if covers(wanted, value):
                    mask |= tripped
            if len(known) < 1_000:
                known[value] = mask
        return mask

    return look


def _account(program: Program, masks: Masks) -> Lookup:
    """By every identifier that `AccountSet.has` compares."""
    sets = [(program.account_sets[index], mask) for index, mask in masks.items()]
    ids = _together((entry, mask) for one, mask in sets for entry in one.ids)
    handles = _together((entry, mask) for one, mask in sets for entry in one.handles)
    local = _together((entry, mask) for one, mask in sets for entry in one.locals)
    addresses = _together((entry, mask) for one, mask in sets for entry in one.addresses)

    def look(account: Account | None) -> int:
        if account is None:
            return 0
        tripped = 0
        handle = account.handle
        if handle is not None:
            tripped = handles.get(handle, 0)
            if local:
                tripped |= local.get(handle.partition("@")[0], 0)
        if ids and account.id is not None:
            tripped |= ids.get(account.id, 0) | ids.get(account.id.casefold(), 0)
        if addresses and account.url is not None:
            tripped |= addresses.get(account_address(account.url), 0)
        return tripped

    return look


def _site(program: Program, masks: Masks) -> Lookup:
    """By every name that `SiteSet.has` looks for."""
    entries = _together((entry, mask) for index, mask in masks.items() for entry in program.site_sets[index].sites)
    return _covering(entries)


def _covering(entries: Masks, form: Callable[[str], str | None] = str) -> Lookup:
    """By every site that would cover the value, once it is in a form."""

    def look(value: str | None) -> int:
        site = None if value is None else form(value)
        tripped = 0
        if site is not None:
            for name in sites_above(site):
                tripped |= entries.get(name, 0)
        return tripped

    return look


def _together(entries: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The masks of each entry in one; entries of the same lists share a number."""
    found: dict[str, int] = {}
    made: dict[tuple[int, int], int] = {}
    for entry, mask in entries:
        before = found.get(entry)
        if before is None:
            found[entry] = mask
        else:
            found[entry] = made.setdefault((before, mask), before | mask)
    return found


def _bands(masks: Masks) -> Lookup:
    """By halving: a value is above all bounds before its place, and below all behind it."""
    sides = [
        _side([(bound, mask) for (op, bound), mask in masks.items() if op is wanted], place, is_below)
        for wanted, place, is_below in _SIDES
    ]
    used = [side for side in sides if side is not None]
    if len(used) == 1:
        only = used[0]
        return lambda value: 0 if value is None else only(value)

    def look(value: Any) -> int:
        tripped = 0
        if value is not None:
            for side in used:
                tripped |= side(value)
        return tripped

    return look


_SIDES: tuple[tuple[CompareOp, Place, bool], ...] = (
    (CompareOp.GT, bisect_left, False),
    (CompareOp.GE, bisect_right, False),
    (CompareOp.LT, bisect_right, True),
    (CompareOp.LE, bisect_left, True),
)
"""For each comparison, which place among the bounds a value has, and whether the bounds behind it count."""


def _side(pairs: list[tuple[Any, int]], place: Place, is_below: bool) -> Callable[[Any], int] | None:
    """What a value trips of the bounds of one comparison."""
    if not pairs:
        return None
    pairs.sort(key=lambda pair: pair[0])
    bounds, masks = [bound for bound, _ in pairs], [mask for _, mask in pairs]
    if len(pairs) * max(masks).bit_length() > _MOST_BITS:
        return _Steps.of(bounds, masks, place, is_below).tripped
    together = _sums(masks[::-1])[::-1] if is_below else _sums(masks)
    return lambda value: together[place(bounds, value)]


@frozen(eq=False)
class _Steps:
    """Many bounds. `sums[i]`: what the first `i * _STEP` of them trip together; for `is_below` the last ones."""

    bounds: list[Any]
    masks: list[int]
    sums: list[int]
    place: Place
    is_below: bool

    @classmethod
    def of(cls, bounds: list[Any], masks: list[int], place: Place, is_below: bool) -> _Steps:
        """From bounds in order."""
        ordered = masks[::-1] if is_below else masks
        return cls(bounds, ordered, _sums(ordered, _STEP), place, is_below)

    def tripped(self, value: Any) -> int:
        """What a value trips."""
        count = self.place(self.bounds, value)
        if self.is_below:
            count = len(self.bounds) - count
        full, rest = divmod(count, _STEP)
        tripped = self.sums[full]
        if rest:
            for mask in self.masks[count - rest : count]:
                tripped |= mask
        return tripped


def _sums(masks: list[int], step: int = 1) -> list[int]:
    """What the first of them trip together, from none to all, in steps of so many."""
    return list(islice(accumulate(masks, or_, initial=0), 0, None, step))
