"""Guards: no rule fires on a post that trips none of them, and they say enough to leave most rules alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.planned import planned
from feedcurate.engine.run.runner import Engine, engine_of
from feedcurate.engine.scene import scene_of
from feedcurate.model.account import Account
from feedcurate.model.facts import NO_FACTS
from feedcurate.model.item import Item, Label, Link, MediaKind, PostKind, Via
from feedcurate.plan import lookup
from feedcurate.plan.guards import guards_of
from feedcurate.plan.index import ranks
from feedcurate.plan.plan import plan_of
from feedcurate.program.bounds import OPERATORS
from feedcurate.syntax.enumerations import CompareOp
from feedcurate.testing.aiming import items_for
from feedcurate.testing.files import Parts, programs
from feedcurate.testing.pool import NOW
from tests.engine.build import post, truth
from tests.properties.rules import items


def woken(rules: fc.Ruleset, item: Item) -> tuple[set[str], set[str]]:
    """The rules that a post wakes, and those of them of which nothing is left to ask."""
    engine: Engine = engine_of(rules.program)
    found, _ = engine.texts.searched((item,))
    awake = engine.plan.index.awake(engine.tripped(item, NOW) | found[0])
    names = [rule.name for rule in rules.program.rules]
    return {names[i] for i in ranks(awake)}, {names[i] for i in ranks(awake & engine.plan.index.exact)}


def firing(rules: fc.Ruleset, item: Item) -> set[str]:
    """The rules that fire on a post, by the reference."""
    reading = scene_of(rules.program, [item], NO_FACTS, NOW).judge.read(item)
    return {rule.name for rule in rules.program.rules if reading.truth(rule.when) is True}


@pytest.mark.property
@given(st.data(), programs())
def test_a_rule_that_fires_was_awake_and_an_exact_one_awake_fires(data: st.DataObject, parts: Parts) -> None:
    """Guards are necessary; where they are said to be exact, they are also sufficient."""
    rules = fc.loads(parts.text())
    for item in data.draw(st.lists(items_for(rules, now=NOW) | items(), min_size=2, max_size=6)):
        awake, surely = woken(rules, item)
        fires = firing(rules, item)
        event("fires" if fires else "awake" if awake else "asleep")
        assert surely <= fires <= awake


LISTS = """
accounts close: @ann@a.example, @cat, "https://b.example/@bob", did:plc:abc
sites tabloids: tab.example, good.example/blog
topic gym: "gym", "leg day" except "gym teacher"
topic more: gym, "sauna"
topic bait: "stop scrolling", /you won'?t believe/i
"""

DAY = timedelta(days=1)
ANN = Account(handle="ann@a.example")

CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ('post mentions "gym"', {"text": "the GYM"}, {"text": "the gymnast"}),
    ('post mentions "gym"', {"tags": ("gym",)}, {"tags": ()}),
    ("post mentions more", {"title": "leg day"}, {"title": "leg days"}),
    ('post.title mentions "gym"', {"title": "gym"}, {"title": "x", "text": "gym"}),
    ("post matches /gym+/i", {"text": "the GYMM"}, {"text": "the gy m"}),
    ("post matches /gym+/i", {"tags": ("gym",)}, {"tags": ("jim",)}),
    ("post.title matches /gym|sauna/", {"title": "sauna"}, {"title": "x", "text": "gym"}),
    ("post mentions bait", {"text": "You won't believe it"}, {"text": "I do believe it, and you should"}),
    ("post mentions bait", {"title": "Stop scrolling!"}, {"title": "Stop, please"}),
    ("post.age > 3 days", {"published": NOW - 4 * DAY}, {"published": NOW - 3 * DAY}),
    ("post.age > 3 days", {"published": NOW - 4 * DAY}, {"published": None, "fetched_at": NOW - 9 * DAY}),
    ("not post.age > 3 days", {"published": NOW - 3 * DAY}, {"published": NOW - 4 * DAY}),
    ("author.age <= 14 days", {"author": Account(handle="x", created=NOW - 14 * DAY)}, {"author": Account(handle="x")}),
    ("post.likes > 3", {"likes": 4}, {"likes": 3}),
    ("post.likes >= 3", {"likes": 3}, {"likes": 2}),
    ("post.likes < 3", {"likes": 2}, {"likes": 3}),
    ("post.likes <= 3", {"likes": 3}, {"likes": 4}),
    ("not post.likes > 3", {"likes": 3}, {"likes": 4}),
    ("post.likes = 3", {"likes": 3}, {"likes": None}),
    ("post.likes in 3..5", {"likes": 5}, {"likes": 6}),
    ("3 < post.likes", {"likes": 4}, {"likes": 3}),
    ("author in close", {"author": ANN}, {"author": Account(handle="dan@a.example")}),
    ("author in close", {"author": Account(handle="cat@anywhere.example")}, {"author": None}),
    ("author in close", {"author": Account(url="http://www.b.example/@BOB/")}, {"author": Account(name="Bob")}),
    ("author in close", {"author": Account(id="did:plc:abc")}, {"author": Account(id="did:plc:xyz")}),
    ("reposter in close", {"via": Via(account=ANN)}, {"author": ANN}),
    ("post.site in tabloids", {"url": "https://m.tab.example/x"}, {"url": "https://tab.example.org/x"}),
    ("post.site in tabloids", {"url": "https://good.example/blog/1"}, {"url": "https://good.example/blogs"}),
    ('post.site = "tab.example"', {"url": "https://m.tab.example/x"}, {"url": "https://tab.example.org/x"}),
    ('post.site = "good.example/blog"', {"url": "https://good.example/blog/1"}, {"url": "https://good.example/blogs"}),
    ('any(post.links where link.site = "tab.example")', {"links": (Link(site="tab.example"),)},
     {"links": (Link(site="tab.example.org"),)}),
    ("spam in post.labels", {"labels": (Label(value="x"), Label(value="spam"))}, {"labels": (Label(value="x"),)}),
    ("any(post.links where link.site in tabloids)", {"links": (Link(url="//x.example"), Link(url="//tab.example"))},
     {"links": (Link(url="//x.example"),)}),
    ("#fitspo in post.tags", {"tags": ("Fit Spo",)}, {"tags": ("fit",)}),
    ("post is video", {"kind": PostKind.VIDEO}, {"kind": PostKind.IMAGE}),
    ("post.kind in {video, image}", {"kind": PostKind.IMAGE}, {"kind": PostKind.NOTE}),
    ("post.source = reddit", {"source": "reddit"}, {"source": "rss"}),
    ('post.community = "Foo Bar"', {"community": "foo  BAR"}, {"community": "foobar"}),
    ("post.language is en", {"language": "en-GB"}, {"language": "eng"}),
    ("post is sensitive", {"sensitive": True}, {"sensitive": None}),
    ("not post is sensitive", {"sensitive": False}, {"sensitive": None}),
    ("post is repost", {"via": Via()}, {"via": None}),
    ("not post is repost", {"via": None}, {"via": Via()}),
    ("author.followers > 9", {"author": Account(handle="x", followers=10)}, {"author": Account(handle="x")}),
    ("author.credential = none", {"author": Account(handle="x", claims=())}, {"author": Account(handle="x")}),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "fires", "asleep"), CASES)
def test_a_condition_wakes_only_for_what_it_speaks_of(
    condition: str, fires: dict[str, Any], asleep: dict[str, Any]
) -> None:
    """Whatever an index can look up is a guard."""
    rules = fc.loads(f"{LISTS}\nrule it when {condition} then hide")
    assert truth(condition, post(**fires), before=LISTS, now=NOW) is True
    assert woken(rules, post(**fires))[0] == {"it"}
    assert truth(condition, post(**asleep), before=LISTS, now=NOW) is not True
    assert woken(rules, post(**asleep))[0] == set()


@pytest.mark.parametrize(
    "condition",
    ["not author in close", 'not post mentions "gym"', "post.shouting > 50%", r"post matches /\d+/",
     "not #x in post.tags",
     'post mentions "gym" or post.shouting > 50%', "author is followed"],
)  # fmt: skip
def test_a_condition_that_cannot_be_looked_up_has_no_guard(condition: str) -> None:
    """It is asked about every post, and `check --cost` says so."""
    program = fc.loads(f"{LISTS}\nrule it when {condition} then hide").program
    assert guards_of(program, program.rules[0].when).guards == ()
    assert planned(program)[0].guards == ()


def test_a_label_that_was_taken_back_wakes_a_rule_that_does_not_fire() -> None:
    """What is looked up is every label there ever was, as which of them hold depends on the time too."""
    rules = fc.loads("rule it when spam in post.labels then hide")
    item = post(labels=(Label(value="spam"), Label(value="spam", negated=True)))
    assert woken(rules, item) == ({"it"}, set())
    assert firing(rules, item) == set()


def test_the_rarest_guard_comes_first() -> None:
    """Words are rarer than numbers, and numbers than whether there is something."""
    program = fc.loads('rule it when not post is repost and post.likes > 3 and post mentions "gym" then hide').program
    found = planned(program)[0]
    assert found.guards == ("“gym” in post", "post.likes > 3", "no post.via")
    assert not found.rest


def test_what_a_regular_expression_needs_is_told() -> None:
    """With a topic's words, where it has both."""
    program = fc.loads(f"{LISTS}\nrule it when post mentions bait then hide").program
    found = planned(program)[0]
    assert found.guards == ("“stop scrolling” in post, or letters that /you won'?t believe/i needs in post",)
    assert found.rest


