from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Annotated, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import Field

import feedcurate as fc
from feedcurate.model.base import Share
from feedcurate.testing import (
    accounts,
    activities,
    drafts,
    histories,
    histories_for,
    items,
    items_for,
    moments_for,
    programs,
)
from feedcurate.testing.files import Parts
from feedcurate.testing.pool import NOW, TICK
from feedcurate.testing.wording import beside

HEAD = """
set timezone: "UTC"
accounts close: @joe, "https://video.example/@cat"
sites tabloids: gasp.example
topic bait: "wake up *", #fitspo except "wake up call"
signal calm: share
let has_title = post has title
"""
CONDITIONS = (
    "post.likes > 1_000",
    "post mentions bait",
    "author in close",
    "any(post.links where link.site in tabloids)",
    "post.age > 7 days",
    "post.calm >= 40%",
    "author.credential >= link",
    "post.kind = video and not post is suggested",
    "any(post.media where media.kind = video and media.duration > 3 minutes)",
    "count(post.tags) > 4",
    "post.language in {en, de}",
    "post.text matches /[A-Z]{4}\\d/",
    "post.words < 4",
    "post.shouting > 60%",
    "post is repost and reposter is followed",
    "nsfw in post.labels",
    "post.quote.likes between 50 and 60",
    "post mentions @joe",
    "author is mutual",
    "post.emoji >= 3",
    "has_title",
)


def drawn(strategy: st.SearchStrategy[Any], count: int = 600) -> list[Any]:
    """Some examples, the same every time."""
    found: list[Any] = []

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def run(example: Any) -> None:
        found.append(example)

    run()
    return found


@cache
def aimed(condition: str) -> list[fc.Item]:
    """Posts made for a rule with that condition."""
    return drawn(items_for(asked(condition)), 150)


def asked(condition: str) -> fc.Ruleset:
    """A rule with that condition alone."""
    return fc.loads(f"{HEAD}rule r when {condition} then label met")


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_is_met_and_missed(condition: str) -> None:
    """A rule fires on some of the posts that are made for it, and not on others."""
    rules = asked(condition)

    assert {fc.evaluate(rules, [item], now=NOW).posts[0].labels for item in aimed(condition)} == {(), ("met",)}


LIKES, WORDS, PEOPLE, TAGS = CONDITIONS[0], CONDITIONS[1], CONDITIONS[2], CONDITIONS[9]
AGE, KIND = CONDITIONS[4], CONDITIONS[7]
EDGE: dict[str, tuple[str, Callable[[fc.Item], bool]]] = {
    "one less": (LIKES, lambda item: item.likes == 999),
    "just that": (LIKES, lambda item: item.likes == 1_000),
    "one more": (LIKES, lambda item: item.likes == 1_001),
    "likes unknown": (LIKES, lambda item: item.likes is None),
    "a phrase": (WORDS, lambda item: "wake up anything" in (item.text or "")),
    "a word changed or gone": (
        WORDS,
        lambda item: (item.text or "").split("\n")[-1] in set(beside("wake up anything")),
    ),
    "an exception": (WORDS, lambda item: "wake up call" in (item.text or "")),
    "a member": (PEOPLE, lambda item: item.author is not None and item.author.handle == "joe@any.example"),
    "nobody's member": (PEOPLE, lambda item: item.author is not None and item.author.handle == "stranger@else.example"),
    "a member by address": (PEOPLE, lambda item: item.author is not None and (item.author.url or "").endswith("@cat")),
    "an age": (AGE, lambda item: item.published == NOW - timedelta(days=7)),
    "an age a tick less": (AGE, lambda item: item.published == NOW - timedelta(days=7) + TICK),
    "a value": (KIND, lambda item: item.kind == "video"),
    "another value": (KIND, lambda item: item.kind not in (None, "video")),
    "four elements": (TAGS, lambda item: item.tags is not None and len(item.tags) == 4),
    "five elements": (TAGS, lambda item: item.tags is not None and len(item.tags) == 5),
}


@pytest.mark.parametrize("edge", EDGE)
def test_posts_stand_at_the_edges(edge: str) -> None:
    """What a rule turns at is among the posts, and what lies just beside it."""
    condition, stands = EDGE[edge]

    assert any(stands(item) for item in aimed(condition))


def test_fields_that_no_rule_looks_at_stay_unknown() -> None:
    """They can make no difference, and would only be in the way of a reader."""
    assert all(
        item.poll is None and item.views is None and item.community is None
        for item in drawn(items_for(fc.loads("rule a when post.likes > 3 then hide")), 100)
    )


def test_a_field_can_be_given() -> None:
    """An app that knows more says so."""
    rules = fc.loads("rule a when post.likes > 3 then hide")

    assert {item.source for item in drawn(items_for(rules, source=st.just("mine")), 50)} == {"mine"}
    assert {item.likes for item in drawn(items(likes=st.just(5)), 20)} == {5}
    assert {account.bot for account in drawn(accounts(bot=st.just(True)), 20)} == {True}


