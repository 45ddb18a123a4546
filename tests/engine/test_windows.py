"""What is counted over time, by hand: every aggregate, every stream, and where windows begin and end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import feedcurate as fc
from feedcurate.model.account import Account
from feedcurate.model.draft import Draft
from feedcurate.model.item import Item
from tests.engine.build import NOW, ago, post
from tests.engine.past import ANN, BERLIN, BOB, ME, did, reposted, worth, wrote

TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
DIET = 'topic diet: "diet"'

FEW = (
    wrote(1, ago(days=1), text="diet", likes=3),
    wrote(2, ago(days=2), text="a cake", likes=5),
    wrote(3, ago(days=3), text="diet", likes=10),
    wrote(4, ago(days=3, hours=1), text=None),
    wrote(5, ago(days=1), BOB, text="diet", likes=1000),
    wrote(6, ago(days=9), text="diet", likes=1000),
)
"""Of Ann's four posts of the week two mention a diet, one does not, and of one nothing is known."""


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("count(posts by account, 7 days)", 4.0),
        ("count(posts by account where post mentions diet, 7 days)", 2.0),
        ("count(posts by account where not post mentions diet, 7 days)", 1.0),
        # True of two, false of one; the fourth, of which it is unknown, is left out.
        ("share(posts by account where post mentions diet, 7 days)", 2 / 3),
        ("sum(post.likes of posts by account, 7 days)", 18.0),
        ("sum(post.likes of posts by account where post mentions diet, 7 days)", 13.0),
        # The unknown number of the fourth post is skipped, not taken for 0.
        ("average(post.likes of posts by account, 7 days)", 6.0),
        ("average(post.likes of posts by account where post mentions diet, 7 days)", 6.5),
        # Two of the posts were on one day.
        ("days(posts by account, 7 days)", 3.0),
        ("days(posts by account where post mentions diet, 7 days)", 2.0),
        ("since(posts by account)", timedelta(days=1)),
        ("since(posts by account where not post mentions diet)", timedelta(days=2)),
    ],
)
def test_every_aggregate_of_posts(what: str, expected: object) -> None:
    """Asked of an account, and of a post about its author, they are the same."""
    assert worth(what, FEW, ANN, before=DIET) == expected
    assert worth(what.replace("account", "author"), FEW, post(author=ANN), before=DIET) == expected


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("count(posts by account, 7 days)", 0.0),
        ("sum(post.likes of posts by account, 7 days)", 0.0),
        ("sum(view.duration of views of account, 7 days)", timedelta(0)),
        ("days(posts by account, 7 days)", 0.0),
        ("share(posts by account where post is repost, 7 days)", None),
        ("average(post.likes of posts by account, 7 days)", None),
        ("since(posts by account)", None),
    ],
)
def test_aggregates_of_nothing(what: str, expected: object) -> None:
    """Counts and sums are 0; a share, an average and the time since are unknown."""
    assert worth(what, [did("view", ago(days=30), duration=MINUTE)], ANN) == expected


def test_whose_posts_are_counted() -> None:
    """An account's, a written one's, the reader's own, or everybody's."""
    happened = [wrote(1, ago(hours=1)), wrote(2, ago(hours=2)), wrote(3, ago(hours=3), BOB), wrote(4, ago(hours=4), ME)]
    me = ("@me@m.example",)
    assert worth("count(posts by author, 1 day)", happened, post(author=ANN)) == 2
    assert worth("count(posts by @bob@b.example, 1 day)", happened) == 1
    assert worth("count(posts by @bob, 1 day)", happened) == 1
    assert worth("count(posts by @nobody, 1 day)", happened) == 0
    assert worth("count(posts by me, 1 day)", happened, me=me) == 1
    assert worth("count(posts by me, 1 day)", happened, Draft(text="x"), me=me) == 1
    assert worth("count(posts, 1 day)", happened) == 4


def test_an_unknown_author_counts_as_unknown() -> None:
    """Whose posts to count is not known; that there are none is not said either."""
    assert worth("count(posts by author, 1 day)", [wrote(1, ago(hours=1))], post()) is None


