from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.facts import POSTS, Act
from feedcurate.model.item import Item, Via
from tests.history.plain import Plain, changes
from tests.history.things import ALWAYS, HOUR, NOON, Kind, everything

KINDS = (ActivityKind.VIEW, ActivityKind.LIKE)
TIMES = [NOON + number * HOUR for number in range(4)]
ACCOUNTS = [
    Account(id="1", source="mastodon"),
    Account(id="1", source="rss"),
    Account(id="1", handle="ana@b.social", source="mastodon"),
    Account(handle="ana@b.social", name="Ana"),
    Account(handle="ben@b.social", url="https://b.social/@ben"),
    Account(url="https://www.b.social/@Ben/"),
    Account(name="nobody"),
]

times = st.sampled_from(TIMES)
maybe_times = st.none() | times
accounts = st.sampled_from(ACCOUNTS)
maybe_accounts = st.none() | accounts
names = st.sampled_from("12")
sources = st.sampled_from(["mastodon", "rss"])
posts = st.builds(
    Item,
    id=names,
    source=sources,
    author=maybe_accounts,
    via=st.none() | st.builds(Via, account=maybe_accounts, at=maybe_times),
    published=maybe_times,
    fetched_at=maybe_times,
    updated=maybe_times,
    seen_at=maybe_times,
    mine=st.sampled_from([None, True, False]),
    likes=st.none() | st.integers(0, 1),
)
activities = st.builds(
    Activity,
    id=st.none() | names,
    kind=st.sampled_from(KINDS),
    at=times,
    item=st.none() | names,
    account=maybe_accounts,
    source=st.none() | sources,
)


def texts(records: Sequence[object]) -> list[str]:
    """Records in an order that does not matter."""
    return sorted(map(repr, records))


class Histories(RuleBasedStateMachine):
    """A database, a history in memory and a plain one are told the same, and say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "me.db"
        self.database = SQLiteHistory(self.path)
        self.memory = MemoryHistory()
        self.plain = Plain()
        self.opened = 0

    @property
    def both(self) -> tuple[Kind, Kind]:
        """Those that are tested."""
        return self.database, self.memory

    def teardown(self) -> None:
        """Close and forget the database."""
        self.database.close()
        self.folder.cleanup()

    def _write(self, call: Callable[[Kind], object], plainly: Callable[[Plain], object]) -> None:
        before = copy(self.plain)
        before.items, before.sights = dict(self.plain.items), set(self.plain.sights)
        marks = [history.mark() for history in self.both]
        results = [call(history) for history in self.both]
        assert results[0] == results[1]
        plainly(self.plain)
        expected = changes(before, self.plain)
        for history, mark in zip(self.both, marks, strict=True):
            found = history.changes(mark)
            if expected is None:
                assert found is None
                continue
            assert found is not None
            assert texts(found.posts) == texts(expected.posts)
            assert texts(found.acts) == texts(expected.acts)
            assert found.replaced == expected.replaced

    @rule(items=st.lists(posts, max_size=4), since=maybe_times)
    def add(self, items: list[Item], since: datetime | None) -> None:
        """Posts come in."""
        self._write(lambda history: history.add(items, since=since), lambda plain: plain.add(items, since))

    @rule(items=st.lists(posts, max_size=4), now=times)
    def open_batch(self, items: list[Item], now: datetime) -> None:
        """Posts are curated. An export does not say which numbers erased batches had, so those may differ."""
        self._write(lambda history: history.open_batch(items, now, "digest") < 1, lambda plain: plain.add(items, now))

    @rule(known=st.lists(activities, max_size=4), since=maybe_times)
    def record(self, known: list[Activity], since: datetime | None) -> None:
        """The reader does something."""
        self._write(lambda history: history.record(known, since=since), lambda plain: plain.record(known, since))

    @rule(account=maybe_accounts, start=maybe_times, end=maybe_times)
    def erase(self, account: Account | None, start: datetime | None, end: datetime | None) -> None:
        """The reader takes something out."""
        if (account, start, end) == (None, None, None):
            return
        marks = [history.mark() for history in self.both]
        counts = [history.erase(account=account, start=start, end=end) for history in self.both]
        expected = self.plain.erase(account, start, end)
        assert {(one.posts, one.activities) for one in counts} == {(expected.posts, expected.activities)}
        assert [history.changes(mark) for history, mark in zip(self.both, marks, strict=True)] == [None, None]

    @rule()
    def erase_everything(self) -> None:
        """The reader begins anew."""
        for history in self.both:
            history.erase(everything=True)
        self.plain = Plain()

    @rule()
    def open_again(self) -> None:
        """The app is started again."""
        self.database.close()
        self.database = SQLiteHistory(self.path)

    @rule()
    def move(self) -> None:
        """The reader takes everything to another computer."""
        self.opened += 1
        self.path = self.path.with_name(f"{self.opened}.db")
        moved = SQLiteHistory(self.path)
        moved.restore(self.database.export())
        assert everything(moved) == everything(self.database)
        self.database.close()
        self.database = moved

    @invariant()
    def what_was_seen(self) -> None:
        """Posts, at instants."""
        for start, end in (ALWAYS, (TIMES[1], TIMES[2])):
            expected = texts([(self.plain.items[key], at) for key, at in self.plain.seen(start, end)])
            for history in self.both:
                assert texts([(one.item, one.at) for one in history.seen(start, end)]) == expected

    @invariant()
    def which_posts(self) -> None:
        """In times, by accounts."""
        for start, end in (ALWAYS, (TIMES[1], TIMES[2])):
            for by in (None, *ACCOUNTS):
                for mine in (False, True):
                    expected = texts(list(self.plain.posts(start, end, by, mine=mine)))
                    for history in self.both:
                        assert texts(list(history.posts(start, end, by, mine=mine))) == expected
        for history in self.both:
            assert texts(history.find(list(self.plain.items))) == texts(list(self.plain.items.values()))

    @invariant()
    def which_acts(self) -> None:
        """In times, about accounts."""
        for start, end in (ALWAYS, (TIMES[1], TIMES[2])):
            for of in (None, *ACCOUNTS):
                expected = texts(self.plain.acts(start, end, KINDS, of))
                for history in self.both:
                    found: list[Act] = history.acts(start, end, KINDS, of)
                    assert texts(found) == expected

    @invariant()
    def who(self) -> None:
        """People, and what is held."""
        for history in self.both:
            assert texts(history.people()) == texts(self.plain.people())
        for what in (POSTS, *KINDS):
            assert self.database.held(what) == self.plain.held.get(what)


Histories.TestCase.settings = settings(stateful_step_count=12)
TestHistories = Histories.TestCase


@pytest.mark.soak
def test_the_machine_runs_for_long() -> None:
    """More and longer runs of the same."""
    run_state_machine_as_test(Histories, settings=settings(max_examples=1_000, stateful_step_count=30, deadline=None))
