"""Histories over some weeks, and aggregates that find something in them, as Hypothesis strategies.

People, posts and instants are few on purpose: what happens falls together, at the edges of windows and of days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen
from hypothesis import strategies as st

from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.item import Item, Via

ANN, BOB, CAT, ME = (
    Account(handle="ann@a.example"),
    Account(handle="bob@b.example", bot=True),
    Account(id="3", source="mastodon", handle="cat@c.example"),
    Account(handle="me@m.example"),
)
PEOPLE = (ANN, BOB, CAT, ME)
KINDS = ("view", "like", "reply", "repost", "post", "message", "open", "checkin")
TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)


@frozen
class Clock:
    """An instant, the reader's zone, when their days start, and the first day of their weeks (0 is Monday)."""

    now: datetime
    zone: str
    day_start: int = 0
    week_start: int = 0

    @property
    def settings(self) -> str:
        """As statements of a rule file."""
        day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[self.week_start]
        return f'set timezone: "{self.zone}"\nset day_start: {self.day_start:02}:00\nset week_start: {day}'

    @property
    def tz(self) -> ZoneInfo:
        """The zone."""
        return ZoneInfo(self.zone)


_DAYS = [
    ("Europe/Berlin", "2026-03-29"),
    ("Europe/Berlin", "2026-10-25"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Asia/Kathmandu", "2026-05-01"),
    ("UTC", "2026-05-01"),
]
"""Days on which clocks are changed, and others."""


def clocks() -> st.SearchStrategy[Clock]:
    """Now, within two days after a change of clocks, often at a full hour of the reader's."""

    def clock(day: tuple[str, str], minutes: int, start: int, week: int) -> Clock:
        began = datetime.fromisoformat(day[1]).replace(tzinfo=ZoneInfo(day[0])).astimezone(UTC)
        return Clock(began + minutes * MINUTE, day[0], start, week)

    minutes = st.integers(0, 48).map(lambda hours: 60 * hours) | st.integers(0, 48 * 60)
    return st.builds(clock, st.sampled_from(_DAYS), minutes, st.sampled_from((0, 4)), st.integers(0, 6))


def spans(longest: timedelta = timedelta(days=21)) -> st.SearchStrategy[timedelta]:
    """How long before now something was: whole hours, with a microsecond more or less, or any minute; some after it."""
    edges = st.builds(
        lambda hours, off: timedelta(hours=hours) + off * TICK,
        st.integers(-2, 30) | st.integers(0, longest // timedelta(hours=1)),
        st.integers(-1, 1),
    )
    return edges | st.integers(-60, longest // MINUTE).map(_short) | st.integers(0, 40).map(_short)


def _short(minutes: int) -> timedelta:
    return minutes * MINUTE


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value or, one time in four, unknown."""
    return st.one_of(st.none(), strategy, strategy, strategy)


def items(now: datetime, most: int = 30) -> st.SearchStrategy[Item]:
    """Posts and reposts by few people, dated around some weeks before now, one way or another."""
    instants = spans().map(lambda span: now - span)
    return st.builds(
        Item,
        id=st.integers(0, most).map(str),
        source=st.just("mastodon"),
        author=maybe(st.sampled_from(PEOPLE)),
        via=st.one_of(st.none(), st.none(), st.builds(Via, account=maybe(st.sampled_from(PEOPLE)), at=maybe(instants))),
        published=maybe(instants),
        fetched_at=maybe(instants),
        likes=maybe(st.integers(0, 6)),
        replies=maybe(st.integers(0, 6)),
        seen_at=st.one_of(st.none(), instants),
        mine=st.sampled_from((None, None, None, True, False)),
    )


def activities(now: datetime) -> st.SearchStrategy[Activity]:
    """What the reader did, with and without what it was about."""
    return st.builds(
        Activity,
        kind=st.sampled_from(KINDS),
        at=spans().map(lambda span: now - span),
        duration=maybe(st.integers(0, 20).map(_short)),
        item=maybe(st.integers(0, 30).map(str)),
        account=st.one_of(st.none(), st.none(), st.sampled_from(PEOPLE)),
        source=st.just("mastodon"),
        mood=maybe(st.integers(1, 5)),
        id=st.one_of(st.none(), st.integers(0, 60).map(lambda n: f"a{n}")),
    )


def recorded(now: datetime) -> tuple[Activity, ...]:
    """One activity of each kind of long ago, so that every kind is held."""
    return tuple(Activity.model_validate({"kind": kind, "at": now - timedelta(days=900)}) for kind in KINDS)


# --- Aggregates -----------------------------------------------------------------------------------

WINDOWS = ("1 hour", "24 hours", "7 days", "18 days", "today", "this week", "this session")
ABOUT_POSTS = (
    "post.likes > 3", "not post.likes > 3", "post is repost", "post.likes > 3 or post.replies > 3",
    "post.likes > 2 and author is bot", "not (post.likes > 2 and post.replies > 2)",
)  # fmt: skip
STREAMS = {"views": "view", "likes": "like", "replies": "reply", "reposts": "repost", "opens": "open",
           "checkins": "checkin"}  # fmt: skip
"""Streams of activities, with what one element is called."""


@frozen
class Aggregate:
    """An aggregate as its parts; `whose` is `account`, `me`, a written account, or nothing."""

    fold: str
    stream: str
    whose: str = ""
    where: str = ""
    measure: str = ""
    window: str = ""

    def text(self) -> str:
        """As it is written."""
        measure = f"{self.measure} of " if self.measure else ""
        whose = f" {'by' if self.stream == 'posts' else 'of'} {self.whose}" if self.whose else ""
        where = f" where {self.where}" if self.where else ""
        window = f", {self.window}" if self.window else ""
        return f"{self.fold}({measure}{self.stream}{whose}{where}{window})"


@st.composite
def aggregates(draw: st.DrawFn, windows: Sequence[str] = WINDOWS, whose: Sequence[str] = ("account",)) -> Aggregate:
    """Every fold over every stream, with and without a condition."""
    stream = draw(st.sampled_from(("posts", "posts", "posts", *STREAMS)))
    fold = draw(st.sampled_from(("count", "share", "sum", "average", "days", "since")))
    if stream == "posts":
        where, measure = (
            draw(st.sampled_from(("", *ABOUT_POSTS))),
            draw(st.sampled_from(("post.likes", "post.replies"))),
        )
    elif stream == "likes":
        # `like` is a reserved word, so that nothing can be asked of a like but whom it is about.
        where, measure = draw(st.sampled_from(("", "author is bot"))), ""
    else:
        one = STREAMS[stream]
        told = (f"{one}.duration > 3 minutes", f"not {one}.duration > 3 minutes", f"{one}.mood >= 3", "author is bot")
        where, measure = draw(st.sampled_from(("", *told))), draw(st.sampled_from((f"{one}.duration", f"{one}.mood")))
    if fold in ("sum", "average") and not measure:
        fold = "count"
    people = ("",) if stream in ("opens", "checkins") else ("", *whose)
    return Aggregate(
        fold,
        stream,
        draw(st.sampled_from(people)),
        where,
        measure if fold in ("sum", "average") else "",
        "" if fold == "since" else draw(st.sampled_from(windows)),
    )


HABITS = ("passive_time", "active_time", "passive_share", "sessions", "posts_seen")


def habits(windows: Sequence[str] = WINDOWS) -> st.SearchStrategy[str]:
    """What the reader's time went into."""
    return st.builds("{}({})".format, st.sampled_from(HABITS), st.sampled_from(windows))
