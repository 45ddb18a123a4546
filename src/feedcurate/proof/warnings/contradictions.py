"""W304: a rule that keeps posts which another one hides or collapses, with a post that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from feedcurate.check.messages import proved as say
from feedcurate.program.program import Program, Rule, Strength
from feedcurate.proof.ask import Found
from feedcurate.proof.encode import Encoding
from feedcurate.proof.refute import Refuter, smallest
from feedcurate.proof.terms import either
from feedcurate.proof.warnings.questions import Questions
from feedcurate.proof.warnings.wording import post_in_words
from feedcurate.proof.warnings.written import Warned, Written
from feedcurate.proof.world import World, opinion_in
from feedcurate.syntax.nodes import Mode

_WEAKER = (Strength.HIDE, Strength.COLLAPSE)
_TRIED = 3
"""With so many rules a post is looked for."""


def contradictory_rules(written: Written, questions: Questions) -> Iterator[Warned]:
    """The rules that keep what others would hide or collapse; only where the engine itself says so of a post."""
    program, names = written.program, written.names
    live = [rule for rule in program.rules if rule.mode is Mode.LIVE and rule.name not in questions.idle]
    weaker = [rule for rule in live if rule.actions.strength in _WEAKER]
    keeping = {rule.name: rule for rule in live if rule.actions.strength is Strength.KEEP}
    for rule in written.rules:
        questions.done()
        keep = keeping.get(rule.name)
        world = None if keep is None else _witness(questions, keep, weaker)
        if keep is not None and world is not None:
            fired = _fired(program, world)
            others = [(one.name, names[one.name]) for one in weaker if one.name in fired]
            told = say.contradict(keep.name, names[keep.name], others, post_in_words(world))
            yield Warned(told, (keep.name, *(name for name, _ in others)), world)


def _witness(questions: Questions, keep: Rule, weaker: Sequence[Rule]) -> World | None:
    """A post that a rule keeps and another one hides or collapses."""
    fires = questions.fires(keep)
    answer = questions.ask(fires, either(questions.fires(one) for one in weaker))
    if answer.found is not Found.POSSIBLE:
        return None
    for other in questions.firing(answer.model, weaker)[:_TRIED]:
        shows = partial(_shows, questions.program, keep.name, other.name)
        encoding = Encoding(questions.program)
        worlds = Refuter(encoding, questions.seconds).worlds(encoding.fires(keep), encoding.fires(other))
        world = next(filter(shows, worlds), None)
        if world is not None:
            return smallest(world, shows)
    return None


def _shows(program: Program, keep: str, other: str, world: World) -> bool:
    return {keep, other} <= _fired(program, world)


def _fired(program: Program, world: World) -> set[str]:
    """The rules that fire on the post of a world, by the word of the engine."""
    return {rule.name for rule in opinion_in(program, world).fired}
