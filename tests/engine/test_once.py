from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.engine.judged import Judged
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.decision import Outcome
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item, Link, PostKind
from feedcurate.program.program import Once, OnceKey
from tests.engine.arranging import HOUR, NOW, arranged, feed_of, held_in, once, per, post, reposted

STORY = "https://example.com/story"
DAY = 24 * HOUR


def sharing(name: str, *urls: str, age: float = 0) -> Item:
    """A note that shares some addresses."""
    return post(name, age=age, links=tuple(Link(url=url) for url in urls))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/story",
        "https://example.com/story/",
        "https://example.com/story#comments",
        "https://example.com/story?utm_source=newsletter&UTM_campaign=may",
    ],
)
def test_a_link_is_the_same_without_scheme_slash_fragment_and_campaign(url: str) -> None:
    """The older of two posts that share an address, written in another way, is held by `once per link`."""
    posts = [sharing("older", url, age=1), sharing("newer", STORY)]
    assert held_in(posts, once(OnceKey.LINK)) == {"older": "once per link"}


def test_a_different_query_is_a_different_link() -> None:
    """What selects the page is kept."""
    assert not held_in([sharing("a", f"{STORY}?page=1"), sharing("b", f"{STORY}?page=2")], once(OnceKey.LINK))


def test_any_shared_link_makes_two_posts_the_same() -> None:
    """The second link of one is the first of the other."""
    posts = [sharing("newer", "https://a.example/", STORY), sharing("older", STORY, "https://b.example/", age=1)]
    assert feed_of(posts, once(OnceKey.LINK)) == ["newer"]


def test_an_article_stands_for_its_own_address_and_a_note_does_not() -> None:
    """A note that links to an article repeats it; one that links to another note does not."""
    article = post("article", age=1, url=STORY, kind=PostKind.ARTICLE)
    note = post("note", age=1, url="https://example.social/@a/1", kind=PostKind.NOTE)
    assert feed_of([sharing("post", STORY), article], once(OnceKey.LINK)) == ["post"]
    assert feed_of([sharing("post", "https://example.social/@a/1"), note], once(OnceKey.LINK)) == ["post", "note"]


def test_a_held_post_holds_no_other() -> None:
    """B shares a link with A and another with C: B is held for A, and C stays."""
    posts = [
        sharing("a", "https://a.example/", age=1),
        sharing("b", "https://a.example/", "https://c.example/", age=2),
        sharing("c", "https://c.example/", age=3),
    ]
    assert feed_of(posts, once(OnceKey.LINK)) == ["a", "c"]


def test_a_repost_is_the_same_post_as_its_original() -> None:
    """`once per post` compares the original's address; the repost is newer and stays."""
    url = "https://example.social/@a/1"
    posts = [post("1", age=5, url=url), post("9", age=50, url=url, via=reposted("b@example.social", age=1))]
    assert feed_of(posts, once(OnceKey.POST)) == ["9"]


def test_posts_without_an_address_are_only_the_same_by_source_and_id() -> None:
    """Nothing known is not the same as nothing known."""
    facts = Facts(history=MemoryHistory([post("2", seen_at=NOW - HOUR)]))
    assert feed_of([post("1"), post("2"), post("2", source="other")], once(OnceKey.POST, DAY), facts=facts) == [
        "1",
        "2",
    ]


def test_titles_are_compared_normalised() -> None:
    """Case and white space do not matter, words do; posts without a title are never the same."""
    posts = [
        post("a", title="Ten  Tips"),
        post("b", title="ten tips ", age=1),
        post("c", title="Nine tips", age=2),
        post("d", age=3),
        post("e", age=4),
        post("f", age=5, title=" "),
        post("g", age=6, title=" "),
    ]
    assert feed_of(posts, once(OnceKey.TITLE)) == ["a", "c", "d", "e", "f", "g"]