def test_two_rule_sets_have_the_edges_of_both() -> None:
    """A difference between them lies at the edges of the one or of the other."""
    found = drawn(
        items_for(
            fc.loads("rule a when post.likes > 70 then hide"), fc.loads("rule a when post.views > 900 then hide")
        ),
        200,
    )

    assert any(item.likes == 71 for item in found)
    assert any(item.views == 901 for item in found)


@pytest.mark.parametrize("strategy", [items_for, histories_for])
def test_no_rules_are_a_mistake_of_the_app(strategy: Callable[[], object]) -> None:
    """There is nothing to aim at."""
    with pytest.raises(ValueError, match="at least one rule set"):
        strategy()


class Clip(fc.Item):
    """An app's own item."""

    loudness: Annotated[Share | None, Field(description="how loud")] = None
    cuts: Annotated[int | None, Field(ge=0, description="cuts a minute")] = None


def test_an_apps_own_fields_are_filled() -> None:
    """A subclass of `Item` needs no further word, whether rules are at hand or not."""
    rules = fc.loads("rule loud when post.loudness > 80% and post.cuts >= 30 then hide", item=Clip)

    assert any(clip.cuts is not None and clip.loudness is not None for clip in drawn(items(Clip), 100))
    found = drawn(items_for(rules), 200)
    assert all(isinstance(clip, Clip) for clip in found)
    assert {29, 30} <= {clip.cuts for clip in found if isinstance(clip, Clip)}


@pytest.mark.parametrize(
    "strategy", [items(), accounts(), activities(), drafts()], ids=["items", "accounts", "activities", "drafts"]
)
def test_every_field_is_known_and_unknown(strategy: st.SearchStrategy[Any]) -> None:
    """Each field of a class has some value, and lacks one where it may."""
    found = drawn(strategy, 400)
    cls = type(found[0])

    for name, info in cls.model_fields.items():
        values = [getattr(one, name) for one in found]
        assert any(value not in (None, (), "") for value in values) or name == "signals", name
        assert any(value is None for value in values) or info.default is not None, name


def test_what_is_made_can_be_written_and_read() -> None:
    """Posts that were changed part by part are as valid as any."""
    for item in (item for condition in CONDITIONS for item in aimed(condition)[:40]):
        assert fc.Item.model_validate_json(item.model_dump_json()) == item


def test_instants_are_at_the_clock_and_in_the_calendar() -> None:
    """Both ends of a range of clocks and the days around a date, in the reader's zone, to the microsecond."""
    rules = fc.loads('set timezone: "Europe/Berlin"\nrule a from 2026-12-01 when now.time in 22:30..07:00 then hide')
    found = drawn(moments_for(rules), 800)

    assert any(instant.astimezone(UTC).hour == 20 and instant.minute == 30 for instant in found)
    assert any((instant + TICK).minute == 30 and (instant + TICK).second == 0 for instant in found)
    assert {date(2026, 11, 30), date(2026, 12, 1)} <= {instant.date() for instant in found}


def test_pasts_lie_at_the_edges_of_windows() -> None:
    """Some posts are just as old as a window is long, others a microsecond older; most are what it counts."""
    rules = fc.loads(
        'set timezone: "UTC"\nrule a for account '
        'when count(posts by account where post mentions "wake up", 14 days) >= 2 then suggest unfollow'
    )
    past = [
        post
        for history in drawn(histories_for(rules), 100)
        for post in history.posts(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    ]

    edge = NOW - timedelta(days=14)
    assert {edge, edge - TICK} <= {post.published for post in past}
    assert sum("wake up" in (post.text or "") for post in past) > len(past) / 6
    assert any(
        fc.account_advice(rules, fc.Facts(history=history), now=NOW) for history in drawn(histories_for(rules), 400)
    )


def test_histories_know_posts_and_what_was_done() -> None:
    """Activities are about the posts of the same past, among other things."""
    found = drawn(histories(most=6), 30)

    assert any(history.seen(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)) for history in found)


@settings(max_examples=30)
@given(programs(quotas=True))
def test_programs_check(parts: Parts) -> None:
    """A generated rule file has no error, and as many rules as parts."""
    assert len(fc.loads(parts.text()).program.rules) == len(parts.rules)


def test_without_hypothesis_the_extra_is_named() -> None:
    """The first use of a name says what to install; importing the package does not need it."""
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "import importlib.util as u; found = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'hypothesis' else found(name, *rest)\n"
        "import feedcurate.testing as t\n"
        "try:\n    t.items\nexcept Exception as error:\n    print(type(error).__name__, error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)

    assert done.stdout.startswith("MissingExtra `feedcurate.testing.items` needs the extra `testing`")
