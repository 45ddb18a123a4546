"""Examples beside the same world made by hand, as Hypothesis strategies.

In: the kit's rule files. Out: `World`s: the lines of an example, and the posts, the history and the lists that they
should come to, put together without the code that is tested.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from feedcurate.model.account import Account
from feedcurate.model.item import Item, Label, Link, Media, MediaKind, Reason, Via
from feedcurate.testing.files import ListParts, Parts

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
ANN, BOB = Account(handle="ann@a.example"), Account(handle="bob@b.example")

POSTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ('by @ann@a.example saying "summer body"', {"author": ANN, "text": "summer body"}),
    ('by @bob@b.example saying "my diyet" with post.likes = 12', {"author": BOB, "text": "my diyet", "likes": 12}),
    ('saying "fine" with post.likes = 2, post.replies = 1', {"text": "fine", "likes": 2, "replies": 1}),
    ("with #fitspo in post.tags, post.language = en", {"tags": ("fitspo",), "language": "en"}),
    ('by @bob@b.example with post is suggested, post.title = "summer body"',
     {"author": BOB, "reason": Reason.SUGGESTED, "title": "summer body"}),
    ("with post has video, nsfw in post.labels",
     {"media": (Media(kind=MediaKind.VIDEO),), "labels": (Label(value="nsfw"),)}),
    ('saying "cure all" with any(post.links where link.url = "https://tab.example/a")',
     {"text": "cure all", "links": (Link(url="https://tab.example/a"),)}),
    ("by @bob@b.example with post.age = 3 days, reposter = @ann@a.example",
     {"author": BOB, "published": NOW - timedelta(days=3), "via": Via(account=ANN, at=NOW)}),
)  # fmt: skip
HISTORIES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ('by @ann@a.example saying "summer body"', "", {"author": ANN, "text": "summer body"}),
    ("by @bob@b.example", " with post is suggested", {"author": BOB, "reason": Reason.SUGGESTED}),
)
REPLACED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("given accounts close: @bob@b.example", "accounts close", ("@bob@b.example",)),
    ("given accounts others: close, @ann@a.example", "accounts others", ("close", "@ann@a.example")),
    ("given sites tabloids: ok.example", "sites tabloids", ("ok.example",)),
    ('given topic t1: "fine", #fitspo', "topic t1", ('"fine"', "#fitspo")),
)


@frozen
class World:
    """Lines of an example without expectations, and what they give: posts at hand and before, and the rule file."""

    lines: tuple[str, ...]
    posts: tuple[Item, ...]
    before: tuple[Item, ...]
    rules: Parts


def _item(fields: dict[str, Any], number: int, at: datetime) -> Item:
    return Item(**{"published": at, **fields}, id=f"{number:03}", source="example")


@st.composite
def worlds(draw: st.DrawFn, rules: Parts) -> World:
    """Up to four posts at hand, now and then a history before them and other lists."""
    lines: list[str] = []
    changed = rules.lists
    for line, head, entries in draw(st.lists(st.sampled_from(REPLACED), unique=True, max_size=2)):
        lines.append(line)
        changed = tuple(ListParts(head, entries) if one.head == head else one for one in changed)
    before: list[Item] = []
    if draw(st.booleans()):
        by, details, fields = draw(st.sampled_from(HISTORIES))
        lines.append(f"given 3 posts {by} over 9 hours{details}")
        before = [_item(fields, n, NOW - timedelta(hours=3 * n)) for n in range(3)]
    chosen = draw(st.lists(st.sampled_from(POSTS), min_size=1, max_size=4))
    lines += [f"given post {text}" for text, _ in chosen]
    posts = tuple(_item(fields, 10 + n, NOW) for n, (_, fields) in enumerate(chosen))
    return World(tuple(lines), posts, tuple(before), evolve(rules, lists=changed))
