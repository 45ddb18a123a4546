"""A reader's life in a few hours, lived with a curator, for tests that look back on it.

In: what Hypothesis draws. Out: rules that look back and have quotas, posts in batches, activities; and a life lived.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from feedcurate.curator import Curator
from feedcurate.history.base import History
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.decision import Curation
from feedcurate.model.item import Item, Via
from feedcurate.ruleset import Ruleset, loads

DAWN = datetime(2026, 5, 8, 6, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANN = Account(handle="ann@a.example", name="Ann")
BOB = Account(handle="bob@b.example", name="Bob")
CAT = Account(id="3", handle="cat@b.example", source="mastodon")
TEXTS = ("summer body", "hello", "a summer body plan", "tea", "summer", "")

CONDITIONS = (
    "count(posts by author, 3 hours) >= 2",
    "count(posts by author where post mentions diet, 1 day) >= 2",
    "share(posts by author where post mentions diet, 6 hours) > 40%",
    "count(posts by @bob@b.example, today) >= 2",
    "count(posts, 2 hours) > 4",
    "count(views of author, 3 hours) >= 1",
    "count(views, today) >= 2",
    "since(posts by author where post mentions diet) < 2 hours",
    "passive_time(today) > 5 minutes",
    "session.posts_seen > 1",
    "post is seen",
    "post mentions diet",
    "author in close",
    "post.likes > 5",
    "post.age > 2 hours",
    "now.time in 07:00..09:00",
)
OUTCOMES = ("hide", 'collapse "why"', "keep", "block", "boost 2 hours", "label marked")
QUOTAS = (
    "at most 3 per day", "at most 1 in a row by author", "at most 2 per 3 hours by author", "once per title",
    "at most 1 in 3 when post mentions diet", "at least 1 in 3 when author in close",
    "at most 2 per day when post is seen", "once per post in 3 hours",
)  # fmt: skip
HEAD = """
set timezone: "Europe/Berlin"
accounts close: @ann@a.example, @cat
topic diet: "summer body"
"""


@frozen
class Visit:
    """Posts that come together, and what the reader does afterwards, before the next ones come."""

    now: datetime
    posts: tuple[Item, ...]
    activities: tuple[Activity, ...]


def rules() -> st.SearchStrategy[Ruleset]:
    """Two to four rules and up to two quotas."""
    one = st.tuples(st.sampled_from(CONDITIONS), st.sampled_from(("and", "or", "and not")), st.sampled_from(CONDITIONS))
    return st.builds(
        _ruleset,
        st.lists(st.tuples(one, st.sampled_from(OUTCOMES)), min_size=2, max_size=4),
        st.lists(st.sampled_from(QUOTAS), unique=True, max_size=2),
    )


def _ruleset(drawn: list[tuple[tuple[str, str, str], str]], quotas: list[str]) -> Ruleset:
    written = [f"rule r{i} when ({' '.join(when)}) then {then}" for i, (when, then) in enumerate(drawn)]
    return loads("\n".join([HEAD, *written, *([f"feed {' '.join(quotas)}"] if quotas else [])]))


@st.composite
def lives(draw: Any) -> tuple[Visit, ...]:
    """Up to five visits; posts may be older than the visit before, and come again."""
    known: list[Item] = []
    visits = []
    for number in range(draw(st.integers(2, 5))):
        now = DAWN + number * 70 * MINUTE
        new = [
            draw(posts(f"{number}.{i}", now)) for i in range(draw(st.integers(1, 5)))
        ]  # A post's state does not change when it comes again: a history keeps only the newest.
        again = draw(st.lists(st.sampled_from(known), max_size=2, unique_by=lambda item: item.id)) if known else []
        known += new
        visits.append(Visit(now, (*new, *again), tuple(draw(doings(number, now, tuple(known))))))
    return tuple(visits)


@st.composite
def posts(draw: Any, name: str, now: datetime) -> Item:
    """A post of the last hours."""
    published = now - draw(st.integers(0, 400)) * MINUTE
    author = draw(st.sampled_from((ANN, BOB, CAT)))
    via = draw(st.sampled_from((None, None, None, Via(account=BOB, at=min(now, published + 9 * MINUTE)))))
    return Item(
        id=name,
        source="mastodon",
        author=author,
        via=via,
        published=published,
        fetched_at=now,
        text=draw(st.sampled_from(TEXTS)),
        title=draw(st.sampled_from((None, "One", "Two"))),
        likes=draw(st.sampled_from((None, 3, 9))),
    )


@st.composite
def doings(draw: Any, visit: int, now: datetime, known: tuple[Item, ...]) -> list[Activity]:
    """What the reader does within the half hour after a visit."""
    found = []
    for i in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from((ActivityKind.VIEW, ActivityKind.VIEW, ActivityKind.REPLY)))
        item = draw(st.sampled_from(known))
        found.append(
            Activity(
                id=f"{visit}.{i}",
                kind=kind,
                at=now + draw(st.integers(1, 30)) * MINUTE,
                duration=draw(st.sampled_from((None, MINUTE, 6 * MINUTE))),
                item=item.id,
                source=item.source,
            )
        )
    return found


def live(rules: Ruleset, history: History, visits: tuple[Visit, ...]) -> list[Curation]:
    """What a curator decided at each visit."""
    curator = Curator(rules, history=history)
    decided = []
    for visit in visits:
        decided.append(curator.curate(visit.posts, now=visit.now))
        curator.record(visit.activities)
    return decided
