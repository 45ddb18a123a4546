"""Promises of the language where it looks back over time: no order matters, and what is not known never triggers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.activity import Activity
from feedcurate.model.decision import Curation, SessionAdvice
from feedcurate.model.draft import Draft
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from tests.engine.past import Since
from tests.properties.past import KINDS, Clock, activities, clocks, items

pytestmark = pytest.mark.property

DRAFT = Draft(text="x")
ACTIONS = {
    "account": ("suggest mute", "suggest unfollow", "suggest snooze 2 days", "suggest snooze 3 days", "suggest keep"),
    "session": ("stop", "pause 1 hour", "pause 2 hours", "wait 5 minutes", 'nudge "Tea?"', 'suggest "A walk?"'),
    "draft": ("hold 5 minutes", "hold 1 hour", 'ask "Why?"', 'warn "Sure?"'),
}
POSTS = {"account": "posts by account", "session": "posts by @ann", "draft": "posts by me"}
VIEWS = {"account": "views of account", "session": "views", "draft": "views"}
MORE = (
    "count({posts}, 7 days) >= 2", "count({posts} where post.likes > 2, 18 days) >= 1", "days({posts}, 18 days) > 1",
    "sum(post.likes of {posts}, 18 days) > 5", "count({views}, 7 days) > 1", "2 < count({views}, 18 days) * 2",
    "sum(view.duration of {views}, 18 days) > 3 minutes", "count({posts} where author is bot, 18 days) >= 1",
    "count({posts}, today) + count({views}, today) >= 1", "count({views} where author is bot, this week) >= 1",
)  # fmt: skip
"""Conditions that more posts, more activities, and more that is known of each can only make true."""
ANY = (
    *MORE, "share({posts} where post.likes > 2, 18 days) > 40%", "average(post.likes of {posts}, 18 days) < 3",
    "since({posts}) > 3 days", "count({posts}, 7 days) < 2", "since({views}) < 2 days", "passive_share(7 days) > 50%",
    "sessions(7 days) >= 2", "posts_seen(18 days) = 2", "passive_time(this week) > 4 minutes",
)  # fmt: skip


@st.composite
def rules(draw: st.DrawFn, conditions: Sequence[str]) -> list[str]:
    """A few rules for each subject, without `not`."""
    found = []
    for subject, actions in ACTIONS.items():
        for number in range(draw(st.integers(2, 3))):
            atoms = draw(st.lists(st.sampled_from(conditions), min_size=1, max_size=2, unique=True))
            when = draw(st.sampled_from((" and ", " or "))).join(atoms)
            when = when.format(posts=POSTS[subject], views=VIEWS[subject])
            found.append(f"rule {subject}{number} for {subject} when {when} then {draw(st.sampled_from(actions))}")
    return found


@st.composite
def pasts(draw: st.DrawFn) -> tuple[Clock, list[Item], list[Activity]]:
    """A clock, and what happened before it, each thing once."""
    clock = draw(clocks())
    posts = draw(st.lists(items(clock.now), min_size=4, max_size=12, unique_by=lambda item: item.id))
    deeds = draw(st.lists(activities(clock.now), min_size=4, max_size=12, unique_by=lambda one: one.id or repr(one)))
    return clock, posts, deeds


_loaded = lru_cache(maxsize=4)(fc.loads)


def asked(text: Iterable[str], clock: Clock, history: Any, batch: Iterable[Item] = ()) -> tuple[Curation, Any]:
    """What the rules advise about accounts and the session, and of a draft."""
    loaded = _loaded("\n".join((clock.settings, "set me: @me@m.example", *text)))
    curation = fc.evaluate(loaded, batch, Facts(history=history), now=clock.now)
    curator = fc.Curator(loaded, history=history)
    return curation, curator.draft(DRAFT, now=clock.now)


def unplaced(told: tuple[Curation, Any]) -> str:
    """A result without where the rules stand in their file, which shuffling changes, and without clauses' numbers."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(part) for key, part in value.items() if not (key == "id" and isinstance(part, int))} | (
                {"at": ""} if "rule" in value else {}
            )
        return [bare(part) for part in value] if isinstance(value, list | tuple) else value

    return repr([bare(one.model_dump()) for one in told])


