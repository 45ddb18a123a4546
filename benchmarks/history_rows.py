"""A new post as the hand-written contenders keep it.

In: an item that is no repost and not the reader's. Out: its row in the table of posts, with the topics it mentions.
"""

from __future__ import annotations

import re

from benchmarks.history_rules import flag_of, topics
from benchmarks.workload import NOW
from feedcurate import Item

TOPICS = {flag_of(number): rf"\b(?:{'|'.join(words)})\b" for number, words in enumerate(topics())}
"""By flag, what a text in small letters is searched for, where word boundaries know all letters."""

_SEARCHED = {flag: re.compile(pattern) for flag, pattern in TOPICS.items()}


def row_of(item: Item) -> dict[str, object]:
    """The row, by the names of columns."""
    at, words = item.published or NOW, (item.text or "").lower()
    return {
        "id": item.id,
        "source": item.source,
        "author": item.author and item.author.handle,
        "reposter": None,
        "likes": item.likes,
        "reposts": item.reposts,
        "replies": item.replies,
        "published": at,
        "moment": at,
        "day": at.date(),
        "link": bool(item.links),
        "repost": False,
        "suggested": item.reason == "suggested",
        "mine": False,
        "all": True,
        **{flag: searched.search(words) is not None for flag, searched in _SEARCHED.items()},
    }
