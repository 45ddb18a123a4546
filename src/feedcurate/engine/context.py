"""What every post of a run is judged against: the instant, the reader's zone, who they are and whom they follow.

In: a program's settings, the facts and `now`. Out: a frozen `Context`, the same for every post.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from attrs import field, frozen

from feedcurate.engine.following import Following, following
from feedcurate.engine.moments import EARLIEST
from feedcurate.model.facts import Facts, SignalValue
from feedcurate.model.identity import AccountSet, account_set
from feedcurate.program.expr import Derive
from feedcurate.program.program import Program

PostKey = tuple[str, str]


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


def context_of(program: Program, facts: Facts, now: datetime) -> Context:
    """The context of a run. Raises ValueError where `now` has no time zone."""
    if now.utcoffset() is None:
        raise ValueError("`now` must be an aware instant: give it a time zone, such as `datetime.now(UTC)`")
    now = now.astimezone(UTC)
    return Context(
        now=now,
        zone=_zone(program, facts),
        me=program.settings.me | account_set(facts.me),
        following=None if facts.following is None else following(facts.following),
        signals=facts.signals,
        seen=_seen(program, facts, now),
    )


def _zone(program: Program, facts: Facts) -> tzinfo:
    if facts.timezone is not None:
        return facts.timezone
    return UTC if program.settings.timezone is None else ZoneInfo(program.settings.timezone)


def _seen(program: Program, facts: Facts, now: datetime) -> frozenset[PostKey]:
    """The posts seen by now; a history is only read where a rule asks."""
    if facts.history is None or not any(isinstance(expr, Derive) and expr.name == "seen" for expr in program.exprs):
        return frozenset()
    return frozenset((seen.item.source, seen.item.id) for seen in facts.history.seen(EARLIEST, now))
