"""The words that made a condition what it is.

In: a reading of a post and a condition. Out: the exact places of the words in the fields as the reader sees them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from feedcurate.engine.interpret import Elements, Reading
from feedcurate.engine.naming import accounts_named
from feedcurate.engine.paths import path_of
from feedcurate.engine.search import Found
from feedcurate.model.decision import Evidence
from feedcurate.program.expr import ExprId, Matches, Mentions, MentionsAccount, Quantified, children

MOST = 50
"""How many places one condition cites."""


def evidence(reading: Reading, expr: ExprId) -> tuple[Evidence, ...]:
    """The words that a condition found, each place once, at most `MOST` of them."""
    found: dict[Evidence, None] = {}
    for one in _evidence(reading, expr, (), ()):
        found[one] = None
        if len(found) == MOST:
            break
    return tuple(found)


def _evidence(reading: Reading, expr: ExprId, elements: Elements, paths: tuple[str, ...]) -> Iterator[Evidence]:
    program = reading.judge.program
    match node := program.exprs[expr]:
        case Mentions(target, scope, topic):
            looked_at = reading.value(target, elements)
            if looked_at is not None:
                found = reading.search.words(reading.place(looked_at, scope), topic)
                yield from _as_evidence(found, _path(reading, target, paths))
        case Matches(target, scope, regex):
            looked_at = reading.value(target, elements)
            if looked_at is not None:
                found = reading.search.found_by(reading.place(looked_at, scope), regex)
                yield from _as_evidence(found, _path(reading, target, paths))
        case MentionsAccount(target, accounts):
            looked_at = reading.value(target, elements)
            wanted = reading.judge.context.me if accounts is None else program.account_sets[accounts]
            if looked_at is not None:
                found = (name.found for name in accounts_named(looked_at) if wanted.has(name.account))
                yield from _as_evidence(found, _path(reading, target, paths))
        case Quantified(_, operand, level, where):
            yield from _evidence(reading, operand, elements, paths)
            if where is not None:
                outer, listed = paths[:level], _path(reading, operand, paths)
                for i, element in enumerate(reading.value(operand, elements) or ()):
                    inner: Elements = (*elements[:level], element)
                    if reading.value(where, inner) is True:
                        yield from _evidence(reading, where, inner, (*outer, f"{listed}[{i}]"))
        case _:
            for child in children(node):
                yield from _evidence(reading, child, elements, paths)


def _as_evidence(found: Iterable[Found], prefix: str) -> Iterator[Evidence]:
    for one in found:
        yield Evidence(
            field=".".join(part for part in (prefix, one.field.path) if part),
            start=one.start,
            end=one.end,
            words=one.field.text[one.start : one.end],
            pattern=one.pattern,
        )


def _path(reading: Reading, target: ExprId, paths: tuple[str, ...]) -> str:
    """The path of what is searched, as seen from the post."""
    path: Any = path_of(reading.judge.program, target, paths)
    return "" if path in (None, "post") else path.removeprefix("post.")
