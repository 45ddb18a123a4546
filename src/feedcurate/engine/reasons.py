"""Which clauses of a condition made it what it is, and which kept it from being otherwise.

In: a condition's clauses and their truth values. Out: the clauses that matter, in the order they are written, each
once. Clauses form a graph (`let`s are shared), so walks are by id and without recursion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from feedcurate.engine.kleene import Truth
from feedcurate.program.program import Clause, Connective

Ask = Callable[[Clause], Truth]
Wanted = tuple[Clause, bool]
"""A clause and the answer that is asked of it."""


def every_clause(root: Clause) -> Iterator[Clause]:
    """A condition's clauses, parents first, each once."""
    waiting, seen = [root], set[int]()
    while waiting:
        clause = waiting.pop()
        if clause.id not in seen:
            seen.add(clause.id)
            yield clause
            waiting.extend(reversed(clause.children))


def what_made_it(root: Clause, ask: Ask) -> tuple[Wanted, ...]:
    """The atoms that made a condition true, or made it false, each with the answer by which it did; () if unknown."""
    value = ask(root)
    return () if value is None else _atoms((root, value), lambda clause, wanted: _decided_by(clause, wanted, ask))


def what_stopped_it(root: Clause, ask: Ask) -> tuple[Wanted, ...]:
    """The atoms that kept a condition from being true, each with the answer that it would have to give instead."""
    return () if ask(root) is True else _atoms((root, True), lambda clause, wanted: _stopped_by(clause, wanted, ask))


def _atoms(start: Wanted, parts: Callable[[Clause, bool], list[Wanted]]) -> tuple[Wanted, ...]:
    found: list[Wanted] = []
    waiting, seen = [start], set[tuple[int, bool]]()
    while waiting:
        clause, wanted = waiting.pop()
        if (clause.id, wanted) in seen:
            continue
        seen.add((clause.id, wanted))
        if clause.connective is None:
            found.append((clause, wanted))
        else:
            waiting.extend(reversed(parts(clause, wanted)))
    return tuple(found)


def _decided_by(clause: Clause, wanted: bool, ask: Ask) -> list[Wanted]:
    """The parts that make a clause what it is; its value is `wanted`."""
    parts = clause.children
    match clause.connective:
        case Connective.AND | Connective.OR:
            return [(part, wanted) for part in parts if ask(part) is wanted]
        case Connective.NOT:
            return [(parts[0], not wanted)]
        case Connective.LET:
            return [(parts[0], wanted)]
        case Connective.IMPLIES:
            left, right = parts
            return [(part, want) for part, want in ((left, not wanted), (right, wanted)) if ask(part) is want]
        case None:
            return []
        case _:
            assert_never(clause.connective)


def _stopped_by(clause: Clause, wanted: bool, ask: Ask) -> list[Wanted]:
    """The parts that keep a clause from being `wanted`; its value is another.

    Where all parts would have to be as wanted, the first that is known not to be stops it, else the unknown ones do;
    where one would be enough, all of them stop it.
    """
    parts = clause.children
    match clause.connective:
        case Connective.AND if wanted:
            return _first_obstacle([(part, True) for part in parts], ask)
        case Connective.OR if not wanted:
            return _first_obstacle([(part, False) for part in parts], ask)
        case Connective.AND | Connective.OR:
            return [(part, wanted) for part in parts]
        case Connective.NOT:
            return [(parts[0], not wanted)]
        case Connective.LET:
            return [(parts[0], wanted)]
        case Connective.IMPLIES:
            left, right = parts
            steps = [(left, not wanted), (right, wanted)]
            return steps if wanted else _first_obstacle(steps, ask)
        case None:
            return []
        case _:
            assert_never(clause.connective)


def _first_obstacle(steps: list[Wanted], ask: Ask) -> list[Wanted]:
    against = [(part, want) for part, want in steps if ask(part) is (not want)]
    return against[:1] or [(part, want) for part, want in steps if ask(part) is None]
