"""The plan of a program: its rules for posts with their guards, and what of them is the same for every post.

In: a program. Out: `Plan`, worked out when it is first asked for, kept with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from feedcurate.plan.guards import Guarded, guards_of
from feedcurate.plan.index import Index, index_of
from feedcurate.program.expr import HabitOver, Input, Over, Root, SignalOf
from feedcurate.program.once import once_a_program
from feedcurate.program.program import PostActions, Program, Rule, Template
from feedcurate.program.reach import made_of
from feedcurate.syntax.enumerations import Mode


@frozen(eq=False)
class Plan:
    """`rules`, by whose places all bits are numbered, are the program's rules for posts; `guarded` are their guards.

    `live` and `shadow` are the rules without dates, `dated` those that hold at some instants only. `lasting` are those
    whose reasons can be worked out later: they look neither at the past nor at signals, which do not stay as they are.
    """

    rules: tuple[Rule, ...]
    guarded: tuple[Guarded, ...]
    index: Index
    live: int
    shadow: int
    dated: tuple[tuple[int, Rule], ...]
    lasting: int


@once_a_program
def plan_of(program: Program) -> Plan:
    """The plan of a program."""
    guarded = tuple(guards_of(program, rule.when) for rule in program.rules)
    dated = [rule.start is not None or rule.end is not None for rule in program.rules]
    return Plan(
        rules=program.rules,
        guarded=guarded,
        index=index_of(program, guarded),
        live=_bits(not dated[i] and rule.mode is Mode.LIVE for i, rule in enumerate(program.rules)),
        shadow=_bits(not dated[i] and rule.mode is Mode.SHADOW for i, rule in enumerate(program.rules)),
        dated=tuple((i, rule) for i, rule in enumerate(program.rules) if dated[i]),
        lasting=_bits(_is_lasting(program, rule) for rule in program.rules),
    )


def _bits(truths: Iterable[bool]) -> int:
    return sum(1 << i for i, truth in enumerate(truths) if truth)


def _is_lasting(program: Program, rule: Rule) -> bool:
    """Whether nothing that a rule or its texts look at can change."""
    roots = [rule.when, *(part for text in _texts(rule.actions) for part in text.parts if isinstance(part, int))]
    nodes = (program.exprs[number] for number in made_of(program.exprs, roots))
    return not any(isinstance(node, Over | HabitOver | SignalOf) or node == Root(Input.SESSION) for node in nodes)


def _texts(actions: PostActions) -> Iterator[Template]:
    yield from actions.notes
    yield from (text for text in (actions.collapse, actions.because) if text is not None)
