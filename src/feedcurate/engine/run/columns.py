"""What a post trips by its fields, its texts aside: a function for each column of an index.

In: a plan. Out: functions from a post to the bits that it trips.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from feedcurate.model.item import Item
from feedcurate.plan.guards import Column, Look
from feedcurate.plan.lookup import Lookup
from feedcurate.plan.paths import follow, since
from feedcurate.plan.plan import Plan
from feedcurate.program.program import Program

Tripping = Callable[[Item], int]
Aging = Callable[[Item, datetime], int]
"""The same, where it depends on what time it is."""


def trippings_of(program: Program, plan: Plan) -> tuple[Tripping, ...]:
    """The functions of a plan's columns, ages aside."""
    lookups = plan.index.lookups
    return tuple(_tripping(program, column, lookup) for column, lookup in lookups if column.look is not Look.AGE)


def agings_of(program: Program, plan: Plan) -> tuple[Aging, ...]:
    """The functions of those of a plan's columns that are ages."""
    lookups = plan.index.lookups
    return tuple(_aging(program, column, lookup) for column, lookup in lookups if column.look is Look.AGE)


def _aging(program: Program, column: Column, lookup: Lookup) -> Aging:
    path = since(program, column.target)

    def tripping(item: Item, now: datetime) -> int:
        start = path(item)
        return 0 if start is None else lookup(now - start)

    return tripping


def _tripping(program: Program, column: Column, lookup: Lookup) -> Tripping:
    path = follow(program, column.target)
    if column.element is None:
        return lambda item: lookup(path(item))
    inner = follow(program, column.element)

    def of_each(item: Item) -> int:
        tripped = 0
        for element in path(item) or ():
            tripped |= lookup(inner(element))
        return tripped

    return of_each