STREAMS = {"views": "view", "likes": "like", "replies": "reply", "reposts": "repost"}


@pytest.mark.parametrize(("stream", "kind"), STREAMS.items())
def test_streams_of_an_account_are_what_the_reader_did_about_it(stream: str, kind: str) -> None:
    """About a post it wrote or reposted, or naming it; the whole stream is all that the reader did of that kind."""
    happened = [
        wrote(1, ago(days=40)),
        reposted(2, ago(days=40), by=ANN, author=BOB),
        wrote(3, ago(days=40), BOB),
        did(kind, ago(hours=1), 1),
        did(kind, ago(hours=2), 2),
        did(kind, ago(hours=3), 3),
        did(kind, ago(hours=4), account=ANN),
        did(kind, ago(hours=5), 77),
        did("open", ago(hours=6), 1),
        did(kind, ago(days=2), 1),
    ]
    assert worth(f"count({stream} of account, 1 day)", happened, ANN) == 3
    assert worth(f"count({stream} of author, 1 day)", happened, post(author=BOB)) == 2
    assert worth(f"count({stream} of @bob, 1 day)", happened) == 2
    assert worth(f"count({stream}, 1 day)", happened) == 5
    assert worth(f"days({stream}, 7 days)", happened) == 2
    assert worth(f"since({stream} of account)", happened, ANN) == timedelta(hours=1)


def test_what_the_reader_did_about_their_own_posts() -> None:
    """`of me` are activities about what the reader wrote: by one of their accounts, or marked as theirs."""
    happened = [
        wrote(1, ago(days=3), ME),
        wrote(2, ago(days=3), None, mine=True),
        wrote(3, ago(days=3)),
        *(did("view", ago(hours=number), number, duration=number * MINUTE) for number in (1, 2, 3)),
    ]
    views = "views of me where view.duration > 90 seconds"
    assert worth("count(views of me, 1 day)", happened, me=("@me@m.example",)) == 2
    assert worth(f"count({views}, 1 day)", happened, me=("@me@m.example",)) == 1
    assert worth("sum(view.duration of views of me, 1 day)", happened, me=("@me@m.example",)) == 3 * MINUTE


def test_opens_and_check_ins() -> None:
    """The app opened, and how the reader felt."""
    happened = [did("open", ago(hours=hours)) for hours in (1, 2, 30)]
    happened += [did("checkin", ago(hours=hours), mood=mood) for hours, mood in ((1, 2), (2, 5), (3, None), (50, 1))]
    assert worth("count(opens, 1 day)", happened) == 2
    assert worth("count(checkins, 1 day)", happened) == 3
    assert worth("count(checkins where checkin.mood < 3, 1 day)", happened) == 1
    assert worth("share(checkins where checkin.mood < 3, 1 day)", happened) == 1 / 2
    assert worth("average(checkin.mood of checkins, 1 day)", happened) == 3.5
    assert worth("since(checkins where checkin.mood < 2)", happened) == timedelta(hours=50)


@pytest.mark.parametrize("about", [None, ANN, Draft(text="x"), post(author=ANN)])
def test_every_subject_counts_the_same(about: Any) -> None:
    """What is not about the subject is the same for a post, an account, the session and a draft."""
    happened = [wrote(1, ago(hours=1)), did("view", ago(hours=1), 1, duration=MINUTE), did("open", ago(hours=2))]
    assert worth("count(posts, 1 day)", happened, about) == 1
    assert worth("sum(view.duration of views of @ann, 1 day)", happened, about) == MINUTE
    assert worth("since(opens)", happened, about) == timedelta(hours=2)
    assert worth("passive_time(1 day)", happened, about) == MINUTE


# --- Where a window begins and ends ---------------------------------------------------------------


def test_a_duration_leaves_out_its_first_instant_and_has_its_last() -> None:
    """`(now - W, now]`."""
    for at, counts in ((ago(hours=1), 0), (ago(hours=1) + TICK, 1), (NOW, 1), (NOW + TICK, 0)):
        assert worth("count(posts by account, 1 hour)", [wrote(1, at)], ANN) == counts
        assert worth("count(views, 1 hour)", [did("view", at)]) == counts
        assert worth("passive_time(1 hour)", [did("view", at, 1, duration=MINUTE)]) == counts * MINUTE


