from __future__ import annotations

from datetime import timedelta
from random import Random

from hypothesis import event, given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.sameness import canonical_json, each_once
from feedcurate.model.account import Account
from feedcurate.model.decision import Outcome
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item, Via
from tests.engine.build import NOW, ago, decided, post

RULES = """
    rule a_hide when post.likes < 3 then hide, label few
    rule b_keep when post mentions "keep" then keep
    rule c_block when post mentions "block" then block, note "{post.likes}"
    rule d_collapse when post has title then collapse "titled"
    rule e_boost when post.likes > 10 then boost 6 hours
    rule f_shadow shadow when post.likes > 5 then hide
    feed
        at most 1 in a row by author
"""

ITEMS = st.builds(
    Item,
    id=st.sampled_from("abcde"),
    source=st.sampled_from(["mastodon", "rss"]),
    text=st.sampled_from(["keep", "block", "keep block", "x", None]),
    title=st.sampled_from([None, "t"]),
    likes=st.sampled_from([None, 1, 7, 20]),
    author=st.sampled_from([None, Account(id="1"), Account(id="2")]),
    published=st.sampled_from([None, ago(hours=1), ago(hours=2)]),
    updated=st.sampled_from([None, ago(minutes=1), ago(minutes=2)]),
    fetched_at=st.sampled_from([None, ago(seconds=1)]),
)