def test_no_order_matters() -> None:
    """Of statements, of posts, of activities, and in how many parts they came."""
    fired = 0

    @given(rules(ANY), pasts(), st.data())
    def holds(text: list[str], past: tuple[Clock, list[Item], list[Activity]], data: st.DataObject) -> None:
        nonlocal fired
        clock, posts, deeds = past
        expected = asked(text, clock, MemoryHistory(posts[2:], deeds), posts[:2])
        mixed = MemoryHistory()
        for item in data.draw(st.permutations(posts[2:])):
            mixed.add([item])
        mixed.record(data.draw(st.permutations(deeds)))
        batch = data.draw(st.permutations(posts[:2]))
        again = asked(data.draw(st.permutations(text)), clock, mixed, batch)
        assert unplaced(again) == unplaced(expected)
        fired += bool(expected[0].accounts) and expected[0].session != SessionAdvice()

    holds()
    assert fired


def named(told: tuple[Curation, Any]) -> set[tuple[str, str]]:
    """The rules that fired, and about whom."""
    curation, draft = told
    found = {
        (advice.account.handle or "", reason.rule)
        for advice in curation.accounts
        for reason in (*advice.because, *advice.overridden)
    }
    session = curation.session
    assert session is not None
    found |= {("session", reason.rule) for reason in (*session.because, *session.overridden)}
    return found | {("draft", reason.rule) for reason in draft.because}


def test_what_is_not_known_of_what_happened_never_triggers() -> None:
    """With a field unknown in some posts and activities, a rule without `not` fires only where it did anyway."""
    fired = 0

    @given(
        rules(MORE),
        pasts(),
        st.sampled_from(("likes", "author", "published", "duration", "account", "item")),
        st.data(),
    )
    def holds(text: list[str], past: tuple[Clock, list[Item], list[Activity]], field: str, data: st.DataObject) -> None:
        nonlocal fired
        clock, posts, deeds = past
        # A post's other dates would take the place of one that is not known, an activity's account that of its post's.
        posts = [post.model_copy(update={"fetched_at": None}) for post in posts]
        deeds = [deed.model_copy(update={"account": None} if field != "account" else {"item": None}) for deed in deeds]
        hidden = data.draw(st.sets(st.integers(0, 11)))

        def less(things: Sequence[Any]) -> list[Any]:
            return [
                one.model_copy(update={field: None}) if n in hidden and field in type(one).model_fields else one
                for n, one in enumerate(things)
            ]

        known = named(asked(text, clock, MemoryHistory(posts, deeds)))
        unknown = named(asked(text, clock, MemoryHistory(less(posts), less(deeds))))
        assert unknown <= known
        fired += bool(known)

    holds()
    assert fired


def test_a_history_that_reaches_back_less_far_never_triggers() -> None:
    """Whatever the rule: held from later on, and without what was before, it fires only where it did anyway."""
    fired = 0
    # What is told of the reader's time leans on all kinds of activity being held as far as views are.
    told = [one for one in ANY if "sessions" not in one and "passive" not in one]

    @given(rules(told), pasts(), st.integers(0, 20 * 24))
    def holds(text: list[str], past: tuple[Clock, list[Item], list[Activity]], hours: int) -> None:
        nonlocal fired
        clock, posts, deeds = past
        since = clock.now - timedelta(hours=hours)
        kinds = {deed.kind.value for deed in deeds}
        whole = MemoryHistory(posts, deeds)
        left = MemoryHistory(
            [post for post in posts if _is_late(post, since)], [deed for deed in deeds if deed.at >= since]
        )
        held = {kind: since if kind in kinds else None for kind in KINDS}
        known = named(asked(text, clock, whole))
        less = named(asked(text, clock, _Writable(left, posts=since, **held)))
        assert less <= known
        fired += bool(less)

    holds()
    assert fired


class _Writable(Since):
    """A history that a curator may have."""

    def given(self) -> tuple[Any, ...]:
        """Nothing was given."""
        return ()


def _is_late(post: Item, since: datetime) -> bool:
    """Whether all dates that a post may be counted by are late; of one that is partly early less is left out."""
    via = post.via
    dates = [post.published or post.fetched_at, None if via is None else via.at or post.fetched_at]
    return any(at is not None and at >= since for at in dates)
