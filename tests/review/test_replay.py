"""`replay` on small pasts, with the figures that they come to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feedcurate.curator import Curator
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.decision import Outcome
from feedcurate.model.item import Item
from feedcurate.model.record import Given
from feedcurate.review.replay import replay
from feedcurate.review.results import Replay, RuleReplay, Subject
from feedcurate.ruleset import Ruleset, loads
from tests.history.things import ANA, BEN, DAY, HOUR, NOON, Kind, act, post

END = NOON + 30 * DAY
UTC_ZONE = 'set timezone: "UTC"\n'
DIET = 'topic diet: "summer body"\n'


def rules(text: str) -> Ruleset:
    """Rules in UTC."""
    return loads(UTC_ZONE + DIET + text)


def rule(replayed: Replay, name: str = "r") -> RuleReplay:
    """The figures of one rule."""
    (found,) = (one for one in replayed.rules if one.rule == name)
    return found


def diet(number: int, at: datetime, **more: object) -> Item:
    """A post that mentions it."""
    return post(str(number), at).model_copy(update={"text": "Your summer body plan", **more})


def test_a_rule_is_counted_with_whom_and_when(history: Kind) -> None:
    """Three posts by two people: hidden three times, twice by the first, the latest first among the examples."""
    by_ben = diet(3, NOON + 2 * HOUR, author=BEN)
    history.add([diet(1, NOON), diet(2, NOON + HOUR), by_ben, post("4", NOON, text="tea")])
    found = rule(replay(rules("rule r when post mentions diet then hide\n"), history, None, END))
    assert (found.fired, found.accounts, found.did) == (3, 2, {"hidden": 3})
    assert [(one.account.handle, one.count) for one in found.top] == [(ANA.handle, 2), (BEN.handle, 1)]
    assert (found.first, found.last) == (NOON, NOON + 2 * HOUR)
    assert [(one.id, one.words) for one in found.examples] == [(n, ("summer body",)) for n in ("3", "2", "1")]
    assert found.examples[0].text == "Your summer body plan"


def test_totals_say_what_became_of_all(history: Kind) -> None:
    """One hidden, one collapsed, one kept against it, one that no rule speaks of."""
    text = """
    rule a when post mentions diet then hide
    rule b when post.likes > 5 then collapse "many"
    rule c when post.likes > 50 then keep
    """
    history.add(
        [diet(1, NOON), diet(2, NOON, likes=60), post("3", NOON, likes=9), post("4", NOON, text="tea", likes=1)]
    )
    replayed = replay(rules(text), history, None, END)
    totals = replayed.totals
    assert (totals.posts, totals.hidden, totals.collapsed, totals.shown, totals.batches) == (4, 1, 1, 2, 0)
    assert rule(replayed, "a").did == {"hidden": 1, "outweighed": 1}
    assert rule(replayed, "b").did == {"collapsed": 1, "outweighed": 1}
    assert rule(replayed, "c").did == {"kept": 1}


def test_a_window_sees_only_what_was_before(history: Kind) -> None:
    """The third post within two weeks is the first at which a rule for three fires."""
    text = "rule r when count(posts by author where post mentions diet, 14 days) >= 3 then hide\n"
    history.add([diet(n, NOON + n * DAY) for n in range(5)])
    found = rule(replay(rules(text), history, None, END))
    assert (found.fired, found.first) == (3, NOON + 2 * DAY)


def test_a_window_reaches_before_the_beginning(history: Kind) -> None:
    """What lies before the time is not judged, but counts."""
    text = "rule r when count(posts by author, 14 days) >= 3 then hide\n"
    history.add([diet(n, NOON + n * DAY) for n in range(4)])
    replayed = replay(rules(text), history, NOON + 3 * DAY, END)
    assert (replayed.totals.posts, rule(replayed).fired) == (1, 1)


def test_both_ends_of_the_time_are_included(history: Kind) -> None:
    """A post at the first instant counts, and one at the last."""
    history.add([diet(n, NOON + n * HOUR) for n in range(4)])
    assert replay(rules(""), history, NOON + HOUR, NOON + 2 * HOUR).totals.posts == 2


def test_the_reader_would_have_been_spared_what_they_looked_at(history: Kind) -> None:
    """Two of three hidden posts were viewed, one of them twice, for three minutes in all; the shown one is none."""
    history.add([diet(1, NOON), diet(2, NOON), diet(3, NOON), post("4", NOON, text="tea")])
    minute = timedelta(minutes=1)
    history.record(
        [act(at=NOON + n * HOUR, item=item, duration=minute) for n, item in ((1, "1"), (2, "1"), (3, "2"), (4, "4"))]
    )
    text = "rule r when post mentions diet then hide\nrule s shadow when post.text mentions diet then block\n"
    replayed = replay(rules(text), history, None, END)
    assert (replayed.spared.posts, replayed.spared.time) == (2, 3 * minute)
    assert rule(replayed).spared == replayed.spared
    assert rule(replayed, "s").spared == replayed.spared


def test_what_says_itself_that_it_was_seen_was_looked_at(history: Kind) -> None:
    """Without a view nobody knows for how long."""
    history.add([diet(1, NOON, seen_at=NOON + HOUR)])
    spared = replay(rules("rule r when post mentions diet then hide\n"), history, None, END).spared
    assert (spared.posts, spared.time) == (1, timedelta(0))


def test_a_shadow_rule_is_counted_and_changes_nothing(history: Kind) -> None:
    """It fired once, and the post is shown."""
    history.add([diet(1, NOON)])
    replayed = replay(rules("rule r shadow when post mentions diet then hide\n"), history, None, END)
    assert (rule(replayed).shadow, rule(replayed).fired, rule(replayed).did) == (True, 1, {"hidden": 1})
    assert replayed.totals.shown == 1


def test_a_rules_dates_hold_as_of_the_post(history: Kind) -> None:
    """Of a post a day for five days, two lie in its dates."""
    history.add([diet(n, NOON + n * DAY) for n in range(5)])
    text = "rule r from 2026-05-02 until 2026-05-03 when post mentions diet then hide\n"
    assert rule(replay(rules(text), history, None, END)).fired == 2


def test_advice_on_an_account_begins_once(history: Kind) -> None:
    """It goes on while the account posts, ends when it is no longer true, and begins again."""
    days = (0, 1, 2, 3, 20, 21, 22)
    history.add([diet(n, NOON + day * DAY) for n, day in enumerate(days)])
    text = "rule r for account when count(posts by account where post mentions diet, 7 days) >= 3 then suggest mute\n"
    found = rule(replay(rules(text), history, None, END))
    assert (found.subject, found.fired, found.accounts, found.did) == (Subject.ACCOUNT, 2, 1, {"mute": 2})
    assert found.first == NOON + 2 * DAY + 12 * HOUR - timedelta(microseconds=1)


def test_a_pause_that_goes_on_is_one(history: Kind) -> None:
    """An hour's pause at noon covers a view after half an hour, not one after two hours."""
    times = (timedelta(0), HOUR / 2, 2 * HOUR)
    history.record([act(at=NOON + at, item=str(n), duration=timedelta(minutes=1)) for n, at in enumerate(times)])
    text = "rule r for session when count(views, today) >= 1 then pause 1 hour\n"
    replayed = replay(rules(text), history, None, END)
    assert (rule(replayed).subject, rule(replayed).fired, rule(replayed).did) == (Subject.SESSION, 2, {"pause": 2})
    assert replayed.totals.posts == 0


