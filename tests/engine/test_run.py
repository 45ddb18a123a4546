"""The quick engine decides as the readable one does, reasons and all."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from feedcurate.sources.read import read
from feedcurate.testing.aiming import items_for
from feedcurate.testing.files import Parts, programs
from feedcurate.testing.pasts import histories
from feedcurate.testing.pool import NOW
from tests.engine.build import post
from tests.engine.reference import both
from tests.properties.bites import Bites
from tests.properties.rules import EVERYTHING, feeds, items

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RULE_FILES = sorted([*EXAMPLES.glob("*.curate"), *EXAMPLES.glob("practices/*.curate")])
FACTS = (
    Facts(),
    Facts(me=("@ann", "@bob@b.example"), timezone=ZoneInfo("Asia/Kathmandu")),
    Facts(following=tuple(fc.Account(handle=name) for name in ("ann@a.example", "dan.bsky.social"))),
)
"""What a host may know beside a history."""
WEEK = datetime(2026, 5, 8, 8, tzinfo=UTC)


@pytest.mark.property
def test_generated_rules_decide_generated_posts_as_the_reference_does() -> None:
    """Decision for decision, quotas and shadow rules among them."""
    bites = Bites()

    @given(programs(quotas=True), feeds())
    def holds(parts: Parts, posts: tuple[Item, ...]) -> None:
        quick, slow = both(fc.loads(parts.text()), posts, now=NOW)
        assert bites.note(quick) == slow
        assert quick.model_dump_json() == slow.model_dump_json()

    holds()
    bites.check()


@pytest.mark.property
def test_a_rule_decides_posts_at_its_edges_as_the_reference_does() -> None:
    """Posts that a rule set is nearly about are where a guard that is too narrow would show."""
    bites = Bites()

    @given(st.data(), programs())
    def holds(data: st.DataObject, parts: Parts) -> None:
        rules = fc.loads(parts.text())
        posts = data.draw(st.lists(items_for(rules, now=NOW), min_size=3, max_size=8))
        quick, slow = both(rules, posts, now=NOW)
        assert bites.note(quick) == slow

    holds()
    bites.check()


@pytest.mark.property
@given(programs(), feeds(most=6), histories())
def test_with_a_past_the_engines_agree(parts: Parts, posts: tuple[Item, ...], history: MemoryHistory) -> None:
    """Rules that look back see the same past in both."""
    quick, slow = both(fc.loads(parts.text()), posts, Facts(history=history), now=NOW)
    assert quick == slow


@pytest.mark.property
def test_a_post_that_comes_alone_is_decided_as_the_reference_does() -> None:
    """Which `evaluate` does without a scene and a feed: whoever the reader is, whatever the host knows of the post."""
    bites = Bites()

    @given(programs(), feeds(most=4), st.sampled_from(FACTS))
    def holds(parts: Parts, posts: tuple[Item, ...], facts: Facts) -> None:
        rules = fc.loads(parts.text())
        for one in posts:
            alone, slow = fc.evaluate(rules, [one], facts, now=NOW), both(rules, [one], facts, now=NOW)[1]
            assert bites.note(alone) == slow
            assert alone.model_dump_json() == slow.model_dump_json()

    holds()
    bites.check(fc.Outcome.SHOWN, fc.Outcome.HIDDEN)


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_every_example_decides_the_week_as_the_reference_does(path: Path) -> None:
    """The shipped rules on the shipped feeds."""
    quick, slow = both(fc.load(path), read(EXAMPLES / "feeds").items, now=WEEK)
    assert quick == slow


def test_the_examples_decide_the_corpus_as_the_reference_does(corpus: Path) -> None:
    """Real posts of every source under all shipped rules at once, outcome by outcome."""
    posts = [post for folder in ("feeds", "mastodon", "bluesky", "reddit") for post in _read(corpus / folder)]
    assert len(posts) > 100
    fired = 0
    for path in RULE_FILES:
        quick, slow = both(fc.load(path), posts, now=WEEK)
        assert quick == slow
        fired += sum(bool(decision.because) for decision in quick.posts)
    assert fired > 50


def _read(folder: Path) -> tuple[Item, ...]:
    return read([folder]).items


RULES = """
accounts close: @ann@a.example
rule a when post mentions {"gym", "summer body"} and not author in close then hide, because "{post.likes} likes"
rule b when post.likes > 3 then label many
rule c shadow when post.likes > 5 then hide
"""


def test_reasons_that_were_put_off_are_part_of_the_decision() -> None:
    """A decision compares, copies, prints, pickles and writes itself as one whose reasons were there from the start."""
    rules, posts = fc.loads(RULES), [post("the gym, again", likes=4, author=fc.Account(handle="bob@b.example"))]

    def fresh() -> fc.Decision:
        return both(rules, posts, now=NOW)[0].posts[0]

    slow = both(rules, posts, now=NOW)[1].posts[0]
    whole = type(slow).model_validate(slow.model_dump())
    assert [one.rule for one in fresh().because] == ["a", "b"]
    assert fresh() == whole
    assert whole == fresh()
    assert repr(fresh()) == repr(whole)
    assert fresh().model_dump() == whole.model_dump()
    assert fresh().model_dump_json() == whole.model_dump_json()
    assert pickle.loads(pickle.dumps(fresh())) == whole  # noqa: S301 - what was pickled a moment ago
    assert fresh().model_copy(update={"place": 7}) == whole.model_copy(update={"place": 7})
    assert fresh().model_fields_set == whole.model_fields_set
    assert vars(fresh()) == vars(whole)
    assert dict(fresh()) == dict(whole)
    assert not hasattr(fresh(), "nothing of the kind")


def test_reasons_that_look_back_are_worked_out_at_once() -> None:
    """What a window counted is told as it was when the decision was made, however the history goes on."""
    rules = fc.loads("rule often when count(posts by author, 1 day) >= 1 then label often")
    history = MemoryHistory()
    curator = fc.Curator(rules, history=history)
    author = fc.Account(handle="ann@a.example")
    decided = curator.curate([post("one", id="1", author=author, published=NOW)], now=NOW).posts[0]
    curator.curate([post("two", id="2", author=author, published=NOW)], now=NOW)
    assert [one.id for reason in decided.because for clause in reason.clauses for one in clause.counted] == ["1"]


@given(st.lists(items(), max_size=6, unique_by=lambda item: (item.source, item.id)))
def test_posts_decide_alone_as_they_do_together(posts: list[Item]) -> None:
    """Searching many texts at once finds no more and no less than searching each."""
    by_name = {(item.source, item.id): item for item in posts}
    for decision in fc.evaluate(EVERYTHING, posts, now=NOW).posts:
        [alone] = fc.evaluate(EVERYTHING, [by_name[decision.source, decision.id]], now=NOW).posts
        assert alone.model_copy(update={"place": None}) == decision.model_copy(update={"place": None})


def test_rules_may_change_while_threads_evaluate() -> None:
    """Each call sees one set of rules as a whole: every decision is that of the old rules or that of the new ones."""
    few, many = fc.loads(RULES), fc.loads(RULES.replace("many", "lots"))
    posts = [post(f"gym number {n}", id=str(n), likes=n) for n in range(20)]
    curator = fc.Curator(few)
    expected = [fc.evaluate(rules, posts, now=NOW).posts for rules in (few, many)]

    def curate(turn: int) -> bool:
        curator.rules = (few, many)[turn % 2]
        return curator.curate(posts, now=NOW).posts in expected

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(curate, range(80)))
    with ThreadPoolExecutor(4) as threads:
        found = threads.map(lambda turn: fc.evaluate((few, many)[turn % 2], posts, now=NOW).posts, range(80))
        assert all(posts == expected[turn % 2] for turn, posts in enumerate(found))
