"""A history in which windows count what a model says.

In: an encoding, a model, and the post that was made of it. Out: a history with as many elements in every window;
whether the engine counts the same is for the engine to say. Posts are made by asking the solver for one that a
window's condition is true of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from attrs import evolve, frozen

from feedcurate.engine.elements import KIND_OF
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.whole import WholeHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.identity import AccountSet
from feedcurate.model.item import Item
from feedcurate.program.expr import ExprId, Over, Stream, Window
from feedcurate.program.program import Program
from feedcurate.proof.world import World

TENTHS = 10
"""A share is made of so many elements."""
_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)
_SOON = timedelta(minutes=20)
"""How long ago something is that is to lie in a window of the calendar."""

Template = Callable[[ExprId | None, tuple[ExprId, ...]], Item | None]
"""A post that a condition is true of, and some others are not."""


@frozen
class Wanted:
    """So many elements that a window counts, and so many of which its condition is false."""

    over: Over
    whose: Account | None
    true: int
    false: int = 0


def with_past(program: Program, world: World, wanted: list[Wanted], template: Template) -> Iterator[World]:
    """The world with such a history; the post itself is not among what is wanted.

    First one in which nothing else happened, then one that does not know of other kinds of activity.
    """
    posts: list[Item] = []
    acts: list[Activity] = []
    groups = {(one.over.stream, one.over.accounts, one.over.mine, one.whose) for one in wanted}
    for group in sorted(groups, key=repr):
        members = [one for one in wanted if (one.over.stream, one.over.accounts, one.over.mine, one.whose) == group]
        account = _account(program, members[0])
        if group[0] is Stream.POSTS:
            posts += _posts(members, account, world, template)
        else:
            acts += _acts(members, account, world.now)
    numbered = [post.model_copy(update={"id": str(number)}) for number, post in enumerate(posts, 2)]
    for kind in (WholeHistory, MemoryHistory):
        yield evolve(world, facts=evolve(world.facts, history=kind(numbered, acts)))


def _account(program: Program, wanted: Wanted) -> Account | None:
    """Whose the elements are."""
    over = wanted.over
    if wanted.whose is not None:
        return wanted.whose
    if over.mine:
        return _of(program.settings.me)
    return None if over.accounts is None else _of(program.account_sets[over.accounts])


def _of(accounts: AccountSet) -> Account | None:
    """An account of a list."""
    for name, entries in (("handle", accounts.handles), ("id", accounts.ids), ("url", accounts.addresses)):
        if entries:
            return Account(**{name: min(entries)})  # type: ignore[arg-type]  # all three are texts
    return Account(handle=f"{min(accounts.locals)}@elsewhere.example") if accounts.locals else None


def _posts(wanted: list[Wanted], account: Account | None, world: World, template: Template) -> Iterator[Item]:
    """Posts for the windows of one stream, the shorter windows first; what lies in these counts for the longer ones."""
    wheres = tuple(dict.fromkeys(one.over.where for one in wanted if one.over.where is not None))
    placed: dict[ExprId | None, int] = {}
    for one in sorted(wanted, key=lambda w: (_length(w.over.window), w.over.where is None)):
        where = one.over.where
        others = tuple(other for other in wheres if other != where)
        there = sum(placed.values()) if where is None else placed.get(where, 0)
        for truth, count in ((True, one.true - there), (False, one.false)):
            made = template(where if truth else None, others if truth else wheres)
            if made is None:
                continue
            for number in range(max(0, count)):
                at = world.now - _ago(one.over.window, wanted, number)
                yield made.model_copy(
                    update={"author": account, "published": at, "via": None, "mine": one.over.mine or None}
                )
                placed[where if truth else None] = placed.get(where if truth else None, 0) + 1


def _acts(wanted: list[Wanted], account: Account | None, now: datetime) -> Iterator[Activity]:
    """Activities for the windows of one stream."""
    placed = 0
    for one in sorted(wanted, key=lambda w: _length(w.over.window)):
        for number in range(max(0, one.true - placed)):
            at = now - _ago(one.over.window, wanted, number)
            yield Activity(
                kind=KIND_OF[one.over.stream], at=at, account=account, id=f"{one.over.stream}-{placed + number}"
            )
        placed = max(placed, one.true)


def _length(window: Window | None) -> timedelta:
    return window if isinstance(window, timedelta) else timedelta(0)


def _ago(window: Window | None, wanted: list[Wanted], number: int) -> timedelta:
    """How long ago an element is, so that it lies in a window and in no shorter one."""
    if not isinstance(window, timedelta):
        return _SOON + number * _SECOND
    shorter = [_length(one.over.window) for one in wanted if _length(one.over.window) < window]
    inner = max(shorter, default=timedelta(0))
    half = (window - inner) / 2
    # As an example tells it: on a minute, and seconds apart, where there is room for that.
    begin = inner + half - (inner + half) % _MINUTE
    many = max(one.true + one.false for one in wanted)
    if begin > inner and begin + many * _SECOND < window:
        return begin + number * _SECOND
    return inner + half + number * timedelta(microseconds=1)
