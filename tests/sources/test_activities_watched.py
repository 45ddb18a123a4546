"""Watched addresses lead to the posts, accounts and sites that a history knows."""

from __future__ import annotations

import pytest

from feedcurate.model.account import Account
from feedcurate.model.item import Item, Via
from feedcurate.sources.watched import Match, NoAddresses, match
from tests.sources.activitywatching import GYM, POST, addresses

SKY = Item(
    id="at://did:plc:abc/app.bsky.feed.post/3k",
    source="bluesky",
    url="https://bsky.app/profile/sky.example/post/3k",
    author=Account(id="did:plc:abc", handle="sky.example", source="bluesky"),
)
FILM = Item(id="yt:video:x1", source="rss", url="https://www.youtube.com/watch?v=x1")
THREAD = Item(
    id="t3_abc",
    source="reddit",
    url="https://www.reddit.com/r/python/comments/abc/a_title/",
    author=Account(id="t2_1", handle="snek@reddit.com", url="https://www.reddit.com/user/Snek", source="reddit"),
)
KNOWN = addresses((POST, SKY, FILM, THREAD))


@pytest.mark.parametrize(
    ("address", "post"),
    [
        ("https://example.social/@gym/1", POST),
        ("http://www.example.social/@gym/1/?utm_source=x#top", POST),
        ("https://home.example/@gym@example.social/1", POST),
        ("https://bsky.app/profile/sky.example/post/3k", SKY),
        ("https://bsky.app/profile/did:plc:abc/post/3k", SKY),
        ("https://m.youtube.com/watch?list=1&v=x1&t=10s", FILM),
        ("https://youtu.be/x1?t=10", FILM),
        ("https://www.youtube.com/shorts/x1", FILM),
        ("https://old.reddit.com/r/python/comments/abc/another_title/def/", THREAD),
    ],
)
def test_a_post_is_found_at_each_of_its_addresses(address: str, post: Item) -> None:
    """As its site, another server or another page of the site shows it."""
    found = KNOWN.post_at(address)
    assert found is not None
    assert (found.source, found.id) == (post.source, post.id)


@pytest.mark.parametrize(
    ("address", "handle"),
    [
        ("https://example.social/@gym", "gym@example.social"),
        ("https://example.social/@gym/999", "gym@example.social"),
        ("https://home.example/@Gym@example.social/media", "gym@example.social"),
        ("https://bsky.app/profile/sky.example", "sky.example"),
        ("https://bsky.app/profile/did:plc:abc/lists", "sky.example"),
        ("https://old.reddit.com/u/snek/comments", "snek@reddit.com"),
        ("https://www.reddit.com/user/Snek/", "snek@reddit.com"),
    ],
)
def test_an_account_is_found_at_its_page_and_below(address: str, handle: str) -> None:
    """In the shapes that sites give addresses of people."""
    account = KNOWN.account_at(address)
    assert account is not None
    assert account.handle == handle


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.youtube.com/@channel", "https://m.youtube.com/@Channel/videos"),
        ("https://www.youtube.com/channel/UC1", "https://youtube.com/channel/UC1/about"),
        ("https://x.com/name", "https://mobile.x.com/name/status/1"),
        ("https://www.instagram.com/name/", "https://instagram.com/name"),
        ("https://blog.example", "https://www.blog.example/"),
    ],
)
def test_an_account_known_by_its_page_is_found(url: str, address: str) -> None:
    """Without a handle, too."""
    known = addresses((), (Account(name="N", url=url),))
    assert (known.account_at(address) or Account()).name == "N"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "about:blank",
        "https://",
        "http://[",
        "file:///home/me/@gym/1",
        "https://other.example/@gym/1",
        "javascript:1",
    ],
)
def test_other_addresses_lead_nowhere(address: str) -> None:
    """Whatever they are, nothing is raised."""
    assert match(address, KNOWN) is None


def test_a_site_is_known_by_its_posts_its_people_or_its_name() -> None:
    """The source is that of its posts."""
    assert match("https://example.social/home", KNOWN) == Match("mastodon")
    assert match("https://www.tiktok.com/foryou", KNOWN) == Match("tiktok")
    assert match("https://nottiktok.com/", KNOWN) is None
    people = addresses((), (Account(handle="a@town.example", source="mastodon"),))
    assert match("https://town.example/explore", people) == Match("mastodon")


def test_without_a_history_only_well_known_sites_are_feed_use() -> None:
    """Nothing else is known."""
    assert match("https://bsky.app/", NoAddresses()) == Match("bluesky")
    assert match("https://example.social/@gym/1", NoAddresses()) is None


def test_the_original_is_found_before_reposts_in_whatever_order() -> None:
    """Of several posts at one address."""
    repost = POST.model_copy(update={"id": "0", "via": Via(id="0", account=GYM)})
    for items in ((POST, repost), (repost, POST)):
        found = addresses(items).post_at(POST.url or "")
        assert found is not None
        assert found.id == "1"
