from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import event, given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.model.account import Account, Claim, ClaimKind, Relation
from feedcurate.model.decision import Evidence, Outcome
from feedcurate.model.facts import Facts
from feedcurate.model.item import (
    Item,
    Label,
    Link,
    Media,
    MediaKind,
    Option,
    Poll,
    PostKind,
    Reason,
    Reference,
    Via,
    Visibility,
)
from tests.engine.build import NOW

BEFORE = """
    signal toxicity: share
    signal cluster: text
    signal is_news: truth
    accounts close: @sis@mastodon.social, did:plc:abc, "https://x.example/@anna"
    sites tabloids: tabloid.example, x.example/deals
    topic diet: "summer body", #fitspo, /\\bkcal\\b/i, "mindful*" except "waiting list"
    topic health: diet, "ダイエット", "👍🏽", "heal * trauma"
    let good = author in close or author is mutual
"""

CONDITIONS = [
    "post mentions health",
    "not good",
    "good implies post.likes > 3",
    "post mentions close or post mentions me",
    "author in me",
    "post matches /[0-9]+/ and not post.title matches /x+/i",
    "post.likes / post.replies > 0.5",
    "post.score * 1000000 > post.views - 10",
    "post.age > 2 days or author.age < 30 days",
    "(now - post.published) * 1000000 > 3 hours",
    "post.published + 36500 days > now",
    "post.published.day in sat..mon",
    "post.published.time in 22:30..07:00 and now.time in 20:00..22:00",
    "post.published.date between 2026-01-01 and 2026-12-31",
    "post.language in {en, de} or post.quote.language = fr",
    "post is repost and reposter is followed",
    "post is liked_by_me or post is bookmarked or post is seen or post is mine",
    "post has video or post has link or author has bio",
    "post.shouting > 30% or post.title.emoji > 1",
    "post.words > 3 and post.reading_time < 1 minute",
    "post.site in tabloids",
    "any(post.links where link.site in tabloids and any(post.tags where link.title mentions health))",
    "all(post.media where media.duration > 1 minute)",
    "count(post.media where media.kind = video) + count(post.tags) >= 2",
    "any(post.poll.options where option.votes > 3 and option.text mentions diet)",
    "any(post.mentions where mention in close)",
    "nsfw in post.labels or #fitspo in post.tags",
    "author.credential >= link",
    "post.kind = video or post is suggested or post.source in {rss, mastodon}",
    'post.thread = "https://x.example/1"',
    'post.title = post.text or post.community = "Deals"',
    "post.toxicity > 30% or post.is_news or post.cluster mentions diet",
    "post.quote.quote.likes > 3",
    "author = reposter",
    "post.in_reply_to.author = author",
]
ACTIONS = ["hide", "keep", "block", 'collapse "so {post.likes} {author} {post.published}"', "boost 6 hours, label x",
           'note "{post.toxicity} {post.age} {post.kind}", because "{author.name}"']  # fmt: skip


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One of those, or unknown."""
    return st.none() | values


COUNTS = maybe(st.integers(-3, 12) | st.just(10**400))
TEXTS = maybe(
    st.sampled_from(
        ["", "Summer body 300 kcal", "on a waiting list", "#FitSpo 👍🏽 @sis@mastodon.social", "HEALTH ダイエット"]
    )
    | st.text(max_size=12)
)
INSTANTS = maybe(
    st.sampled_from([datetime.min.replace(tzinfo=UTC), NOW, NOW - timedelta(days=3), datetime.max.replace(tzinfo=UTC)])
    | st.datetimes(timezones=st.just(UTC))
)
FLAGS = maybe(st.booleans())
URLS = maybe(
    st.sampled_from(["https://x.example/deals/1", "https://tabloid.example", "http://[", "at://did:plc:abc/x"])
)
ACCOUNT = st.builds(
    Account,
    id=maybe(st.sampled_from(["1", "did:plc:abc"])),
    handle=maybe(st.sampled_from(["sis@mastodon.social", "a"])),
    name=TEXTS,
    bio=TEXTS,
    url=maybe(st.just("https://x.example/@anna")),
    created=INSTANTS,
    claims=maybe(st.lists(st.builds(Claim, kind=st.sampled_from(ClaimKind)), max_size=2).map(tuple)),
    relation=maybe(st.builds(Relation, followed=FLAGS, follower=FLAGS)),
)
ACCOUNTS = maybe(ACCOUNT)


def several(element: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A few of those, or unknown."""
    return maybe(st.lists(element, max_size=3).map(tuple))