def test_a_nudge_begins_where_it_was_not(history: Kind) -> None:
    """It is true at the second and third view of a day: once."""
    history.record([act(at=NOON + n * HOUR, item=str(n)) for n in range(3)])
    text = 'rule r for session when count(views, today) >= 2 then nudge "Tea?"\n'
    assert rule(replay(rules(text), history, None, END)).did == {"nudge": 1}


def test_rules_for_drafts_are_named_and_not_replayed(history: Kind) -> None:
    """Drafts are not kept."""
    found = rule(replay(rules("rule r for draft when always then hold 5 minutes\n"), history, None, END))
    assert (found.subject, found.replayed, found.fired) == (Subject.DRAFT, False, 0)


def test_nothing_comes_of_an_empty_history(history: Kind) -> None:
    """Every rule is there with zeros."""
    replayed = replay(rules("rule r when post mentions diet then hide\n"), history, None, END)
    assert (replayed.totals.posts, rule(replayed).fired, rule(replayed).top) == (0, 0, ())


def test_a_post_comes_with_its_first_batch(history: Kind) -> None:
    """An older post that came with the second batch was not there at the first, and each post counts once."""
    text = "rule r when count(posts by author, 1 day) >= 2 then hide\n"
    curator = Curator(rules(text), history=history)
    first, late = post("1", NOON), post("2", NOON - HOUR)
    outcomes = [
        {one.id: one.outcome for one in curator.curate(batch, now=NOON + n * HOUR).posts}
        for n, batch in enumerate([[first], [first, late]])
    ]
    assert outcomes == [{"1": Outcome.SHOWN}, {"1": Outcome.HIDDEN, "2": Outcome.HIDDEN}]
    totals = replay(rules(text), history, None, END).totals
    assert (totals.posts, totals.shown, totals.hidden, totals.batches) == (2, 1, 1, 2)


def test_an_imported_post_is_judged_as_of_its_arrival(history: Kind) -> None:
    """Fetched five days after it was written, it was old; also where that is after the time that is asked for."""
    history.add([diet(1, NOON, fetched_at=NOON + 5 * DAY)])
    text = "rule r when post.age > 4 days then hide\n"
    assert rule(replay(rules(text), history, None, END)).last == NOON + 5 * DAY
    assert rule(replay(rules(text), history, NOON, NOON + DAY)).last == NOON + 5 * DAY


def test_nothing_is_written(history: Kind) -> None:
    """A history is the same before and after."""
    history.add([diet(1, NOON)])
    history.record([Activity(kind=ActivityKind.VIEW, at=NOON, item="1", source="mastodon")])
    before = list(history.export())
    replay(rules("rule r for session when count(views, today) >= 1 then pause 1 hour\n"), history, None, END)
    assert list(history.export()) == before
    assert history.given() == tuple[Given, ...]()


def test_a_time_that_ends_before_it_begins_is_misuse() -> None:
    """So is an instant without a zone."""
    with pytest.raises(ValueError, match="before it begins"):
        replay(rules(""), MemoryHistory(), END, NOON)
    with pytest.raises(ValueError, match="aware"):
        replay(rules(""), MemoryHistory(), None, datetime(2026, 5, 1))  # noqa: DTZ001 - the mistake that is tested
    assert replay(rules(""), MemoryHistory(), NOON, NOON.astimezone(UTC)).totals.posts == 0
