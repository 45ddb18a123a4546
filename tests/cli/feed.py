"""A small feed and rules for it, as files that commands can be given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

NOW = "2026-05-08T08:00:00Z"

RULES = """\
set timezone: "UTC"

accounts growth: @slowmind@mind.example

topic comparison: "summer body", "body goal*"

rule less_shouting
    when post.shouting > 70%
    then collapse "Written in capitals"

rule no_comparison "No comparison bait"
    when post mentions comparison and post.likes < 1000
    then hide, because "comparison bait"

rule prefer_growth
    when author in growth
    then boost 6 hours, label growth

feed
    at most 1 in a row by author
"""

POSTS: list[dict[str, object]] = [
    {
        "id": "1",
        "source": "mastodon",
        "url": "https://example.social/@gym/1",
        "author": {"handle": "gym@example.social"},
        "text": "My summer body, week 2",
        "likes": 3,
        "published": "2026-05-08T07:00:00Z",
    },
    {
        "id": "2",
        "source": "mastodon",
        "url": "https://mind.example/@slowmind/2",
        "author": {"handle": "slowmind@mind.example"},
        "text": "Breathe out longer than you breathe in.",
        "likes": 10,
        "published": "2026-05-08T02:00:00Z",
    },
    {
        "id": "3",
        "source": "rss",
        "author": {"name": "The Harbour Courier"},
        "title": "COUNCIL VOTES ON THE NEW BRIDGE",
        "text": "AND NOBODY SLEPT",
        "published": "2026-05-08T06:00:00Z",
    },
]


def lines(posts: Iterable[Mapping[str, object]]) -> str:
    """Posts, or other things, as JSON Lines."""
    return "".join(json.dumps(post) + "\n" for post in posts)


def write_feed(folder: Path) -> tuple[Path, Path]:
    """Write the rules and the feed into a folder; their names, relative to it."""
    (folder / "my.curate").write_text(RULES)
    (folder / "home.jsonl").write_text(lines(POSTS))
    return Path("my.curate"), Path("home.jsonl")