def items(quoted: st.SearchStrategy[Any]) -> st.SearchStrategy[Item]:
    """Posts with anything in them."""
    return st.builds(
        Item,
        id=st.sampled_from("abc"),
        source=st.sampled_from(["mastodon", "rss"]),
        url=URLS,
        kind=maybe(st.sampled_from(PostKind)),
        author=ACCOUNTS,
        via=maybe(st.builds(Via, account=ACCOUNTS, at=INSTANTS)),
        mentions=several(ACCOUNT),
        community=TEXTS,
        title=TEXTS,
        summary=TEXTS,
        text=TEXTS,
        language=maybe(st.sampled_from(["en-GB", "de", "fr"])),
        tags=several(st.sampled_from(["FitSpo", "SummerBody", "a b", ""])),
        published=INSTANTS,
        updated=INSTANTS,
        in_reply_to=maybe(st.builds(Reference, author=ACCOUNTS)),
        thread=URLS,
        quote=quoted,
        media=several(
            st.builds(Media, kind=maybe(st.sampled_from(MediaKind)), alt=TEXTS, duration=maybe(st.timedeltas()))
        ),
        links=several(st.builds(Link, url=URLS, site=maybe(st.just("WWW.x.example")), title=TEXTS, description=TEXTS)),
        poll=maybe(st.builds(Poll, options=several(st.builds(Option, text=TEXTS, votes=COUNTS)))),
        labels=several(
            st.builds(Label, value=st.sampled_from(["nsfw", "x"]), negated=st.booleans(), expires_at=INSTANTS)
        ),
        likes=COUNTS,
        replies=COUNTS,
        views=COUNTS,
        score=COUNTS,
        reason=maybe(st.sampled_from(Reason)),
        visibility=maybe(st.sampled_from(Visibility)),
        liked=FLAGS,
        bookmarked=FLAGS,
        seen_at=INSTANTS,
        mine=FLAGS,
        signals=st.dictionaries(
            st.sampled_from(["toxicity", "cluster", "is_news"]), st.sampled_from([0.5, True, "diet", 7.0])
        ),
    )


FACTS = st.builds(
    Facts,
    timezone=maybe(st.sampled_from(["Europe/Berlin", "Pacific/Kiritimati", "America/Los_Angeles"]).map(ZoneInfo)),
    me=st.sampled_from([(), ("@sis@mastodon.social",)]),
    following=several(ACCOUNT),
)
RULES = st.lists(
    st.tuples(st.sampled_from(CONDITIONS), st.sampled_from(CONDITIONS), st.sampled_from(ACTIONS)),
    min_size=1,
    max_size=4,
)


def said(item: Item, evidence: Evidence) -> str:
    """The words at the place that evidence names."""
    value: Any = item
    for step in evidence.field.replace("[", ".").replace("]", "").split("."):
        value = value[int(step)] if step.isdecimal() else getattr(value, step)
    return str(value)[evidence.start : evidence.end]


@given(RULES, items(maybe(items(st.none()))), FACTS, st.sampled_from([NOW, NOW + timedelta(days=1)]))
def test_no_post_is_too_much(rules: list[tuple[str, str, str]], item: Item, facts: Facts, now: datetime) -> None:
    """Whatever a post holds, it gets a decision and an explanation that agree; the words cited are its own."""
    text = "\n".join(
        f"rule r{i} when {first} or {second} then {action}" for i, (first, second, action) in enumerate(rules)
    )
    program = fc.loads(BEFORE + text)
    [decision] = fc.evaluate(program, [item], facts, now=now).posts
    explanation = fc.explain(program, item, facts, now=now)
    event(explanation.outcome.value)
    event("nearest told" if explanation.nearest else "no nearest")
    assert decision.outcome is explanation.outcome
    assert (explanation.outcome is Outcome.SHOWN) <= (explanation.nearest is None)
    for because in (*decision.because, *decision.overridden):
        assert any(clause.value is not None for clause in because.clauses)
    for clause in explanation.clauses:
        for evidence in clause.evidence:
            if ".mentions[" not in f".{evidence.field}" and "cluster" not in evidence.field:
                assert said(item, evidence) == evidence.words
    assert fc.Curation.model_validate_json(fc.evaluate(program, [item], facts, now=now).model_dump_json()).posts
