"""What is kept worked out while things come in is what is worked out anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.answers import texts_of
from feedcurate.engine.context import Context, context_of
from feedcurate.engine.view import view_of
from feedcurate.engine.windows import Windows
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item, Via
from feedcurate.program.expr import Habit, HabitOver, Over
from feedcurate.program.program import Program
from feedcurate.ruleset import Ruleset
from tests.properties.past import (
    ABOUT_POSTS,
    ANN,
    BOB,
    CAT,
    HABITS,
    ME,
    PEOPLE,
    STREAMS,
    WINDOWS,
    activities,
    clocks,
    items,
)

pytestmark = pytest.mark.property

RENAMED = Account(id="3", source="mastodon", handle="kitty@c.example")
"""CAT under another handle."""
NAMELESS = Account(id="3", source="mastodon")
"""CAT of whom only the id is known."""
ADDRESS = "https://a.example/1"


def everything() -> str:
    """A rule file that asks for every aggregate of every stream, and for every habit, in every window."""
    asked = [f"{habit}({window})" for habit in HABITS for window in WINDOWS]
    for window in WINDOWS:
        asked += [f"count(posts by {one}, {window})" for one in ("account", "@ann", "@kitty")]
        asked += [f"days(posts where {where}, {window})" for where in ABOUT_POSTS]
        asked += [f"sum(post.likes of posts by account where {where}, {window})" for where in ABOUT_POSTS]
        asked += [f"average(post.likes of posts by @ann, {window})", f"share(posts where post is repost, {window})"]
        asked += [f"count({stream}, {window})" for stream in STREAMS]
        asked += [f"count({stream} of account, {window})" for stream in ("views", "likes", "replies", "reposts")]
        asked += [f"count({stream} of @cat, {window})" for stream in ("views", "likes")]
        asked += [f"sum(view.duration of views of account where author is bot, {window})"]
    asked += [f"since({stream})" for stream in STREAMS]
    asked += ["mood_shift(7 days)", "mood_shift(24 hours)"]
    asked += ["since(posts by account where post.likes > 3)", "since(posts by @ann)", "since(views of account)"]
    mine = [f"count(posts by me, {window})" for window in WINDOWS]
    mine += ["since(posts by me where post.likes > 3)", "count(views of me, 7 days)", "days(posts by me, 18 days)"]
    rules = [f"rule a{n} for account when {one} = {one} then suggest mute" for n, one in enumerate(asked)]
    rules += [f"rule m{n} for session when {one} = {one} then stop" for n, one in enumerate(mine)]
    return "\n".join(("set me: @me@m.example, @cat@c.example", *rules))


PROGRAM = fc.loads(f'set timezone: "Europe/Berlin"\n{everything()}').program


def told(program: Program, windows: Windows, context: Context) -> dict[str, Any]:
    """All that windows say as of a context, by how it is asked."""
    view = view_of(windows, context)
    found: dict[str, Any] = {"session": view.session(), "started": view.session_start()}
    for number, expr in enumerate(program.exprs):
        match expr:
            case Over(whose=None):
                found[program.calls[number]] = view.aggregate(expr, None)
                if expr.mine or expr.accounts is not None:
                    found[f"{program.calls[number]} counted"] = _bare(view.counted(expr, None, 20))
            case Over():
                for account in (*PEOPLE, RENAMED, NAMELESS):
                    found[f"{program.calls[number]} {account.handle}"] = view.aggregate(expr, account)
            case HabitOver(Habit.MOOD_SHIFT):
                for account in (*PEOPLE, RENAMED, NAMELESS):
                    found[f"{program.calls[number]} {account.handle}"] = view.habit(expr, account)
            case HabitOver():
                found[program.calls[number]] = view.habit(expr, None)
            case _:
                pass
    return found


def _bare(elements: Sequence[Any]) -> list[Any]:
    return [(element.at, element.key) for element in elements]


@st.composite
def steps(draw: st.DrawFn, now: datetime) -> list[Any]:
    """Posts, newer states of some, activities in any order, erasures."""
    fewer = st.integers(0, 7).map(str)
    people = st.sampled_from((*PEOPLE, RENAMED, NAMELESS))
    post = st.builds(
        lambda item, author, repost, fetched: item.model_copy(
            update={"author": author, "fetched_at": fetched} | ({} if repost is None else repost)
        ),
        items(now, 7),
        st.none() | people,
        st.none()
        | st.sampled_from(
            [
                {"url": ADDRESS, "author": ANN, "published": now - timedelta(hours=5), "via": None},
                {"url": ADDRESS, "author": ANN, "published": now - timedelta(hours=5), "via": Via(account=BOB, at=now)},
                {"url": ADDRESS, "author": ME, "published": now - timedelta(hours=5), "via": Via(account=CAT, at=now)},
                {"url": ADDRESS, "author": ME, "published": now - timedelta(hours=5), "via": Via(account=BOB, at=now)},
            ]
        ),
        st.integers(0, 10).map(lambda hours: now - timedelta(hours=hours)),
    )
    deed = st.builds(
        lambda act, number, app: act.model_copy(update={"item": number, "source": app}),
        activities(now),
        st.none() | fewer,
        st.sampled_from(("mastodon", None)),
    )
    erasure = st.sampled_from([("account", ANN), ("account", CAT), ("start", now - timedelta(hours=8))])
    step = st.one_of(
        st.lists(post, min_size=1, max_size=4),
        st.lists(deed, min_size=1, max_size=4),
        st.lists(deed, max_size=2),
        erasure,
    )
    return draw(st.lists(step, min_size=2, max_size=7))


def test_keeping_up_is_the_same_as_starting_anew() -> None:
    """Whatever comes in, in whatever order, and asked of whatever instant in between, forwards and back.

    So it is too where everything since there was nothing was followed, and no account is looked up in the store.
    """
    grown = 0

    @given(clocks().flatmap(lambda clock: st.tuples(st.just(clock), steps(clock.now))), st.data())
    def holds(drawn: tuple[Any, list[Any]], data: st.DataObject) -> None:
        nonlocal grown
        clock, happening = drawn
        program, history = PROGRAM, MemoryHistory()
        facts = Facts(history=history, timezone=clock.tz)
        context = context_of(program, facts, clock.now, history)
        kept = Windows(program, history, context)
        texts = texts_of(program, range(len(program.exprs)))
        followed = Windows(program, history, context, texts=texts, is_empty=True)
        for step in happening:
            match step:
                case list():
                    history.add([one for one in step if isinstance(one, Item)])
                    history.record([one for one in step if isinstance(one, Activity)])
                case ("account", account):
                    history.erase(account=account)
                case (_, start):
                    history.erase(start=start)
            now = clock.now + data.draw(st.sampled_from([0, 0, 1, -30, 24 * 40])) * timedelta(hours=1)
            context = context_of(program, facts, now, history)
            anew = told(program, Windows(program, history, context), context)
            assert told(program, kept, evolve(context)) == anew
            assert told(program, followed, context) == anew
            grown += bool(anew["count(posts by account, 18 days) ann@a.example"])

    holds()
    assert grown


def test_an_activity_is_about_the_account_it_names_and_about_who_wrote_the_post() -> None:
    """Also where these are two, and both are already being kept up with."""
    now = datetime(2026, 3, 28, 23, tzinfo=UTC)
    history = MemoryHistory([Item(id="1", source="mastodon", author=ANN, published=now)])
    context = context_of(PROGRAM, Facts(history=history), now, history)
    kept = Windows(PROGRAM, history, context)
    told(PROGRAM, kept, context)
    history.record([Activity(kind=ActivityKind.VIEW, at=now, item="1", source="mastodon", account=BOB)])
    found = told(PROGRAM, kept, context)
    assert found == told(PROGRAM, Windows(PROGRAM, history, context), context)
    assert [found[f"count(views of account, 24 hours) {who.handle}"] for who in (ANN, BOB, CAT)] == [1.0, 1.0, 0.0]


# --- The curator and the pure function ------------------------------------------------------------

RULES = """
set me: @me@m.example
topic diet: "diet"
rule often for account when count(posts by account, 7 days) >= 2 then suggest mute
rule liked for account when share(posts by account where post.likes > 3, 18 days) > 40% then suggest unfollow
rule seldom for account when since(posts by account) > 6 days then suggest snooze 7 days
rule few for account when count(views of account, 7 days) < 2 then suggest keep
rule bots for account when account is bot then suggest follow
rule long for session when passive_time(today) > 5 minutes then pause 1 hour, suggest "Tea?"
rule lots for session when session.posts_seen >= 2 then nudge "That was {session.posts_seen}."
rule busy for session when count(posts by me, 24 hours) >= 1 then wait 5 minutes
rule much when count(posts by author, 24 hours) >= 2 then collapse "a lot"
rule again when count(views of author, today) >= 2 then demote 6 hours
rule rare when since(posts by author where post.likes > 3) > 1 day then label rare
rule sat when passive_time(this session) > 2 minutes then note "{session.started}"
rule looked when post is seen then label seen
feed at most 3 per day
 at most 2 per session by author
 once per post in 3 days
