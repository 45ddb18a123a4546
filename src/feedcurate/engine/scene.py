"""Everything that the questions of one instant share: the rules, what is known, and the past.

In: a program, the posts at hand, what the host knows, and `now`. Out: a `Scene`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve, frozen

from feedcurate.engine.context import Context, context_of
from feedcurate.engine.interpret import Judge, judge_of
from feedcurate.engine.joined import Joined
from feedcurate.engine.people import identities
from feedcurate.engine.questions import looks_back
from feedcurate.engine.view import view_of
from feedcurate.engine.windows import Windows
from feedcurate.model.account import Account
from feedcurate.model.facts import Facts, Store
from feedcurate.model.identity import identifiers
from feedcurate.model.item import Item
from feedcurate.program.program import Program


@frozen(eq=False)
class Scene:
    """A judge whose context knows the past, and the store that this is the past of."""

    judge: Judge
    facts: Facts
    store: Store

    @property
    def program(self) -> Program:
        """The rules."""
        return self.judge.program

    @property
    def context(self) -> Context:
        """The instant, the reader, and the past."""
        return self.judge.context

    def everybody(self) -> tuple[Account, ...]:
        """Every author and reposter of the history and the batch, and everybody the reader follows."""
        people = sorted(self.store.people(), key=lambda account: sorted(identifiers(account).items()))
        return identities((*(self.facts.following or ()), *people))


def scene_of(program: Program, batch: Iterable[Item], facts: Facts, now: datetime) -> Scene:
    """The scene of some posts and a history together. Raises ValueError where `now` has no time zone."""
    store = Joined(facts.history, batch)
    context = context_of(program, facts, now, store)
    if facts.history is None and not looks_back(program):
        return Scene(judge_of(program, context), facts, store)
    return _scene(Windows(program, store, context), context, facts)


def scene_in(windows: Windows, facts: Facts, now: datetime) -> Scene:
    """The scene of a history that the posts at hand are in already, with what is worked out of it.

    Raises ValueError where `now` has no time zone.
    """
    return _scene(windows, context_of(windows.program, facts, now, windows.store), facts)


def _scene(windows: Windows, context: Context, facts: Facts) -> Scene:
    context = evolve(context, past=view_of(windows, context))
    return Scene(judge_of(windows.program, context), facts, windows.store)