@pytest.mark.parametrize(
    ("settings", "now", "window", "began"),
    [
        ("", "2026-05-01T23:10+02:00", "today", "2026-05-01T00:00+02:00"),
        ("set day_start: 04:00", "2026-05-01T03:10+02:00", "today", "2026-04-30T04:00+02:00"),
        ("", "2026-05-01T23:10+02:00", "this week", "2026-04-27T00:00+02:00"),
        ("set week_start: sun", "2026-05-02T23:10+02:00", "this week", "2026-04-26T00:00+02:00"),
        # Days of 23 and of 25 hours.
        ("", "2026-03-29T23:59+02:00", "today", "2026-03-29T00:00+01:00"),
        ("", "2026-10-25T23:59+01:00", "today", "2026-10-25T00:00+02:00"),
        ("set day_start: 02:30", "2026-03-29T12:00+02:00", "today", "2026-03-29T03:00+02:00"),
        ("set day_start: 02:30", "2026-10-25T02:45+01:00", "today", "2026-10-25T02:30+02:00"),
        ("", "2026-03-29T12:00+02:00", "this week", "2026-03-23T00:00+01:00"),
    ],
)
def test_a_calendars_window_has_its_first_instant(settings: str, now: str, window: str, began: str) -> None:
    """Of the reader's wall, on the days that the clocks are changed too."""
    start, end = datetime.fromisoformat(began), datetime.fromisoformat(now)
    for at, counts in ((start - TICK, 0), (start, 1), (end, 1), (end + TICK, 0)):
        happened = [wrote(1, at), did("view", at, 1)]
        for what in (f"count(posts, {window})", f"count(views, {window})", f"posts_seen({window})"):
            assert worth(what, happened, now=end, before=settings, timezone=BERLIN) == counts


def test_days_are_the_readers_own() -> None:
    """Half past midnight in Berlin is the day before in UTC; days that start at four add it to the evening before."""
    happened = [wrote(1, datetime(2026, 4, 29, 22, 30, tzinfo=UTC)), wrote(2, datetime(2026, 4, 29, 12, tzinfo=UTC))]
    assert worth("days(posts, 7 days)", happened, timezone=ZoneInfo("UTC")) == 1
    assert worth("days(posts, 7 days)", happened, timezone=BERLIN) == 2
    assert worth("days(posts, 7 days)", happened, before="set day_start: 04:00", timezone=BERLIN) == 1


def test_this_session_begins_with_its_first_activity() -> None:
    """What was before it is not in it, also by a microsecond; where no session goes on it is empty."""
    start = ago(minutes=10)
    session = [did("open", start), did("view", ago(minutes=8), 1, duration=7 * MINUTE)]
    for at, counts in ((start - TICK, 0), (start, 1), (NOW, 1), (NOW + TICK, 0)):
        assert worth("count(posts, this session)", [wrote(2, at), *session]) == counts
    # Four minutes after the last end it goes on, five minutes after it is over.
    assert worth("count(opens, this session)", session, now=NOW + 4 * MINUTE - TICK) == 1
    assert worth("count(opens, this session)", session, now=NOW + 4 * MINUTE) == 0
    assert worth("count(posts, this session)", [wrote(2, start)]) == 0


# --- Which elements there are, and when -----------------------------------------------------------


def test_a_post_without_a_date_of_its_own_is_dated_by_when_it_was_fetched() -> None:
    """One without either is in no window."""
    happened = [
        wrote(1, None, fetched_at=ago(hours=1)),
        wrote(2, ago(days=9), fetched_at=ago(hours=1)),
        wrote(3, None),
        wrote(4, NOW + TICK, fetched_at=ago(hours=1)),
    ]
    assert worth("count(posts by account, 1 day)", happened, ANN) == 1
    assert worth("count(posts, 1 day)", happened) == 1
    assert worth("count(posts, 30 days)", happened) == 2


