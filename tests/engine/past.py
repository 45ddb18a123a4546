"""What the tests of windows over time are made with: people, posts and activities around an instant, and answers.

In: an aggregate as it is written in a rule file, and what happened. Out: its value.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import feedcurate as fc
from feedcurate.engine.interpret import Reading
from feedcurate.engine.scene import Scene, scene_of
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.base import Model
from feedcurate.model.draft import Draft
from feedcurate.model.facts import Act, Changes, Facts, Seen, Store
from feedcurate.model.item import Item, Via
from feedcurate.program.expr import Compare, ExprId
from feedcurate.program.program import Program
from tests.engine.build import NOW

ANN = Account(handle="ann@a.example")
BOB = Account(handle="bob@b.example")
ME = Account(handle="me@m.example")
BERLIN = ZoneInfo("Europe/Berlin")

Happened = Sequence[Model] | Store
"""Posts and activities, or a history of them."""

ACTIONS = {"post": "hide", "account": "suggest mute", "session": "stop", "draft": "hold 1 hour"}


def wrote(number: object, at: datetime | None = NOW, author: Account | None = ANN, **more: Any) -> Item:
    """A post that somebody wrote at some time."""
    return Item(**{"id": str(number), "source": "mastodon", "author": author, "published": at, **more})


def reposted(number: object, at: datetime | None, by: Account = BOB, author: Account = ANN, **more: Any) -> Item:
    """A post of whenever that somebody reposted at some time."""
    return wrote(number, more.pop("published", None), author, via=Via(account=by, at=at), **more)


def did(kind: str, at: datetime = NOW, item: object = None, **more: Any) -> Activity:
    """Something that the reader did."""
    about = None if item is None else str(item)
    return Activity(**{"kind": kind, "at": at, "item": about, "source": "mastodon", **more})


class Since:
    """A history that says since when it holds what; else it is the one that it is made of."""

    def __init__(self, store: Store, **held: datetime | None) -> None:
        self._store, self._held = store, held

    def seen(self, start: datetime, end: datetime) -> Iterable[Seen]:
        """See `Store`."""
        return self._store.seen(start, end)

    def posts(self, start: datetime, end: datetime, by: Account | None = None, *, mine: bool = False) -> Iterable[Item]:
        """See `Store`."""
        return self._store.posts(start, end, by, mine=mine)

    def find(self, posts: Collection[tuple[str, str]]) -> Iterable[Item]:
        """See `Store`."""
        return self._store.find(posts)

    def acts(
        self, start: datetime, end: datetime, kinds: Collection[ActivityKind], of: Account | None = None
    ) -> Iterable[Act]:
        """See `Store`."""
        return self._store.acts(start, end, kinds, of)

    def people(self) -> Iterable[Account]:
        """See `Store`."""
        return self._store.people()

    def held(self, what: str) -> datetime | None:
        """What the test says, else what the history does."""
        return self._held[what] if what in self._held else self._store.held(what)

    def mark(self) -> Hashable:
        """See `Store`."""
        return self._store.mark()

    def changes(self, mark: Hashable) -> Changes | None:
        """See `Store`."""
        return self._store.changes(mark)

    def reading(self) -> AbstractContextManager[None]:
        """See `Store`."""
        return self._store.reading()


def subject_of(about: Item | Account | Draft | None) -> str:
    """Whom a rule is for that is asked about something; None stands for the session."""
    match about:
        case Item():
            return "post"
        case Account():
            return "account"
        case Draft():
            return "draft"
        case None:
            return "session"


def reading_of(scene: Scene, about: Item | Account | Draft | None) -> Reading:
    """What is asked about, as the rules of a scene read it."""
    match about:
        case Item():
            return scene.judge.read(about)
        case Account():
            return scene.judge.of_account(about)
        case Draft():
            return scene.judge.of_draft(about)
        case None:
            return scene.judge.of_session()


def condition_of(program: Program) -> ExprId:
    """The condition of the only rule of a program."""
    [rule] = program.all_rules
    return rule.when


def history_of(*happened: Model) -> MemoryHistory:
    """A history of some posts and activities."""
    items = [one for one in happened if isinstance(one, Item)]
    return MemoryHistory(items, [one for one in happened if isinstance(one, Activity)])


def scene(text: str, happened: Happened, now: datetime = NOW, batch: Iterable[Item] = (), **facts: Any) -> Scene:
    """The scene of a rule file and of what happened."""
    store = history_of(*happened) if isinstance(happened, Sequence) else happened
    return scene_of(fc.loads(text).program, batch, Facts(history=store, **facts), now)


def worth(
    what: str,
    happened: Happened,
    about: Item | Account | Draft | None = None,
    *,
    now: datetime = NOW,
    before: str = "",
    batch: Iterable[Item] = (),
    **facts: Any,
) -> Any:
    """What an aggregate is, asked in a rule about a post, an account, a draft or (None) the session.

    `before` are statements that stand in front of the rule.
    """
    subject = subject_of(about)
    text = f"{before}\nrule it for {subject} when {what} = {what} then {ACTIONS[subject]}"
    at_hand = scene(text, happened, now, batch, **{"timezone": ZoneInfo("UTC"), **facts})
    compare = at_hand.program.exprs[condition_of(at_hand.program)]
    assert isinstance(compare, Compare)
    return reading_of(at_hand, about).value(compare.left)


def holds(
    condition: str,
    happened: Happened,
    about: Item | Account | Draft | None = None,
    *,
    now: datetime = NOW,
    before: str = "",
    **facts: Any,
) -> bool | None:
    """Whether a condition is true, asked in a rule about something, as `worth` does."""
    subject = subject_of(about)
    text = f"{before}\nrule it for {subject} when {condition} then {ACTIONS[subject]}"
    at_hand = scene(text, happened, now, **{"timezone": ZoneInfo("UTC"), **facts})
    return reading_of(at_hand, about).truth(condition_of(at_hand.program))
