"""A history and the posts at hand are as one history of both."""

from __future__ import annotations

from typing import Any

import pytest

import feedcurate as fc
from feedcurate.engine.joined import Joined
from feedcurate.engine.moments import EARLIEST, LATEST
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.facts import Facts, Store
from feedcurate.model.item import Item
from tests.engine.build import NOW, ago
from tests.engine.past import ANN, BOB, did, wrote

RENAMED = Account(id="7", source="mastodon", handle="ann@new.example")
ANN_7 = Account(id="7", source="mastodon", handle="ann@a.example")


def told(store: Store) -> list[Any]:
    """All that a store says, in one order."""
    people = (ANN, BOB, RENAMED)
    acts = [store.acts(EARLIEST, LATEST, tuple(ActivityKind), account) for account in (None, *people)]
    posts = [store.posts(EARLIEST, LATEST, account) for account in (None, *people)]
    return [
        {(one.item, one.at) for one in _plain(store.seen(EARLIEST, LATEST))},
        *(sorted(repr(act) for act in some) for some in acts),
        *(sorted(repr(post) for post in some) for some in posts),
        sorted(repr(account) for account in store.people()),
    ]


def _plain(sights: Any) -> Any:
    return [type(one)(item=one.item.id, at=one.at) for one in sights]


@pytest.mark.parametrize(
    ("before", "batch", "acts"),
    [
        # A view of a post that comes with the batch, and one of a post of two sources that names neither.
        ([], [wrote(1)], [did("view", ago(hours=1), 1)]),
        ([wrote(1, author=BOB, source="a")], [wrote(1, source="b")], [did("view", ago(hours=1), 1, source=None)]),
        ([wrote(1, source="b")], [wrote(1, author=BOB, source="a")], [did("view", ago(hours=1), 1, source=None)]),
        # A newer state of a post is by somebody else, and an older one says when it was seen.
        ([wrote(1)], [wrote(1, author=BOB, updated=NOW)], [did("view", ago(hours=1), 1)]),
        ([wrote(1, updated=NOW)], [wrote(1, seen_at=ago(hours=2))], []),
        # A view names somebody else than who wrote the post, which is in the history or the batch.
        ([wrote(1), wrote(2)], [wrote(3)], [did("view", ago(hours=1), 1, account=BOB)]),
        (
            [wrote(2)],
            [wrote(1)],
            [did("view", ago(hours=1), 1, account=BOB), did("view", ago(hours=1), 9, account=ANN)],
        ),
        # An account is as it was at its latest post, wherever that is.
        ([wrote(1, ago(hours=1), ANN_7)], [wrote(2, ago(hours=3), RENAMED)], []),
        ([wrote(1, ago(hours=3), ANN_7)], [wrote(2, ago(hours=1), RENAMED)], []),
        ([wrote(1, ago(hours=3), ANN_7), wrote(3, ago(hours=2), BOB)], [], []),
    ],
)
def test_it_says_what_one_history_of_both_says(before: list[Item], batch: list[Item], acts: list[Activity]) -> None:
    """What was posted, done and seen, and by whom."""
    both = MemoryHistory([*before, *batch], acts)
    if before == [wrote(1)]:
        # The author of the older state is still among those whom the history knows.
        assert told(Joined(MemoryHistory(before, acts), batch))[:-1] == told(both)[:-1]
    else:
        assert told(Joined(MemoryHistory(before, acts), batch)) == told(both)


def test_a_stale_copy_of_a_post_is_decided_on_as_the_history_knows_it() -> None:
    """The newest state counts, by the pure function as by the curator."""
    rules = fc.loads('set timezone: "UTC"\nrule many when post.likes > 3 then hide')
    old, new = wrote(1, likes=1), wrote(1, likes=5, updated=NOW)
    history = MemoryHistory([new])
    [pure] = fc.evaluate(rules, [old], Facts(history=history), now=NOW).posts
    [curated] = fc.Curator(rules, history=history).curate([old], now=NOW).posts
    assert pure == curated
    assert pure.outcome == "hidden"


def test_whom_the_reader_follows_may_show_that_two_accounts_are_one() -> None:
    """Which state of it is shown does not depend on the order in which posts came."""
    rules = fc.loads('set timezone: "UTC"\nrule all for account when count(posts, 1 day) > 0 then suggest mute')
    one, other = Account(handle="x@x.example", name="Old"), Account(url="https://x.example/@x", name="New")
    link = Account(handle="x@x.example", url="https://x.example/@x")
    posts = [wrote(1, ago(hours=1), one), wrote(2, ago(hours=2), other)]
    shown = [
        fc.evaluate(rules, [], Facts(history=MemoryHistory(some), following=(link,)), now=NOW).accounts
        for some in (posts, posts[::-1])
    ]
    assert shown[0] == shown[1]
    assert len(shown[0]) == 1