def test_the_newest_state_of_a_post_counts() -> None:
    """The same (source, id) is one element; the later `updated`, then `fetched_at`, says what it is and when."""
    old = wrote(1, ago(hours=1), text="diet", likes=1)
    new = wrote(1, ago(hours=2), text="cake", likes=5, updated=ago(minutes=1))
    for happened in ([old, new], [new, old]):
        assert worth("count(posts by account, 1 day)", happened, ANN) == 1
        assert worth("count(posts by account where post mentions diet, 1 day)", happened, ANN, before=DIET) == 0
        assert worth("sum(post.likes of posts by account, 1 day)", happened, ANN) == 5
        assert worth("since(posts by account)", happened, ANN) == timedelta(hours=2)
    assert worth("sum(post.likes of posts, 1 day)", [old], batch=[new]) == 5
    assert worth("sum(post.likes of posts, 1 day)", [new], batch=[old]) == 5
    assert worth("count(posts, 1 day)", [old, wrote(1, ago(hours=1), source="rss")]) == 2


def test_an_activity_with_an_id_counts_once() -> None:
    """Recorded again it replaces itself; without an id an equal one is the same."""
    again = [did("open", ago(hours=1), id="x"), did("open", ago(hours=2), id="x"), did("open", ago(hours=3))]
    assert worth("count(opens, 1 day)", [*again, did("open", ago(hours=3)), did("open", ago(hours=4))]) == 3


def test_a_repost_counts_for_the_reposter_when_it_was_reposted() -> None:
    """For its author it counts when it was written; each way once."""
    happened = [reposted(1, ago(hours=1), published=ago(days=20), url="https://a.example/1")]
    assert worth("count(posts by account, 1 day)", happened, BOB) == 1
    assert worth("count(posts by account, 1 day)", happened, ANN) == 0
    assert worth("count(posts by account, 30 days)", happened, ANN) == 1
    assert worth("count(posts, 1 day)", happened) == 1
    assert worth("count(posts, 30 days)", happened) == 1


def test_what_others_repost_was_written_once() -> None:
    """A post that came as itself and as two reposts of it is one post of its author, and one of each reposter."""
    original = wrote(1, ago(hours=5), url="https://a.example/1")
    first, second = (
        reposted(number, ago(hours=1), by, published=ago(hours=5), url="https://www.a.example/1/")
        for number, by in ((2, BOB), (3, Account(handle="cat@c.example")))
    )
    for happened in ([original, first, second], [second, first], [first]):
        assert worth("count(posts by account, 1 day)", happened, ANN) == 1
        assert worth("count(posts by account, 1 day)", [original, first, second], BOB) == 1


def test_what_was_fetched_later_is_judged_as_of_then() -> None:
    """A post's age is what it was when the post arrived, whenever it is asked for."""
    happened = [wrote(1, ago(hours=3), fetched_at=ago(hours=1)), wrote(2, ago(hours=3))]
    assert worth("count(posts where post.age > 1 hour, 1 day)", happened) == 1


# --- The reader's own posts -----------------------------------------------------------------------


def test_posts_by_me_are_each_counted_once() -> None:
    """Items marked so, items of the reader's accounts, and what was recorded as posting, the same post once."""
    happened = [
        wrote(1, ago(hours=1), ME),
        wrote(2, ago(hours=2), None, mine=True),
        wrote(3, ago(hours=3)),
        did("post", ago(hours=1), 1),
        did("post", ago(hours=4), 4),
        did("post", ago(hours=5)),
        did("post", ago(hours=6), source=None),
        did("reply", ago(hours=7)),
    ]
    me = "set me: @me@m.example"
    assert worth("count(posts by me, 1 day)", happened, before=me) == 5
    assert worth("count(posts by me, 1 day)", happened, Draft(text="x"), before=me) == 5
    assert worth("count(posts by me, 1 day)", happened, post(author=ANN), me=("@me@m.example",)) == 5
    assert worth("count(posts by me, 1 day)", happened) == 5
    assert worth("days(posts by me, 1 day)", happened, before=me) == 1
    assert worth("since(posts by me)", happened, before=me) == timedelta(hours=1)


