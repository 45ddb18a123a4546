from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import feedcurate as fc
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.account import Account, Credential
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.decision import AdviceWord
from feedcurate.model.item import Item
from feedcurate.model.record import AdviceState
from feedcurate.review.audit import audit
from feedcurate.review.audit_model import Audit, ReachKind
from tests.review.audited import DONE, END, GYM, POSTS, PRESS, RULES, SIS, START, at, history

MINUTE = timedelta(minutes=1)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(params=["memory", "sqlite"])
def found(request: pytest.FixtureRequest, tmp_path: Path) -> Audit:
    """The audit of the small feed, with rules, of each kind of history."""
    rules = fc.loads(RULES)
    if request.param == "memory":
        return audit(history(), rules, start=START, end=END)
    with SQLiteHistory(tmp_path / "me.db") as held:
        held.add(POSTS, since=at(1, 0))
        held.record(DONE, since=at(1, 0))
        return audit(held, rules, start=START, end=END)


def test_accounts_come_by_time_without_the_readers_own(found: Audit) -> None:
    """The gym has the repost too; the press was not looked at, and the reader is none of them."""
    assert [one.account for one in found.accounts] == [GYM, SIS, PRESS]
    assert [one.time for one in found.accounts] == [17 * MINUTE, 14 * MINUTE, 0 * MINUTE]


def test_posts_are_those_that_came_in_by_writing_or_reposting(found: Audit) -> None:
    """A repost counts for its reposter as one and for its author as a post; what is from before the period does not."""
    assert [(one.posts, one.reposts, one.seen) for one in found.accounts] == [(2, 1, 4), (2, 0, 2), (2, 0, 0)]
    assert (found.posts, found.seen) == (6, 5)


def test_matches_are_posts_on_a_topic_of_a_rule_that_takes_away(found: Audit) -> None:
    """Also those of whom the rule spares; the topics are named."""
    assert [(one.matches, one.topics) for one in found.accounts] == [(2, ("diet",)), (1, ("diet",)), (0, ())]
    assert found.topics == ("diet",)


def test_purpose_credential_reach_and_following_are_told_as_far_as_they_are_known(found: Audit) -> None:
    """No claims at all are none, claims that nobody knows of are unknown; followers win over views."""
    gym, sis, press = found.accounts
    assert [one.lists for one in found.accounts] == [("loud",), ("close",), ("loud",)]
    assert [one.credential for one in found.accounts] == [Credential.LINK, Credential.NONE, None]
    assert (gym.reach, gym.reach_by) == (1200, ReachKind.FOLLOWERS)
    assert (sis.reach, sis.reach_by) == (5, ReachKind.VIEWS)
    assert (press.reach, press.reach_by) == (100, ReachKind.VIEWS)
    assert [one.followed for one in found.accounts] == [True, True, False]


def test_a_mood_shift_needs_three_check_ins(found: Audit) -> None:
    """Those within an hour of the gym have a mean of 2, all of them one of 2.5; after the others there were none."""
    assert [one.mood_shift for one in found.accounts] == [-0.5, None, None]
    assert (found.moods.checkins, found.moods.mean) == (4, 2.5)


def test_a_check_in_at_the_beginning_counts_for_what_was_seen_just_before(tmp_path: Path) -> None:
    """As for the rules, which look an hour back; the view itself is not in the period."""
    views = [Activity(kind=ActivityKind.VIEW, at=at(3, 0) - MINUTE, item="a", source="s")]
    felt = [
        Activity(kind=ActivityKind.CHECKIN, at=at(3, 0) + MINUTE * minute, mood=mood)
        for minute, mood in enumerate((1, 2, 3))
    ]
    later = Activity(kind=ActivityKind.CHECKIN, at=at(3, 20), mood=4)
    with SQLiteHistory(tmp_path / "me.db") as held:
        held.add([Item(id="a", source="s", author=Account(handle="ann"), published=at(1, 0))], since=at(1, 0))
        held.record([*views, *felt, later], since=at(1, 0))
        found = audit(held, start=at(3, 0), end=at(4, 0))
    [ann] = found.accounts
    assert (ann.seen, ann.time, ann.mood_shift) == (0, timedelta(0), -0.5)


def test_advice_is_that_of_the_rules_at_the_end(found: Audit) -> None:
    """The sister is spared, and who is not on the topic gets none."""
    advice = [None if one.advice is None else one.advice.advice for one in found.accounts]
    assert advice == [AdviceWord.UNFOLLOW, None, None]


def test_shares_are_of_what_came_in_and_of_what_was_seen(found: Audit) -> None:
    """A post without a reason counts as one whose reason is not known; the reader's own posts count nowhere."""
    told = {one.reason: (one.posts, one.seen) for one in found.reasons}
    assert told == {"following": (4, 5), "suggested": (1, 0), "unknown": (1, 0)}
    assert (found.top_came, found.top_seen) == (1.0, 1.0)