"""


def rules_of(zone: str) -> Ruleset:
    """The rules, in a zone."""
    return fc.loads(f'set timezone: "{zone}"\n{RULES}')


def settled(item: Item) -> Item:
    """A post whose author and reposter follow from its id, as they do not change from one state of it to another."""
    number = int(item.id)
    via = None if number % 3 else Via(account=PEOPLE[number % 4], at=None if item.via is None else item.via.at)
    return item.model_copy(update={"author": (None, *PEOPLE)[number % 5], "via": via})


def test_a_curator_decides_as_the_pure_function_does() -> None:
    """Over a history equal to its own, batch after batch, with what is recorded between, and `now` going back too."""
    advised = 0

    @given(clocks(), st.data())
    def holds(clock: Any, data: st.DataObject) -> None:
        nonlocal advised
        rules, now = rules_of(clock.zone), clock.now
        posts: list[Item] = []
        deeds: list[Activity] = []
        curator = fc.Curator(rules, history=MemoryHistory())
        for _ in range(data.draw(st.integers(1, 3))):
            came = data.draw(st.lists(activities(now), max_size=6))
            curator.record(came)
            deeds += came
            batch = data.draw(st.lists(items(now, 9).map(settled), max_size=5, unique_by=lambda item: item.id))
            at = now + data.draw(st.sampled_from([0, 0, 2, -1, 24 * 30])) * timedelta(hours=1)
            history = MemoryHistory(posts, deeds)
            pure = fc.evaluate(rules, batch, Facts(history=history), now=at)
            theirs = curator.curate(batch, now=at)
            posts += batch
            assert (theirs.posts, theirs.accounts) == (pure.posts, pure.accounts)
            advised += bool(theirs.accounts)
            if not curator.history.given():
                # A pause that goes on is the curator's own.
                assert theirs == pure

    holds()
    assert advised