def test_my_post_is_dated_by_itself_and_not_by_the_recording_of_it() -> None:
    """What was published before the window and recorded inside of it is not counted, wherever the window begins."""
    happened = [wrote(1, ago(minutes=61), ME), did("post", ago(minutes=59), 1)]
    for window, counts in (("1 hour", 0), ("2 hours", 1), ("9 hours", 1)):
        assert worth(f"count(posts by me, {window})", happened, me=("@me@m.example",)) == counts
    twice = [did("post", ago(minutes=61), 1, id="a"), did("post", ago(minutes=59), 1, id="b")]
    assert worth("count(posts by me, 1 hour)", twice) == worth("count(posts by me, 1 hour)", twice[:1]) == 0
    assert worth("count(posts by me, 2 hours)", twice) == 1


def test_what_others_repost_of_mine_is_no_further_post_of_mine() -> None:
    """Three reposts of what I wrote last week are no posts of today; my own repost is one."""
    url = "https://m.example/1"
    original = wrote(1, ago(days=7), ME, url=url)
    reposts = [reposted(number, ago(hours=1), BOB, ME, published=ago(days=7), url=url) for number in (2, 3, 4)]
    mine = reposted(5, ago(hours=1), ME, ANN, published=ago(days=7))
    for happened in ([original, *reposts], reposts):
        assert worth("count(posts by me, 1 day)", happened, me=("@me@m.example",)) == 0
        assert worth("count(posts by me, 30 days)", happened, me=("@me@m.example",)) == 1
        assert worth("count(posts by me, 1 day)", [*happened, mine], me=("@me@m.example",)) == 1


def test_a_posting_of_which_only_that_is_known_has_no_words() -> None:
    """A condition on it is unknown, so that it neither counts nor makes a share."""
    happened = [did("post", ago(hours=1), 1), wrote(2, ago(hours=2), ME, text="diet")]
    mention = "posts by me where post mentions diet"
    assert worth(f"count({mention}, 1 day)", happened, before=DIET, me=("@me@m.example",)) == 1
    assert worth(f"share({mention}, 1 day)", happened, before=DIET, me=("@me@m.example",)) == 1


class Rated(Item):
    """An item of an app of its own."""

    karma: int | None = None


def test_an_apps_own_field_is_unknown_of_what_is_no_item_of_the_app() -> None:
    """A post that was only recorded as an activity has no such field, and nothing raises."""
    often = "count(posts by me where post.karma > 3, 1 day) >= 1"
    rules = fc.loads(f"rule it for draft when {often} then hold 1 hour", item=Rated)
    curator = fc.Curator(rules, me=["@me@m.example"])
    curator.record([did("post", ago(hours=1))])
    assert curator.draft(Draft(text="x"), now=NOW).hold is None
    curator.curate([Rated(id="1", source="mastodon", author=ME, published=ago(hours=1), karma=5)], now=NOW)
    assert curator.draft(Draft(text="x"), now=NOW).hold == timedelta(hours=1)


def test_what_was_done_about_two_of_the_accounts_that_are_meant_counts_once() -> None:
    """One of them wrote the post, the other reposted it, and the reader looked at it once."""
    happened = [reposted(1, ago(days=9), by=Account(handle="ann@z.example")), did("view", ago(hours=1), 1)]
    assert worth("count(views of @ann, 1 day)", happened) == 1


def test_a_written_account_on_two_hosts_is_counted_the_same_in_any_order() -> None:
    """What one wrote long ago and the other reposted today is a post of today, however they came."""
    other = Account(handle="ann@z.example")
    happened = [
        reposted(1, ago(hours=1), by=other, author=ANN, published=ago(days=9)),
        wrote(2, ago(days=9), other),
        wrote(3, ago(days=9)),
    ]
    for order in (happened, happened[::-1]):
        assert worth("count(posts by @ann, 1 day)", order) == 1