@given(st.lists(ITEMS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_posts_changes_nothing(items: list[Item], random: Random) -> None:
    """Posts in any order, the same ones twice among them, give the same curation."""
    shuffled = [*items, *items[:3]]
    random.shuffle(shuffled)
    rules = fc.loads(RULES)
    curation = fc.evaluate(rules, items, now=NOW)
    for outcome in {decision.outcome for decision in curation.posts}:
        event(outcome.value)
    assert fc.evaluate(rules, shuffled, now=NOW) == curation


@given(st.lists(ITEMS, max_size=12))
def test_the_feed_comes_first_and_every_post_once(items: list[Item]) -> None:
    """Places run from 1; the rest is sorted by source and id."""
    posts = fc.evaluate(fc.loads(RULES), items, now=NOW).posts
    placed = [decision for decision in posts if decision.place is not None]
    rest = posts[len(placed) :]
    assert [decision.place for decision in placed] == list(range(1, len(placed) + 1))
    assert [(d.source, d.id) for d in rest] == sorted((d.source, d.id) for d in rest)
    assert {(d.source, d.id) for d in posts} == {(item.source, item.id) for item in items}
    assert len(posts) == len({(item.source, item.id) for item in items})
    assert all(d.outcome in (Outcome.SHOWN, Outcome.COLLAPSED) for d in placed)
    assert all(d.outcome in (Outcome.HIDDEN, Outcome.BLOCKED, Outcome.HELD) for d in rest)
    assert all((d.held is not None) is (d.outcome is Outcome.HELD) for d in posts)


def test_quotas_ask_their_conditions_of_posts_and_of_what_was_seen() -> None:
    """A condition is answered for posts of the batch and for those of the history, each read once."""
    rules = fc.loads("feed\n at most 1 in 2 when post.likes > 5\n at most 2 per day when post.likes > 7")
    items = [post(id=str(i), likes=i, published=ago(minutes=i)) for i in range(6, 10)]
    seen = fc.MemoryHistory([post(id="s", likes=8, seen_at=ago(minutes=5))])
    posts = fc.evaluate(rules, items, Facts(history=seen), now=NOW).posts
    assert [(decision.id, decision.outcome) for decision in posts] == [
        ("6", Outcome.SHOWN),
        ("7", Outcome.HELD),
        ("8", Outcome.HELD),
        ("9", Outcome.HELD),
    ]


def test_the_newest_of_two_states_counts() -> None:
    """The later `updated` wins, then the later `fetched_at`, then the larger canonical JSON; unknown is oldest."""
    old, new = post("old", updated=ago(hours=2), fetched_at=NOW), post("new", updated=ago(hours=1))
    assert each_once([new, old]) == each_once([old, new]) == (new,)
    early, late = post("z", fetched_at=ago(hours=1)), post("a", fetched_at=NOW)
    assert each_once([early, late]) == each_once([late, early]) == (late,)
    small, large = post("a"), post("b")
    assert canonical_json(small) < canonical_json(large)
    assert each_once([small, large]) == each_once([large, small]) == (large,)
    assert each_once([post(source="rss"), post(source="mastodon")]) == (post(source="mastodon"), post(source="rss"))


def test_a_decision_says_what_and_why() -> None:
    """A rule that is outweighed is overridden; its label stays."""
    found = decided(RULES, post("keep", likes=1))
    assert (found.outcome, found.labels) == (Outcome.SHOWN, ("few",))
    assert [because.rule for because in found.because] == ["b_keep"]
    assert [because.rule for because in found.overridden] == ["a_hide"]
    [clause] = found.overridden[0].clauses
    assert (clause.text, clause.value, clause.values) == ("post.likes < 3", True, {"post.likes": "1"})


def test_a_shadow_rule_is_reported_and_changes_nothing() -> None:
    """What it would have done alone stands in a list of its own."""
    curation = fc.evaluate(fc.loads(RULES), [post("x", likes=7)], now=NOW)
    assert curation.posts[0].outcome is Outcome.SHOWN
    assert curation.posts[0].because == ()
    [report] = curation.shadow
    assert (report.id, report.outcome, report.because.rule) == ("1", Outcome.HIDDEN, "f_shadow")


def test_a_shadow_rule_that_only_labels_asks_for_no_outcome() -> None:
    """A label, note or boost asks for none; a `keep` asks for showing."""
    rules = "rule a shadow when always then label x\nrule b shadow when always then keep"
    shadow = fc.evaluate(fc.loads(rules), [post()], now=NOW).shadow
    assert [report.outcome for report in shadow] == [None, Outcome.SHOWN]


def test_own_posts_are_kept_unless_the_file_says_otherwise() -> None:
    """The implicit `keep` protects from `hide`, not from `block`, and can be given up."""
    hide, mine = "rule h when always then hide", post(mine=True)
    assert decided(hide, mine).outcome is Outcome.SHOWN
    assert decided("rule b when always then block", mine).outcome is Outcome.BLOCKED
    assert decided(f"set own_posts: rules\n{hide}", mine).outcome is Outcome.HIDDEN
    by_me = post(author=Account(handle="me@x.example"))
    assert decided(hide, by_me, Facts(me=("@me@x.example",))).outcome is Outcome.SHOWN
    assert decided(f"set me: @me@x.example\n{hide}", by_me).outcome is Outcome.SHOWN
    assert decided(hide, by_me).outcome is Outcome.HIDDEN


def test_a_rule_holds_within_its_dates() -> None:
    """`from` and `until` are both included, as dates of the reader."""
    rule = 'set timezone: "Europe/Berlin"\nrule r from 2026-05-01 until 2026-05-01 when always then hide'
    midnight = NOW.replace(hour=22, minute=0)
    day = [midnight - timedelta(days=1), midnight - timedelta(microseconds=1)]
    assert [decided(rule, post(), now=now).outcome for now in day] == [Outcome.HIDDEN, Outcome.HIDDEN]
    outside = [day[0] - timedelta(microseconds=1), midnight]
    assert [decided(rule, post(), now=now).outcome for now in outside] == [Outcome.SHOWN, Outcome.SHOWN]


def test_a_repost_is_judged_as_its_original() -> None:
    """The same rules fire for a repost; only `reposter` and `is repost` tell them apart."""
    original = post("keep", likes=1, title="t")
    repost = original.model_copy(update={"id": "2", "via": Via(id="2", account=Account(id="9"))})
    first, second = decided(RULES, original), decided(RULES, repost)
    assert second.model_copy(update={"id": "1"}) == first
