from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.history.texts import item_text
from feedcurate.model.item import Item, Link, Media
from feedcurate.review.audit_sieve import Sieve
from feedcurate.review.audit_topics import TopicLook, topic_name, trigger_topics

RULES = r"""
topic words: "summer body", "goal*", "before * after", "j'ai faim", "*'anorexie", "straße", "диета", "ダイエット",
    "🦋 🏋️"
topic tags: #fitspo, #summerbody, #größe, "diyet", "masslos*"
topic shapes: /cure[sd]? anxiety\b/i, /^start/, /é{2}/
topic all: words, tags, shapes
rule r when post mentions all then hide
"""
PROGRAM = fc.loads(RULES).program
ALL = trigger_topics(PROGRAM)

PARTS = (
    "summer", "body", "Summer Body", "#SummerBody", "summer_body", "goals", "before", "now", "after", "j’ai", "J'AI",
    "faim", "l'anorexie", "d’anorexie", "straße", "STRASSE", "Strasse", "диета", "ДИЕТА", "ダイエット", "ﾀﾞｲｴｯﾄ",
    "🦋", "🏋️", "🏋", "#fitspo", "#FitSpo", "DİYET", "diyet", "maßlos", "cures anxiety", "start", "éé",
    "e\u0301e\u0301",
    "ｓｕｍｍｅｒ",
    "sum\u00admer", "sum\u200dmer", "bo\u200bdy", "\n", "\t", '"', "\\", "\x0b", "\x1f", " ", "-", "é", "…",
    "https://x.example/summer", "#größe", "#GRO\u0308SSE", "ﬁtspo", "ßummer",
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Words of the topics in other forms, with and without spaces between them."""
    return st.lists(st.sampled_from(PARTS) | st.text(max_size=2), max_size=6).flatmap(
        lambda parts: st.sampled_from((" ", "")).map(lambda space: space.join(parts))
    )


def posts() -> st.SearchStrategy[Item]:
    """Posts with such texts in one field or another."""
    tags = st.lists(st.sampled_from(("fitspo", "Fit Spo", "SummerBody", "summer-body", "größe", "x")), max_size=2)
    return st.builds(
        Item,
        id=st.just("1"),
        text=st.none() | texts(),
        title=st.none() | texts(),
        tags=tags.map(tuple),
        media=texts().map(lambda alt: (Media(alt=alt),)),
        links=texts().map(lambda told: (Link(description=told),)),
    )


@given(st.lists(posts(), min_size=1, max_size=5))
def test_what_is_left_out_has_nothing(items: list[Item]) -> None:
    """Every post that mentions a topic is a candidate, whatever form the words have in it and in its JSON."""
    look = TopicLook(PROGRAM, ALL)
    documents = [item_text(item).encode() for item in items]
    candidates = set(look.candidates(documents, b"\n".join(documents)))
    assert {place for place, item in enumerate(items) if look.topics(item)} <= candidates


def test_most_posts_are_left_out() -> None:
    """Words that only look alike, and text in other scripts, are no candidates."""
    sieve = Sieve(["summer body", "goal*", "диета", "#fitspo"], [])
    plain = ["a summer evening", "some body", "été à la plage, größer", "Доброе утро", "今日はいい天気", "spo fit 🦋"]
    documents = [item_text(Item(id="1", text=text)).encode() for text in plain]
    assert list(sieve.candidates(documents, b"\n".join(documents))) == []
    hits = [item_text(Item(id="1", text=text)).encode() for text in ("Summer  body", "goals", "ДИЕТА", "#FitSpo", "x")]
    assert list(sieve.candidates(hits, b"\n".join(hits))) == [0, 1, 2, 3]


def test_topics_of_rules_that_take_away_and_of_rules_for_accounts_are_triggers() -> None:
    """Shadow rules and windows count, labels and rules that are off do not; words without a name are named by them."""
    rules = """
    topic a: "a1"
    topic b: "b1"
    topic c: "c1"
    topic d: "d1"
    topic e: "e1"
    rule hides when post mentions a and not post is repost then hide
    rule folds shadow when post.title mentions b then collapse "b"
    rule asks for account when share(posts by account where post mentions c, 7 days) > 10% then suggest keep
    rule labels when post mentions d then label d
    rule sleeps off when post mentions e then hide
    rule says when post mentions "two words" then block
    """
    program = fc.loads(rules).program
    assert sorted(topic_name(program, topic) for topic in trigger_topics(program)) == ['"two words"', "a", "b", "c"]
