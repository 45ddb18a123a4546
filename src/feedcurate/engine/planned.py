"""The plan of a program as a person reads it: of each rule, what has to be there before it is asked at all.

In: a program. Out: `PlannedRule` for every rule for posts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from attrs import frozen

from feedcurate.engine.paths import path_of
from feedcurate.engine.search import phrase_as_written, regex_as_written
from feedcurate.engine.wording import in_words
from feedcurate.model.kinds import ListOf
from feedcurate.plan.guards import Column, Guard, Look
from feedcurate.plan.index import SLOTS
from feedcurate.plan.plan import plan_of
from feedcurate.program.program import Program

_NAMED = 3
"""So many words, values and lists are named; of more only the number is told."""
_DEEPEST = 8
"""More lists than this are not inside each other in a condition that an index looks up."""


@frozen
class PlannedRule:
    """A rule is asked about the posts that have something of every guard; without guards, about every post.

    `rest`: its condition is then still to be asked; where not, the guards are all there is to it.
    """

    rule: str
    at: str
    guards: tuple[str, ...]
    rest: bool


def planned(program: Program) -> tuple[PlannedRule, ...]:
    """The plan of every rule for posts, by name."""
    plan = plan_of(program)
    return tuple(
        PlannedRule(
            rule=rule.name,
            at=rule.span.place,
            guards=tuple(_guard(program, guard) for guard in guarded.guards[:SLOTS]),
            rest=not (guarded.exact and len(guarded.guards) <= SLOTS),
        )
        for rule, guarded in zip(plan.rules, plan.guarded, strict=True)
    )


def _guard(program: Program, guard: Guard) -> str:
    parts = [_column(program, column, keys) for column, keys in guard.keys.items()]
    return ", or ".join(parts) or "nothing: it never fires"


def _column(program: Program, column: Column, keys: Iterable[Any]) -> str:
    """What is looked up in one column, and which keys of it count."""
    target = path_of(program, column.target) or "post"
    where = target
    if column.element is not None:
        kind = program.kinds[column.target]
        element = kind.singular if isinstance(kind, ListOf) else "element"
        where = f"any {path_of(program, column.element, (element,) * _DEEPEST) or element} of {target}"
    match column.look:
        case Look.PATTERN:
            found = sorted(phrase_as_written(program.patterns[key]) for key in keys)
            return f"{_some([f'“{one}”' for one in found], 'words or phrases')} in {where}"
        case Look.REGEX:
            found = sorted(regex_as_written(program.regexes[key]) for key in keys)
            return f"letters that {_some(found, 'regular expressions')} needs in {where}"
        case Look.ACCOUNT:
            names = {index: name for name, index in program.account_lists}
            listed = sorted({names.get(key, "a list of accounts") for key in keys})
            return f"{where} in {_some(listed, 'lists of accounts')}"
        case Look.SITE:
            return f"{where} in {'a list' if len(list(keys)) == 1 else 'lists'} of sites"
        case Look.COVER:
            return f"{where} = {_some(sorted(keys), 'sites')}"
        case Look.THERE:
            return " or ".join(f"{where} is there" if key else f"no {where}" for key in sorted(keys))
        case Look.BAND | Look.AGE:
            kind = program.kinds[column.target]
            bounds = [f"{op.value} {in_words(bound, kind, UTC)}" for op, bound in sorted(keys, key=str)]
            return f"{where} {_some(bounds, 'bounds')}"
        case _:
            kind = program.kinds[column.target if column.element is None else column.element]
            values = sorted(in_words(_plain(column, key), kind, UTC) for key in keys)
            return f"{where} = {_some(values, 'values')}"


def _plain(column: Column, key: Any) -> Any:
    """A key as a value: hashtags are compared with their `#`."""
    return key.removeprefix("#") if column.look is Look.HASHTAG else key


def _some(names: list[str], what: str) -> str:
    return " or ".join(names) if len(names) <= _NAMED else f"one of {len(names)} {what}"