def test_a_text_signal_names_the_story_and_the_host_knows_it_better_than_the_item() -> None:
    """Two posts of one cluster are the same; the host's `Facts` win over what an item brings along."""
    posts = [
        post("a", signals={"story": "quake"}),
        post("b", age=1, signals={"story": "quake"}),
        post("c", age=2, signals={"story": "quake"}),
        post("d", age=3),
    ]
    assert feed_of(posts, once("story")) == ["a", "d"]
    host = Facts(signals={("test", "b"): {"story": "vote"}})
    assert feed_of(posts, once("story"), facts=host) == ["a", "b", "d"]


def test_the_best_ranked_that_is_not_hidden_stays() -> None:
    """A hidden or blocked post holds no other back; a collapsed one does."""
    link = sharing("second", STORY, age=1)
    for outcome, feed in {
        Outcome.HIDDEN: ["second"],
        Outcome.BLOCKED: ["second"],
        Outcome.COLLAPSED: ["first"],
    }.items():
        assert feed_of([Judged(sharing("first", STORY), outcome), link], once(OnceKey.LINK)) == feed


def test_with_a_duration_what_was_seen_in_it_counts_too() -> None:
    """Seen two days ago is a repeat `in 3 days`, not `in 1 day`, and not without a duration."""
    seen = sharing("old", STORY, age=60).model_copy(update={"seen_at": NOW - 2 * DAY})
    facts = Facts(history=MemoryHistory([seen]))
    new = sharing("new", STORY)
    assert held_in([new], once(OnceKey.LINK, 3 * DAY), facts=facts) == {"new": "once per link in 72 hours"}
    assert feed_of([new], once(OnceKey.LINK, DAY), facts=facts) == ["new"]
    assert feed_of([new], once(OnceKey.LINK), facts=facts) == ["new"]


def test_a_post_that_was_itself_seen_repeats_itself() -> None:
    """`once per post in 3 days` holds what the reader saw yesterday; after that time it may come again."""
    seen = post("a", age=30, seen_at=NOW - DAY)
    assert feed_of([seen], once(OnceKey.POST, 3 * DAY)) == []
    assert feed_of([seen], once(OnceKey.POST, timedelta(hours=23))) == ["a"]


def test_a_post_that_another_quota_holds_still_keeps_its_repeats_back() -> None:
    """Repeats are held before places are filled, so that which post stays depends on rank alone."""
    posts = [sharing("first", STORY), sharing("second", STORY, age=1)]
    assert held_in(posts, once(OnceKey.LINK), per(0)) == {
        "first": "at most 0 per day",
        "second": "once per link",
    }


@st.composite
def alike(draw: st.DrawFn) -> list[Item]:
    """Posts with few links and titles between them."""
    links = st.lists(st.sampled_from("abc"), max_size=2)
    titles = st.none() | st.sampled_from(["one", "two"])
    size = draw(st.integers(0, 10))
    return [
        sharing(
            str(n), *(f"https://example.com/{link}" for link in draw(links)), age=draw(st.integers(0, 3))
        ).model_copy(update={"title": draw(titles)})
        for n in range(size)
    ]


@given(alike(), st.randoms(use_true_random=False))
def test_no_two_posts_that_stay_are_the_same_and_each_held_one_repeats_one_that_stays(
    posts: list[Item], random: Random
) -> None:
    """Under two lines at once, in any order of lines and posts."""
    lines: list[Once] = [once(OnceKey.LINK), once(OnceKey.TITLE)]
    feed = feed_of(posts, *lines)
    assert feed_of(random.sample(posts, len(posts)), *reversed(lines)) == feed
    values = {
        item.id: {("link", link.url) for link in item.links or ()} | ({("title", item.title)} if item.title else set())
        for item in posts
    }
    for place, name in enumerate(feed):
        assert all(values[name].isdisjoint(values[other]) for other in feed[:place])
    held = held_in(posts, *lines)
    assert all(any(values[name] & values[other] for other in feed) for name in held)
    event("something is held" if held else "nothing is held")
    assert len(arranged(posts, *lines).places) + len(held) == len(posts)
