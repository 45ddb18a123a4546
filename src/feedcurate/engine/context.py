"""What every post of a run is judged against: the instant, the reader's zone, who they are and whom they follow.

In: a program's settings, the facts and `now`. Out: a frozen `Context`, the same for every post.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from attrs import field, frozen

from feedcurate.engine.elements import Element
from feedcurate.engine.following import Following, following
from feedcurate.engine.moments import EARLIEST
from feedcurate.engine.tables import tables_of
from feedcurate.model.account import Account
from feedcurate.model.facts import Facts, SignalValue, Store
from feedcurate.model.identity import AccountSet, account_set
from feedcurate.model.session import Session
from feedcurate.program.expr import HabitOver, Over
from feedcurate.program.program import Program

PostKey = tuple[str, str]


class Past(Protocol):
    """What happened up to now: the history and the posts at hand together."""

    def aggregate(self, over: Over, whose: Account | None) -> Any:
        """The value of an aggregate; an `AtLeast` where the history does not reach back far enough."""
        ...

    def habit(self, over: HabitOver, whose: Account | None) -> Any:
        """What the reader's time went into; an `AtLeast` as above."""
        ...

    def counted(self, over: Over, whose: Account | None, most: int) -> Sequence[Element]:
        """The elements of which an aggregate's condition is true, the latest first, at most so many."""
        ...

    def as_of(self, instant: datetime) -> Context:
        """What an element that arrived at an instant is judged against."""
        ...

    def session(self) -> Session | None:
        """The reader's session now; None where they are not at it."""
        ...

    def session_start(self) -> datetime | None:
        """When that began."""
        ...

    def at(self, now: datetime) -> Past:
        """The same past, seen from another instant."""
        ...


class NoPast:
    """Where nobody may look back: an element of a stream is judged by itself."""

    def aggregate(self, over: Over, whose: Account | None) -> Any:  # noqa: ARG002 - see `Past`
        """Unknown."""
        return None

    def habit(self, over: HabitOver, whose: Account | None) -> Any:  # noqa: ARG002 - see `Past`
        """Unknown."""
        return None

    def counted(self, over: Over, whose: Account | None, most: int) -> Sequence[Element]:  # noqa: ARG002 - see `Past`
        """Nothing."""
        return ()

    def as_of(self, instant: datetime) -> Context:
        """A context that knows nothing but the time."""
        return Context(now=instant)

    def session(self) -> Session | None:
        """None."""
        return None

    def session_start(self) -> datetime | None:
        """None."""
        return None

    def at(self, now: datetime) -> Past:  # noqa: ARG002 - see `Past`
        """The same."""
        return self


NO_PAST: Past = NoPast()


@frozen
class Context:
    """`now` is in UTC. `me` empty: nobody said who the reader is; `following` None: nobody said whom they follow.

    `signals` are the host's, by (source, id); `seen` are the posts that the history knows the reader saw by now.
    """

    now: datetime
    zone: tzinfo = UTC
    me: AccountSet = AccountSet()
    following: Following | None = None
    signals: Mapping[PostKey, Mapping[str, SignalValue]] = field(factory=dict)
    seen: frozenset[PostKey] = frozenset()
    past: Past = field(default=NO_PAST, eq=False, repr=False)


def context_of(program: Program, facts: Facts, now: datetime, store: Store) -> Context:
    """The context of a run, without its past. Raises ValueError where `now` has no time zone."""
    now = in_utc(now)
    return Context(
        now=now,
        zone=_zone(program, facts),
        me=program.settings.me | account_set(facts.me) if facts.me else program.settings.me,
        following=None if facts.following is None else following(facts.following),
        signals=facts.signals,
        seen=_seen(program, store, now),
    )


def in_utc(now: datetime) -> datetime:
    """The instant in UTC. Raises ValueError where it has no time zone."""
    if now.tzinfo is UTC:
        return now
    if now.utcoffset() is None:
        raise ValueError("`now` must be an aware instant: give it a time zone, such as `datetime.now(UTC)`")
    return now.astimezone(UTC)


def _zone(program: Program, facts: Facts) -> tzinfo:
    if facts.timezone is not None:
        return facts.timezone
    return UTC if program.settings.timezone is None else ZoneInfo(program.settings.timezone)


def _seen(program: Program, store: Store, now: datetime) -> frozenset[PostKey]:
    """The posts seen by now, beside what they say of it themselves; a history is only read where a rule asks."""
    if not tables_of(program).asks_seen:
        return frozenset()
    sights = (one for one in store.seen(EARLIEST, now) if one.at != one.item.seen_at)
    return frozenset((one.item.source, one.item.id) for one in sights)