def test_more_guards_than_slots_are_left_to_asking() -> None:
    """Nothing of a long condition is lost."""
    fields = ("likes", "reposts", "replies", "quotes", "views", "score")
    rules = fc.loads(f"rule it when {' and '.join(f'post.{name} > 1' for name in fields)} then hide")
    assert planned(rules.program)[0].rest
    for wrong in fields:
        values: dict[str, Any] = {name: 1 if name == wrong else 2 for name in fields}
        item = post(**values)
        assert firing(rules, item) == set()
        assert [decision.outcome for decision in fc.evaluate(rules, [item], now=NOW).posts] == [fc.Outcome.SHOWN]


def test_many_bounds_are_found_by_halving_just_as_few_are() -> None:
    """Hundreds of rules with bounds of their own, of every operator."""
    operators = ("<", "<=", ">", ">=")
    rules = fc.loads(
        "\n".join(
            f"rule r{n}_{at} when post.likes {op} {n} then label x"
            for n in range(150)
            for at, op in enumerate(operators)
        )
    )
    for likes in (0, 1, 63, 64, 65, 127, 128, 149, 150):
        assert woken(rules, post(likes=likes))[0] == firing(rules, post(likes=likes))


@pytest.mark.parametrize(("comparison", "place", "is_below"), lookup._SIDES)  # noqa: SLF001 - all there are
@given(bounds=st.sets(st.integers(0, 400), min_size=1, max_size=200), value=st.integers(-1, 401))
def test_very_many_bounds_are_added_up_in_steps(
    comparison: CompareOp, place: lookup.Place, is_below: bool, bounds: set[int], value: int
) -> None:
    """So many that what each trips together with those before it would take too much memory."""
    masks = [1 << bound for bound in sorted(bounds)]
    steps = lookup._Steps.of(sorted(bounds), masks, place, is_below)  # noqa: SLF001 - no rule file of a test is so large
    assert steps.tripped(value) == sum(1 << bound for bound in bounds if OPERATORS[comparison](value, bound))


def test_a_plan_is_made_once_a_program() -> None:
    """It is not part of the program, which may be pickled and shared."""
    program = fc.loads('rule it when post mentions "gym" then hide').program
    assert plan_of(program) is plan_of(program)


def test_a_live_stream_wakes_by_its_media_kind() -> None:
    """An element's enumeration is a key like a post's."""
    rules = fc.loads("rule it when any(post.media where media.kind = live) then boost 1 hour")
    live, still = (post(media=(fc.Media(kind=kind),)) for kind in (MediaKind.LIVE, MediaKind.IMAGE))
    assert (woken(rules, live)[0], woken(rules, still)[0]) == ({"it"}, set())
