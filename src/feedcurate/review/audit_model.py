"""What an audit says: every account, and the whole of what came in and of the time it took.

In: nothing. Out: frozen pydantic classes, which the command line writes as JSON. Figures are about a feed, not about
a person: there is no score in them.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from pydantic import Field

from feedcurate.model.account import Account, Credential
from feedcurate.model.base import Duration, Instant, Model, Text
from feedcurate.model.decision import AccountAdvice, AdviceWord
from feedcurate.model.record import AdviceState

TRIGGERS = (
    "posts of it in the period that mention a topic which the rules use to hide, block or collapse posts, or to judge "
    "accounts; shadow rules count too, and an exception for some people does not take a match back"
)
"""What a trigger match is, wherever it is told."""


class ReachKind(StrEnum):
    """What the reach of an account was taken from."""

    FOLLOWERS = "followers"
    VIEWS = "views"


class Answer(Model):
    """An advice about an account that is in the reader's queue, and what the reader did with it."""

    id: Text = Field(description="its id in the queue")
    advice: AdviceWord = Field(description="what was advised")
    state: AdviceState = Field(description="what the reader did with it")
    at: Instant | None = Field(None, description="when the reader answered; null while it is open")


class AuditedAccount(Model):
    """One account, whatever names it was seen under."""

    account: Account = Field(description="the account, as it was last seen")
    lists: tuple[str, ...] | None = Field(
        None, description="its purpose: the lists of accounts it is on, sorted; null without rules"
    )
    followed: bool | None = Field(None, description="whether the reader follows it; null where that is not known")
    posts: int = Field(0, description="posts it wrote that came in, by itself or as somebody else's repost")
    reposts: int = Field(0, description="posts that came in because it reposted them")
    seen: int = Field(0, description="how many of its posts and reposts the reader saw in the period, each once")
    time: Duration = Field(timedelta(0), description="how long the reader looked at its posts and reposts")
    matches: int | None = Field(None, description=f"{TRIGGERS}; null without rules")
    topics: tuple[str, ...] = Field((), description="the topics that its posts matched, sorted")
    mood_shift: float | None = Field(
        None,
        description="the mean mood of check-ins within an hour of seeing it, less the mean of all; null under 3",
    )
    credential: Credential | None = Field(
        None, description="the strongest of what it claims of itself; null where that is not known"
    )
    reach: int | None = Field(
        None, description="how many people it reaches: its followers, else the median of the views of its posts"
    )
    reach_by: ReachKind | None = Field(None, description="which of both; null where neither is known")
    advice: AccountAdvice | None = Field(None, description="what the rules advise about it at the end of the period")
    answers: tuple[Answer, ...] = Field((), description="earlier advice about it, and the reader's answers")


class ReasonShare(Model):
    """Why posts were in the feed, and what share of it that was."""

    reason: str = Field(description="following, suggested, ad, list, search, group or unknown")
    posts: int = Field(description="posts that came in for it")
    share: float | None = Field(description="the share of what came in; null where nothing did")
    seen: int = Field(description="posts that the reader saw of it, each once")
    seen_share: float | None = Field(description="the share of what was seen; null where nothing was")


class Moods(Model):
    """Some check-ins."""

    checkins: int = Field(0, description="how many there were")
    mean: float | None = Field(None, description="the mean of their moods, 1 to 5; null where there was none")


class Spent(Model):
    """Time that was spent. Neither kind is good or bad by itself."""

    passive: Duration = Field(timedelta(0), description="time on posts that were only looked at")
    active: Duration = Field(timedelta(0), description="time on what was answered, shared or written")


class DaySpent(Spent):
    """One day of the reader."""

    day: date = Field(description="its date, where the reader is")
    moods: Moods = Field(Moods(), description="the check-ins of the day")


class HourSpent(Spent):
    """One hour of the clock, over all days."""

    hour: int = Field(ge=0, le=23, description="from this full hour to the next, where the reader is")


class WeekdaySpent(Spent):
    """One day of the week, over all weeks."""

    weekday: int = Field(ge=0, le=6, description="0 is Monday")


class Audit(Model):
    """What came in, what was looked at, and by whom it was. Nothing was done to any account."""

    start: Instant = Field(description="the beginning of the period, which is included")
    end: Instant = Field(description="its end, which is included")
    timezone: str = Field(description="the reader's time zone, by which days and hours are told")
    posts_since: Instant | None = Field(
        None, description="since when the history has posts, where that is after the beginning"
    )
    views_since: Instant | None = Field(
        None, description="since when it has views, where that is after the beginning; null too where it has none"
    )
    rules: str | None = Field(None, description="the digest of the rules; null where there were none")
    topics: tuple[str, ...] = Field((), description="the topics that count as trigger matches, sorted")
    accounts: tuple[AuditedAccount, ...] = Field(
        (), description="the reader's own left out; those with most time first, then those with most posts"
    )
    posts: int = Field(0, description="posts that came in, reposts included, the reader's own left out")
    seen: int = Field(0, description="how many posts the reader saw in the period, each once")
    reasons: tuple[ReasonShare, ...] = Field((), description="why they were in the feed, the most frequent first")
    top_came: float | None = Field(
        None, description="the share of what came in that was by the ten most frequent authors"
    )
    top_seen: float | None = Field(None, description="the share of what was seen that was by the ten most seen authors")
    spent: Spent = Field(Spent(), description="the time of the whole period")
    unplaced: Duration = Field(timedelta(0), description="time on views of posts that the history does not have")
    sessions: int = Field(0, description="in how many sessions it was spent")
    moods: Moods = Field(Moods(), description="all check-ins of the period")
    days: tuple[DaySpent, ...] = Field((), description="every day of the period")
    hours: tuple[HourSpent, ...] = Field((), description="the 24 hours of the clock")
    weekdays: tuple[WeekdaySpent, ...] = Field((), description="the seven days of the week, Monday first")
