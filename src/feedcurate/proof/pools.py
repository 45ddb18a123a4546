"""What a program speaks of, and what lies just beside it.

In: a program. Out: values by kind: its numbers and their neighbours, its words, accounts, sites and languages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from attrs import frozen

from feedcurate.model.kinds import Simple
from feedcurate.program.expr import Compare, Const, Derive, Expr, Get, How, OneOf, Over
from feedcurate.program.program import Program
from feedcurate.proof.people import ME, classes_of
from feedcurate.proof.writing import written

_TICK = timedelta(microseconds=1)


@frozen(eq=False)
class Pools:
    """Values to make posts of. `fields` are the names of the fields that any condition looks at."""

    fields: frozenset[str]
    numbers: tuple[float, ...]
    durations: tuple[timedelta, ...]
    moments: tuple[datetime, ...]
    clocks: tuple[time, ...]
    texts: tuple[str, ...]
    words: tuple[str, ...]
    sites: tuple[str, ...]
    languages: tuple[str, ...]
    accounts: tuple[tuple[str, str], ...]
    """What an account is known by: the name of the field, and its value."""
    regexes: tuple[str, ...]


def pools_of(program: Program) -> Pools:
    """The values of a program."""
    constants = [(expr.kind, expr.value) for expr in program.exprs if isinstance(expr, Const)]
    lists = {**dict(enumerate(program.account_sets)), ME: program.settings.me}
    sites = {site for one in program.site_sets for site in one.sites} | _texts(program.exprs, How.SITE)
    return Pools(
        fields=frozenset(_fields(program.exprs)),
        numbers=_sorted(
            n for kind, value in constants if kind in (Simple.NUMBER, Simple.SHARE) for n in _beside(value)
        ),
        durations=_sorted({timedelta(0), *_durations(program)}),
        moments=_sorted(
            m for rule in program.rules for one in (rule.start, rule.end) if one for m in _around(one.date, one.clock)
        ),
        clocks=_sorted(value for kind, value in constants if kind is Simple.CLOCK),
        texts=_sorted(
            {"", *(str(value) for kind, value in constants if kind is Simple.TEXT)} | _texts(program.exprs, How.TEXT)
        ),
        words=_sorted(written([pattern]) for pattern in program.patterns),
        sites=_sorted(sites),
        languages=_sorted(_texts(program.exprs, How.LANGUAGE)),
        accounts=_sorted((name, one.example) for name, group in classes_of(lists).items() for one in group),
        regexes=_sorted(f"(?i:{regex.source})" if regex.ignore_case else regex.source for regex in program.regexes),
    )


def _sorted(values: Any) -> tuple[Any, ...]:
    return tuple(sorted(set(values)))


def _beside(value: Any) -> Iterator[float]:
    """A number and its neighbours, by one and by the least."""
    yield from (value - 1, math.nextafter(value, -math.inf), value, math.nextafter(value, math.inf), value + 1)


def _durations(program: Program) -> Iterator[timedelta]:
    for expr in program.exprs:
        if isinstance(expr, Const) and isinstance(expr.value, timedelta):
            yield from (expr.value - _TICK, expr.value, expr.value + _TICK)
        if isinstance(expr, Over) and isinstance(expr.window, timedelta):
            yield from (expr.window / 2, expr.window, expr.window + _TICK)


def _around(day: date, clock: time | None) -> Iterator[datetime]:
    wall = datetime.combine(day, clock or time(0))
    yield from (wall - timedelta(days=1), wall, wall + timedelta(days=1))


def _texts(exprs: tuple[Expr, ...], how: How) -> set[str]:
    """The constants that something is compared with in one way."""
    found: set[str] = set()
    for expr in exprs:
        if isinstance(expr, OneOf) and expr.how is how:
            found |= {str(value) for value in expr.values}
        if isinstance(expr, Compare) and expr.how is how:
            found |= {str(side.value) for side in (exprs[expr.left], exprs[expr.right]) if isinstance(side, Const)}
    return found


def _fields(exprs: tuple[Expr, ...]) -> Iterator[str]:
    for expr in exprs:
        if isinstance(expr, Get):
            yield expr.field
        if isinstance(expr, Derive):
            yield expr.name