def test_time_is_that_of_the_readers_clock_through_a_change_of_clocks(found: Audit) -> None:
    """On the 29th there is nothing from two to three; what was answered in its session is active."""
    hours = {one.hour: (one.passive, one.active) for one in found.hours if one.passive or one.active}
    nothing = timedelta(0)
    expected = {
        1: (8 * MINUTE, nothing),
        3: (nothing, 11 * MINUTE),
        20: (2 * MINUTE, nothing),
        8: (10 * MINUTE, nothing),
    }
    assert hours == expected
    assert [(one.day, one.passive + one.active) for one in found.days] == [
        (date(2026, 3, 29), 21 * MINUTE),
        (date(2026, 3, 30), 10 * MINUTE),
    ]
    assert [one.weekday for one in found.weekdays if one.passive] == [0, 6]
    assert [one.moods.mean for one in found.days] == [2.0, 4.0]


def test_views_of_what_is_not_there_are_told_apart(found: Audit) -> None:
    """A view of a post that the history lacks, or of none, is time, but nobody's."""
    assert found.unplaced == 3 * MINUTE
    assert (found.spent.passive, found.spent.active) == (20 * MINUTE, 11 * MINUTE)
    assert found.sessions == 7


def test_without_rules_lists_matches_and_advice_are_left_out() -> None:
    """Everything else stays, and the reader may be named otherwise."""
    found = audit(history(), start=START, end=END, timezone=BERLIN, me=("@me@m.example",))
    gym = found.accounts[0]
    assert (gym.lists, gym.matches, gym.topics, gym.advice, found.topics, found.rules) == (
        None,
        None,
        (),
        None,
        (),
        None,
    )
    assert gym.time == 17 * MINUTE


def test_an_empty_history_has_an_audit_too() -> None:
    """Shares and means of nothing are unknown, and all hours are there."""
    found = audit(MemoryHistory(), fc.loads(RULES), start=START, end=END)
    assert (found.accounts, found.reasons, found.top_came, found.top_seen, found.sessions) == ((), (), None, None, 0)
    assert (len(found.days), len(found.hours), len(found.weekdays)) == (2, 24, 7)


def test_an_account_that_wrote_nothing_is_there_where_an_activity_names_it_or_the_reader_follows_it() -> None:
    """Its time is that of the activities."""
    channel, friend = Account(handle="clips@v.example"), Account(handle="friend@f.example")
    seen = Activity.model_validate({"kind": "view", "at": at(29, 5), "account": channel, "duration": "PT5M"})
    found = audit(MemoryHistory((), (seen,)), start=START, end=END, following=(friend,))
    assert [(one.account, one.time, one.followed) for one in found.accounts] == [
        (channel, 5 * MINUTE, False),
        (friend, 0 * MINUTE, True),
    ]


def test_two_names_of_one_account_are_one() -> None:
    """An account that was seen under an id, under a handle, and under both, is told once in its latest state."""
    states = (
        Account(id="7", source="mastodon"),
        Account(handle="ana@a.example"),
        Account(id="7", source="mastodon", handle="ana@a.example", name="Ana"),
    )
    items = [
        Item(id=str(number), source="mastodon", author=author, published=at(29, 5 + number))
        for number, author in enumerate(states)
    ]
    [one] = audit(MemoryHistory(items), start=START, end=END).accounts
    assert (one.account.name, one.posts) == ("Ana", 3)


def test_answers_to_earlier_advice_are_told() -> None:
    """What the reader did with it stands beside what is advised now."""
    held = history()
    curator = fc.Curator(fc.loads(RULES), history=held)
    [entry] = curator.advice(now=END)
    curator.answer(entry.id, AdviceState.REJECTED, now=END)
    gym = audit(held, fc.loads(RULES), start=START, end=END).accounts[0]
    assert [(one.advice, one.state) for one in gym.answers] == [(AdviceWord.UNFOLLOW, AdviceState.REJECTED)]


def test_the_history_is_told_where_it_begins_within_the_period(tmp_path: Path) -> None:
    """Before that, figures are of what was recorded; a shift of mood is of the time that is held."""
    with SQLiteHistory(tmp_path / "me.db") as held:
        held.add(POSTS)
        held.record(DONE)
        found = audit(held, start=at(1, 0), end=END)
    assert (found.posts_since, found.views_since) == (at(20, 9), at(29, 0, 50))
    assert found.accounts[0].mood_shift == -0.5


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (datetime(2026, 3, 1), at(30, 0), "aware"),  # noqa: DTZ001 - that is what is refused
        (at(30, 0), at(29, 0), "ends before"),
    ],
)
def test_a_period_that_is_none_is_refused(start: datetime, end: datetime, told: str) -> None:
    """The message says what is wrong with it."""
    with pytest.raises(ValueError, match=told):
        audit(MemoryHistory(), start=start, end=end)


def test_a_period_is_30_days_to_now_by_default() -> None:
    """It begins with a day of the reader."""
    found = audit(MemoryHistory(), timezone=BERLIN)
    begin = found.start.astimezone(BERLIN)
    assert (begin.hour, begin.minute, begin.second) == (0, 0, 0)
    assert timedelta(days=30) <= found.end - found.start <= timedelta(days=31, hours=2)
    assert found.end <= datetime.now(UTC)
    assert len(found.days) == 31
