"""Posts of a few people whose identifiers overlap, and rules that look back at them.

In: nothing. Out: strategies of posts, rule files, and what the reference makes of all posts together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.deciding import bench_of, opinion
from feedcurate.engine.scene import scene_of
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.identity import identifiers
from feedcurate.model.item import MediaKind
from feedcurate.testing.pool import NOW

PEOPLE = (
    fc.Account(id="1", source="mastodon", handle="ann@a.example"),
    fc.Account(id="1", source="mastodon", handle="ann@moved.example", bot=True),
    fc.Account(handle="ann@a.example", url="https://a.example/@ann"),
    fc.Account(url="http://www.a.example/@ann/"),
    fc.Account(id="1", source="bluesky", handle="bob.bsky.social"),
    fc.Account(id="did:plc:b", handle="bob.bsky.social"),
    fc.Account(handle="cem@c.example", name="Cem"),
    fc.Account(handle="dee@d.example", name="Dee"),
    fc.Account(name="Nobody"),
)
FOLLOWING = (PEOPLE[0], fc.Account(handle="far@away.example", name="Never posts"))
"""Whom the reader follows, one of them without a post."""
WORDS = ("summer body plan", "quiet news", "my summer body", "before and after, thrice", "")
RULES = """
topic bait: "summer body", "before and after"
rule often when count(posts by author where post mentions bait, 14 days) >= 2 then demote 6 hours, label often
rule much when share(posts by author where post mentions bait, 30 days) > 40% and not post mentions bait then hide
rule loud when sum(post.likes of posts by author where post.likes > 3, 3 days) > 20 then collapse "{author.name}: loud"
rule steady when days(posts by author where author is bot, 30 days) >= 2 then label steady
rule new when not since(posts by author where post mentions bait) < 20 minutes then boost 1 hour
rule liked when average(post.likes of posts by author, 30 days) > 5 or post has media then label liked
rule lately shadow when count(posts by author, today) > 1 then hide
"""
OF_REPOSTERS = """
rule spreads when count(posts by reposter, 7 days) >= 2 then label spreads
rule echo when count(posts by reposter where post is repost and author is bot, 30 days) >= 1 then hide
rule plain when post.likes > 5 then demote 1 hour
"""
OF_MANY = """
rule flood when count(posts where post.likes > 2, 7 days) > 3 then demote 1 hour
rule named when count(posts by @ann@a.example, 30 days) > 1 then label named
rule quoted when count(posts by post.quote.author, 30 days) > 1 then label quoted
rule mine when count(posts by me, 30 days) > 1 then label mine
rule both when count(posts by author, 9 days) > count(posts by reposter, 30 days) then label both
rule seen when post is seen then collapse "again"
"""
OF_ACCOUNTS = """
topic bait: "summer body", "before and after"
rule tired for account when count(posts by account where post mentions bait, 14 days) >= 2 then suggest unfollow
rule rest for account when share(posts by account where post mentions bait, 30 days) > 40% then suggest snooze 3 days
rule trust for account when account is followed then suggest keep
rule quiet for account shadow when since(posts by account) > 5 days then suggest mute
"""

SOURCES = ("mastodon", "mastodon", "bluesky")
ADDRESSES = (None, None, "https://a.example/1", "https://a.example/2")
PICTURE = fc.Media(kind=MediaKind.IMAGE)


def crowd(seed: int, size: int) -> list[fc.Item]:
    """So many posts of the crowd; ids come again, so that some posts are states of one."""
    random = Random(seed)
    return [_post(random, size) for _ in range(size)]


def crowds(most: int = 40) -> st.SearchStrategy[list[fc.Item]]:
    """Some posts of the crowd."""
    return st.builds(crowd, st.integers(0, 2**32), st.integers(1, most))


def _post(random: Random, size: int) -> fc.Item:
    def when() -> datetime | None:
        return None if random.random() < 0.2 else NOW - timedelta(hours=random.randint(-24, 24 * 33) ** 2 // 800)

    def person() -> fc.Account | None:
        return None if random.random() < 0.1 else random.choice(PEOPLE)

    return fc.Item(
        id=str(random.randrange(2 * size)),
        source=random.choice(SOURCES),
        url=random.choice(ADDRESSES),
        author=person(),
        via=fc.Via(account=person(), at=when()) if random.random() < 0.4 else None,
        quote=fc.Item(id="q", author=person()) if random.random() < 0.2 else None,
        text=random.choice((None, *WORDS)),
        likes=random.choice((None, random.randrange(20))),
        published=when(),
        fetched_at=when(),
        updated=when() if random.random() < 0.3 else None,
        seen_at=when() if random.random() < 0.3 else None,
        mine=random.choice((None, None, True, False)),
        media=random.choice(((), (PICTURE,))),
    )


def all_together(rules: fc.Ruleset, items: Sequence[fc.Item], facts: Facts = NO_FACTS) -> list[dict[str, Any]]:
    """The rows of some posts, each judged by the reference with a history of all of them."""
    judge = scene_of(rules.program, (), evolve(facts, history=fc.MemoryHistory(items)), NOW).judge
    bench = bench_of(rules.program, judge)
    found = [(item, opinion(bench, item)) for item in items]
    return [
        {
            "source": item.source,
            "id": item.id,
            "outcome": one.verdict.outcome.value,
            "shift": one.verdict.shift,
            "labels": list(one.verdict.labels),
            "notes": list(one.verdict.notes),
            "collapse": one.verdict.collapse,
            "fired": [rule.name for rule in one.fired],
            "shadow": [rule.name for rule in one.shadow],
        }
        for item, one in found
    ]


def advice_of(rules: fc.Ruleset, items: Sequence[fc.Item], following: Sequence[fc.Account]) -> list[dict[str, Any]]:
    """The rows of advice about everybody, by the reference with a history of some posts."""
    facts = Facts(history=fc.MemoryHistory(items), following=tuple(following))
    found = fc.evaluate(rules, (), facts, now=NOW)
    rows: dict[fc.Account, dict[str, Any]] = {}

    def row(account: fc.Account) -> dict[str, Any]:
        known = account.model_dump(include={"source", "id", "handle", "url", "name"})
        empty: dict[str, Any] = {"advice": None, "duration": None, "because": [], "overridden": [], "shadow": []}
        return rows.setdefault(account, {**known, **empty})

    for one in found.accounts:
        names = {part: [reason.rule for reason in getattr(one, part)] for part in ("because", "overridden")}
        row(one.account).update(advice=one.advice.value, duration=one.duration, **names)
    for report in found.shadow:
        assert report.account is not None
        row(report.account)["shadow"].append(report.because.rule)
    return [rows[account] for account in sorted(rows, key=lambda one: sorted(identifiers(one).items()))]
