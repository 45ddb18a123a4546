"""A replay of what was lived with a curator is what the curator decided then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.engine.moments import EARLIEST
from feedcurate.history.base import History
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.decision import Curation, Outcome
from feedcurate.model.facts import Facts
from feedcurate.review.court import Court, reader_of, wanted_by
from feedcurate.review.moments import BatchMoment
from feedcurate.review.replay import replay
from feedcurate.review.timeline import Timeline
from feedcurate.ruleset import Ruleset
from tests.review.life import DAWN, Visit, live, lives, posts, rules

Told = dict[str, tuple[Outcome, timedelta, tuple[str, ...], str | None]]
END = DAWN + timedelta(days=2)


@contextmanager
def a_history(kind: str) -> Iterator[History]:
    """An empty one."""
    if kind == "memory":
        yield MemoryHistory()
        return
    with TemporaryDirectory() as folder, SQLiteHistory(Path(folder) / "me.db") as history:
        yield history


def replayed(rules: Ruleset, history: History) -> list[Told]:
    """What became of every post of every batch."""
    facts = Facts(history=history)
    program = rules.program
    timeline = Timeline(history, EARLIEST, END, reader_of(program, facts), wanted_by([program]))
    court = Court(program, facts, timeline)
    found: list[Told] = []
    for moment in timeline:
        if isinstance(moment, BatchMoment):
            judged = zip(moment.posts, court.opinions(moment), strict=True)
            found.append(
                {
                    item.id: (one.outcome, one.opinion.verdict.shift, one.opinion.verdict.labels, one.held)
                    for item, one in judged
                }
            )
    return found


def decided(curation: Curation) -> Told:
    """The same of a curation."""
    return {one.id: (one.outcome, one.shift, one.labels, one.held) for one in curation.posts}


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
@given(rules=rules(), visits=lives(), before=st.data())
def test_a_replay_is_what_was_decided(
    kind: str, rules: Ruleset, visits: tuple[Visit, ...], before: st.DataObject
) -> None:
    """Every batch is decided as it was then: windows, quotas, lists and all, with an import before it began."""
    with a_history(kind) as history:
        history.add([before.draw(posts(f"old{i}", DAWN - timedelta(hours=7))) for i in range(2)])
        lived = [decided(curation) for curation in live(rules, history, visits)]
        assert replayed(rules, history) == lived


@given(rules=rules(), visits=lives(), shuffled=st.randoms(use_true_random=False))
def test_the_order_of_adding_means_nothing(rules: Ruleset, visits: tuple[Visit, ...], shuffled: object) -> None:
    """Posts and activities that were put in in another order give the same replay."""
    items = [item for visit in visits for item in visit.posts]
    activities = [one for visit in visits for one in visit.activities]
    one, other = MemoryHistory(items), MemoryHistory()
    one.record(activities)
    shuffled.shuffle(items)  # type: ignore[attr-defined]  # a random.Random
    shuffled.shuffle(activities)  # type: ignore[attr-defined]
    for activity in activities:
        other.record([activity])
    for item in items:
        other.add([item])
    assert replay(rules, one, None, END) == replay(rules, other, None, END)


@given(rules=rules(), visits=lives())
def test_totals_are_of_every_post_once(rules: Ruleset, visits: tuple[Visit, ...]) -> None:
    """A post that came again counts as it was when it first came."""
    history = MemoryHistory()
    first: Told = {}
    for curation in live(rules, history, visits):
        first = decided(curation) | first
    totals = replay(rules, history, None, END).totals
    counts = {outcome: sum(told[0] is outcome for told in first.values()) for outcome in Outcome}
    assert totals.posts == len(first)
    assert {outcome: getattr(totals, outcome) for outcome in Outcome} == counts
    assert totals.batches == len(visits)
