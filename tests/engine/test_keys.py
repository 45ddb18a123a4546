from __future__ import annotations

import pytest

from feedcurate.engine.keys import key_of
from feedcurate.model.account import Account
from feedcurate.model.item import Item, Reference, Via
from feedcurate.program.program import Key
from tests.engine.arranging import by, post, reposted

REPOST = post("9", author=by("a@example.org"), via=reposted("b@example.org"))
ORIGINAL = post("1", author=by("a@example.org"))


@pytest.mark.parametrize(
    ("key", "left", "right"),
    [
        (Key.AUTHOR, ORIGINAL, REPOST),
        (Key.AUTHOR, post("1", author=Account(id="7", handle="old@x.org")), post("2", author=Account(id="7"))),
        (Key.REPOSTER, REPOST, post("8", via=reposted("b@example.org"))),
        (Key.SENDER, REPOST, post("2", author=by("b@example.org"))),
        (Key.SITE, post("1", url="https://www.example.org/a"), post("2", url="http://example.org/b?x=1")),
        (Key.COMMUNITY, post("1", community="r/Python"), post("2", community="r/python")),
        (Key.FEED, post("1", feed="Daily News"), post("2", feed="daily  news")),
        (Key.THREAD, post("1"), post("2", thread="1", in_reply_to=Reference(id="1"))),
    ],
)
def test_posts_of_one_group_have_one_value(key: Key, left: Item, right: Item) -> None:
    """The value that `by KEY` groups by is known and the same."""
    assert key_of(key, left) is not None
    assert key_of(key, left) == key_of(key, right)


@pytest.mark.parametrize(
    ("key", "left", "right"),
    [
        (Key.SENDER, REPOST, ORIGINAL),
        (Key.SITE, post("1", url="https://a.example.org/"), post("2", url="https://b.example.org/")),
        (Key.THREAD, post("1"), post("2")),
        (Key.THREAD, post("1"), post("1", source="other")),
    ],
)
def test_posts_of_different_groups_have_different_values(key: Key, left: Item, right: Item) -> None:
    """Who passes a post on, the host of its address and its thread tell posts apart."""
    assert key_of(key, left) != key_of(key, right)


@pytest.mark.parametrize(
    ("key", "item"),
    [
        (Key.AUTHOR, post("1")),
        (Key.AUTHOR, post("1", author=Account(name="Someone"))),
        (Key.REPOSTER, ORIGINAL),
        (Key.SENDER, post("1", author=by("a@example.org"), via=Via())),
        (Key.SITE, post("1")),
        (Key.SITE, post("1", url="/relative")),
        (Key.COMMUNITY, post("1", community=" ")),
        (Key.FEED, post("1")),
        (Key.THREAD, post("1", in_reply_to=Reference())),
        (Key.THREAD, REPOST),
    ],
)
def test_what_is_unknown_belongs_to_no_group(key: Key, item: Item) -> None:
    """A post whose key is not known, or not there, has no value."""
    assert key_of(key, item) is None
